import type { Call } from '#platform/http/call.ts'
import { mayEver } from '#modules/access/index.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { errorText } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { dayText, kronerText, quoted } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import { Buttons } from '#ui/layout.tsx'
import { Chip, State } from '#ui/state.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { TextField } from '#ui/text-field.tsx'
import { loanActions } from '../../actions.ts'
import { openRequest } from '../../actions/defer.ts'
import type { LoanView } from '../../actions/read-loan.ts'
import { answerBy, overLimit } from '../../domain/deferral-limits.ts'
import { tryEvent } from '../../domain/engine/index.ts'
import { settingsOf } from '../../domain/loan.ts'
import { refusedStep } from '../../domain/loan-machine.ts'
import { moneyLog } from '../../domain/recorded-event.ts'
import { type Condition, type Tranche, waitingTranches } from '../../domain/tranche.ts'
import { lifeTexts, texts } from '../../texts/texts.ts'
import { DeferralPreview } from '../deferral/preview.tsx'
import type { LoanProblem } from './next-step.tsx'

type Props = { call: Call; view: LoanView }
type TrancheProps = Props & { problem?: LoanProblem }

/** A request for deferral with what it would do to the plan, and the latest deferral with the way to take it back. */
export function DeferralCard({ call, view }: Props) {
  const asked = openRequest(view.events)
  const { lang } = call
  const say = lifeTexts(lang).deferral
  const deferral = asked?.payload.deferral
  if (asked === null || deferral === undefined) return <TakeBack call={call} view={view} />
  const log = moneyLog(view.events)
  const tried = tryEvent(settingsOf(view.loan), log, { id: 'preview', on: call.today, kind: 'defer', deferral }, call.today)
  const may = call.actor !== null && mayEver(call.actor, loanActions.defer)
  return (
    <Card title={say.request} id="deferral" next aside={<Chip kind="due">{say.answerBy(dayText(answerBy(asked.on)))}</Chip>}>
      <p>
        {asked.words === null ? '' : `${quoted(asked.words, lang)} `}
        <span class="soft">{dayText(asked.on)}</span>
      </p>
      {tried.ok ? <DeferralPreview lang={lang} preview={{ deferral, ...tried.value, log, beyond: overLimit(deferral, log) }} /> : null}
      {may ? (
        <Buttons>
          <ButtonLink kind="primary" href={`/loans/${view.loan.id}/deferral`}>
            {say.grant}
          </ButtonLink>
        </Buttons>
      ) : null}
    </Card>
  )
}

function TakeBack({ call, view }: Props) {
  const say = lifeTexts(call.lang).deferral
  const undone = new Set(view.events.map((event) => event.undoes))
  const last = view.events.findLast((event) => event.name === 'defer' && !undone.has(event.id))
  const may =
    call.actor !== null && mayEver(call.actor, loanActions.undo_deferral) && refusedStep('undo_deferral', view.loan.state) === null
  if (last === undefined || !may) return null
  return (
    <Form
      inline
      action={`/loans/${view.loan.id}/deferral-reversals`}
      requestId={call.newRequestId()}
      hidden={{ event: last.id }}
      buttons={<Button compact>{say.undo}</Button>}
    >
      <span>{say.given(dayText(last.on))}</span>
    </Form>
  )
}

/** The parts a loan is paid out in, each with what must be shown before; nothing for a loan that goes out at once. */
export function Tranches({ call, view, problem }: TrancheProps) {
  const say = lifeTexts(call.lang).tranches
  const conditioned = view.tranches.some((tranche) => tranche.conditions.length > 0)
  if (view.tranches.length < 2 && !conditioned) return null
  return (
    <Card title={say.title} id="tranches">
      {view.tranches.map((tranche) => (
        <section>
          <p>
            <b>
              {say.n} {tranche.n}: {kronerText(tranche.amount, call.lang)}
            </b>{' '}
            <TrancheState {...tranche} lang={call.lang} />
          </p>
          {tranche.conditions.map((condition) => (
            <ConditionLine
              call={call}
              view={view}
              tranche={tranche}
              condition={condition}
              {...(problem === undefined ? {} : { problem })}
            />
          ))}
        </section>
      ))}
      <WaiveRest call={call} view={view} {...(problem === undefined ? {} : { problem })} />
    </Card>
  )
}

function TrancheState({ paidOut, waived, lang }: Tranche & { lang: Lang }) {
  const say = lifeTexts(lang).tranches
  if (waived) return <State kind="stop">{say.waived}</State>
  return <State kind={paidOut ? 'done' : 'wait'}>{paidOut ? say.paid : say.open}</State>
}

/** That a part is still to be paid out after another one was, and letting it go. */
function WaiveRest({ call, view, problem }: TrancheProps) {
  const { lang, actor } = call
  const say = lifeTexts(lang).tranches
  const waiting = waitingTranches(view.tranches)
  if (waiting.length === 0 || refusedStep('waive_rest', view.loan.state) !== null) return null
  const amount = kronerText(view.standing.toPayOut, lang)
  return (
    <>
      <p class="strong">{texts(lang).restNotPaidOut(amount, waiting.length)}</p>
      {actor === null || !mayEver(actor, loanActions.waive_rest) ? null : (
        <details open={problem?.raw.rest !== undefined}>
          <summary>{say.waive}</summary>
          <Form action={`/loans/${view.loan.id}/rest-waivers`} requestId={call.newRequestId()} buttons={<Button>{say.waive}</Button>}>
            <p>{say.waiveText(amount)}</p>
            <TextArea
              lang={lang}
              name="rest"
              label={say.waiveWords}
              max={2000}
              value={problem?.raw.rest}
              error={errorText(problem?.errors.rest, lang)}
            />
          </Form>
        </details>
      )}
    </>
  )
}

/** The field's own id: each condition has one. */
export const voucherId = (tranche: number, n: number) => `voucher-${tranche}-${n}`

function ConditionLine({ call, view, tranche, condition, problem }: TrancheProps & { tranche: Tranche; condition: Condition }) {
  const { lang } = call
  const say = lifeTexts(lang).tranches
  const may =
    call.actor !== null && mayEver(call.actor, loanActions.meet_condition) && refusedStep('meet_condition', view.loan.state) === null
  const id = voucherId(tranche.n, condition.n)
  const wrong = problem?.condition === id ? problem : undefined
  return (
    <>
      <p>
        {say.condition}: {condition.words}
        {condition.metOn === null ? '' : `. ${say.metOn(dayText(condition.metOn), condition.voucher ?? '')}`}
      </p>
      {condition.metOn === null && may && !tranche.waived ? (
        <Form
          action={`/loans/${view.loan.id}/conditions`}
          requestId={call.newRequestId()}
          hidden={{ tranche: String(tranche.n), n: String(condition.n) }}
          buttons={<Button>{say.met}</Button>}
        >
          <TextField
            lang={lang}
            id={id}
            name="voucher"
            label={say.voucher}
            value={wrong?.raw.voucher}
            error={errorText(wrong?.errors.voucher, lang)}
          />
        </Form>
      ) : null}
    </>
  )
}
