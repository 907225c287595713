import type { Ore } from '#kernel/money.ts'
import type { Permit } from '#kernel/permit.ts'
import type { Call } from '#platform/http/call.ts'
import { mayEver } from '#modules/access/index.ts'
import { mayLendOn } from '#modules/programmes/index.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DayField } from '#ui/day-field.tsx'
import { type FieldErrors, type RawForm, errorText } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { dayText, kronerText } from '#ui/format.ts'
import { KronerField } from '#ui/kroner-field.tsx'
import { Notice } from '#ui/notice.tsx'
import { Off } from '#ui/off.tsx'
import { Radios } from '#ui/radios.tsx'
import { Select } from '#ui/select.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { TextField } from '#ui/text-field.tsx'
import { Chooser, When } from '#ui/when.tsx'
import type { LoanView } from '../../actions/read-loan.ts'
import { secondPerson } from '../../domain/loan.ts'
import { refusalText } from '../words.ts'
import { type LoanEventName, loanSteps } from '../../domain/loan-machine.ts'
import { aidTexts } from '../../texts/aid/texts.ts'
import { lifeTexts, texts } from '../../texts/texts.ts'
import { CreditQuestion } from '../credit.tsx'
import { PayOut } from '../payments/pay-out.tsx'
import { Refund, Release } from '../payments/release.tsx'
import { Accept } from './documents.tsx'

/** The fields of the loan page's forms. */
export type LoanField =
  | 'words'
  | 'questions'
  | 'decision'
  | 'reason'
  | 'amount'
  | 'paid_on'
  | 'refund'
  | 'aid_reference'
  | 'second'
  | 'second_condition'
  | 'third'
  | 'third_condition'
  | 'voucher'
  | 'title'
  | 'file'
  | 'agree'
  | 'review'
  | 'rest'
  | 'code'
  | 'terms'
  | 'start_pause'
/** What was wrong with the form that was sent, so that it comes back filled; `credit` is what a payment is above the debt, where that is asked about;
 * `condition` the field of the tranche's condition it was. */
export type LoanProblem = { text: string; errors: FieldErrors<LoanField>; raw: RawForm<LoanField>; credit?: Ore; condition?: string }

/** How the borrower can accept: whether a second factor is set up, whether a signing service is connected. */
export type Accepting = { factor: boolean; signing: boolean }

type StepProps = { call: Call; view: LoanView; problem?: LoanProblem; accepting?: Accepting | null }

function may(call: Call, view: LoanView, event: LoanEventName): boolean {
  const permits: readonly Permit[] = loanSteps[event].by
  const from: readonly string[] = loanSteps[event].from
  return call.actor !== null && from.includes(view.loan.state) && mayEver(call.actor, { name: event, permits })
}

/** What the reader can do with the loan now; nothing when the ball is with another. */
export function NextStep(props: StepProps) {
  const { call, view } = props
  return (
    <>
      {may(call, view, 'advise') ? <Advise {...props} /> : null}
      {may(call, view, 'advise') ? <Ask {...props} /> : null}
      {may(call, view, 'approve') ? <Decide {...props} /> : null}
      {may(call, view, 'apply_again') ? <Again {...props} /> : null}
      {may(call, view, 'accept') ? <Accept {...props} /> : null}
      <Release call={call} view={view} />
      {may(call, view, 'pay_out') ? <PayOut call={call} view={view} /> : null}
      {may(call, view, 'pay') ? <Pay {...props} /> : null}
      <Refund call={call} view={view} {...(props.problem === undefined ? {} : { problem: props.problem })} />
      {may(call, view, 'withdraw') ? <Withdraw {...props} /> : null}
    </>
  )
}

function Advise({ call, view, problem }: StepProps) {
  const say = texts(call.lang).steps
  return (
    <Card title={say.advise} id="advise" next>
      <Form action={`/loans/${view.loan.id}/advice`} requestId={call.newRequestId()} buttons={<Button kind="primary">{say.save}</Button>}>
        <TextArea
          lang={call.lang}
          name="words"
          label={say.adviseWords}
          hint={say.adviseHint}
          max={4000}
          value={problem?.raw.words}
          error={errorText(problem?.errors.words, call.lang)}
        />
      </Form>
    </Card>
  )
}

/** The adviser sends the application back with questions, before there is anything to advise on. */
function Ask({ call, view, problem }: StepProps) {
  const say = texts(call.lang).steps
  return (
    <Card title={say.return} id="ask">
      <Form action={`/loans/${view.loan.id}/questions`} requestId={call.newRequestId()} buttons={<Button>{say.return}</Button>}>
        <TextArea
          lang={call.lang}
          name="questions"
          label={say.questions}
          max={4000}
          value={problem?.raw.questions}
          error={errorText(problem?.errors.questions, call.lang)}
        />
      </Form>
    </Card>
  )
}

/** What was returned comes back as it was sent, with what was asked above it: all of it can be changed. */
function Again({ call, view, problem }: StepProps) {
  const { lang } = call
  const say = texts(lang)
  const { loan } = view
  const field = (name: 'amount' | 'terms' | 'start_pause', label: string, value: string) => ({
    lang,
    name,
    label,
    value: problem?.raw[name] ?? value,
    error: errorText(problem?.errors[name], lang),
  })
  return (
    <Card title={say.steps.again} id="again" next>
      {loan.reason === null ? null : (
        <Notice kind="info" title={say.steps.asked}>
          <p class="g-lines">{loan.reason}</p>
        </Notice>
      )}
      <Form
        action={`/loans/${view.loan.id}/reapplication`}
        requestId={call.newRequestId()}
        buttons={<Button kind="primary">{say.steps.again}</Button>}
      >
        <KronerField {...field('amount', say.steps.againAmount, (loan.amount / 100n).toString())} />
        <TextField {...field('terms', say.terms, String(loan.terms))} width="xs" inputmode="numeric" />
        <TextField {...field('start_pause', say.startPause, String(loan.startPauseMonths))} width="xs" inputmode="numeric" />
        <TextArea
          lang={lang}
          name="words"
          label={say.purpose}
          hint={say.steps.againHint}
          max={2000}
          value={problem?.raw.words ?? loan.purpose}
          error={errorText(problem?.errors.words, call.lang)}
        />
      </Form>
    </Card>
  )
}

const decisions = ['approve', 'decline', 'return'] as const

function Decide({ call, view, problem }: StepProps) {
  const { lang } = call
  const say = texts(lang).steps
  const parts = lifeTexts(lang).tranches
  const human = call.actor === null || call.actor.kind === 'system' ? null : call.actor.humanId
  const same = human === null ? null : secondPerson(view.loan, 'decide', human, view.hands)
  if (same !== null)
    return (
      <Card title={say.decide} id="decide">
        <p>{refusalText(same, lang)}</p>
      </Card>
    )
  const field = (name: LoanField) => ({
    lang,
    name,
    value: problem?.raw[name],
    error: errorText(problem?.errors[name], lang),
  })
  return (
    <Card title={say.decide} id="decide" next>
      <p>{say.decideHint}</p>
      {mayLendOn(view.version.loanProduct, call.today) ? null : (
        <Off
          name={say.approve}
          reason={refusalText({ kind: 'no_legal_basis_on_the_day', legalBasis: view.version.loanProduct.legalBasis }, lang)}
        />
      )}
      <Form action={`/loans/${view.loan.id}/decision`} requestId={call.newRequestId()} buttons={<Button kind="primary">{say.save}</Button>}>
        <Chooser>
          <Radios {...field('decision')} label={say.decision} options={decisions.map((value) => ({ value, label: say[value] }))} />
        </Chooser>
        <When all={decisions} chosen={['decline']}>
          <Select
            {...field('reason')}
            label={say.declineReason}
            options={view.version.reasons.loan_decline.map((reason) => ({ value: reason.code, label: reason.name[lang] }))}
          />
        </When>
        <When all={decisions} chosen={['approve']}>
          <TextField {...field('aid_reference')} label={aidTexts(lang).referenceField} hint={aidTexts(lang).referenceFieldHint} />
          <KronerField {...field('second')} label={parts.second} hint={parts.secondHint} required={false} />
          <TextField {...field('second_condition')} label={parts.secondCondition} required={false} />
          <KronerField {...field('third')} label={parts.third} required={false} />
          <TextField {...field('third_condition')} label={parts.thirdCondition} required={false} />
        </When>
        <TextArea {...field('words')} label={say.decideWords} hint={say.decideWordsHint} max={4000} />
      </Form>
    </Card>
  )
}

function Withdraw({ call, view }: StepProps) {
  const say = texts(call.lang).steps
  return (
    <Card title={say.withdraw} id="withdraw">
      <Form action={`/loans/${view.loan.id}/withdrawal`} requestId={call.newRequestId()} buttons={<Button>{say.withdraw}</Button>}>
        <p>{say.withdrawText}</p>
      </Form>
    </Card>
  )
}

function Pay({ call, view, problem }: StepProps) {
  const { lang } = call
  const say = texts(lang)
  const undone = new Set(view.events.map((event) => event.undoes))
  const payments = view.events.filter((event) => event.name === 'pay' && !undone.has(event.id)).toReversed()
  return (
    <Card title={say.steps.pay} id="pay">
      <Form
        action={`/loans/${view.loan.id}/payments`}
        requestId={call.newRequestId()}
        buttons={<Button kind="primary">{say.steps.pay}</Button>}
      >
        <KronerField
          lang={lang}
          name="amount"
          label={say.steps.payAmount}
          value={problem?.raw.amount}
          error={errorText(problem?.errors.amount, lang)}
        />
        <DayField
          lang={lang}
          name="paid_on"
          label={say.steps.payOn}
          value={problem?.raw.paid_on ?? dayText(call.today)}
          error={errorText(problem?.errors.paid_on, lang)}
        />
        <CreditQuestion lang={lang} credit={problem?.credit} />
      </Form>
      {payments.map((event) => (
        <Form
          inline
          action={`/loans/${view.loan.id}/reversals`}
          requestId={call.newRequestId()}
          hidden={{ event: event.id }}
          buttons={
            <Button compact hidden={dayText(event.on)}>
              {say.steps.undo}
            </Button>
          }
        >
          <span>
            {dayText(event.on)}: {event.amount === null ? '' : kronerText(event.amount, lang)}
          </span>
        </Form>
      ))}
    </Card>
  )
}
