import { isBefore } from '#kernel/days.ts'
import type { Call } from '#platform/http/call.ts'
import { mayEver } from '#modules/access/index.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { DayField } from '#ui/day-field.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Facts } from '#ui/facts.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { dayText, kronerText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { KronerField } from '#ui/kroner-field.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { Off } from '#ui/off.tsx'
import { Radios } from '#ui/radios.tsx'
import { Select } from '#ui/select.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { loanActions } from '../../actions.ts'
import type { LoanView } from '../../actions/read-loan.ts'
import { type Closing, closingKinds, handOverFrom, refusedClosing } from '../../domain/closing.ts'
import { refusedStep } from '../../domain/loan-machine.ts'
import { lifeTexts, texts } from '../../texts/texts.ts'
import { refusalText } from '../words.ts'

/** The fields of the page's forms. */
export type ClosingField = 'closing' | 'reason' | 'words' | 'amount' | 'received_on'
type Props = {
  call: Call
  view: LoanView
  errors: FieldErrors<ClosingField>
  raw: RawForm<ClosingField>
  problem?: string | undefined
}

/** Proposing that a claim is closed, deciding a proposal, calling a claim back, and what comes in after a write-off. */
export function ClosingPage(props: Props) {
  const { call, view, errors } = props
  const { lang } = call
  const say = lifeTexts(lang).closing
  const labels = { closing: say.kind, reason: say.reason, words: say.words, amount: say.recoverAmount, received_on: say.recoverOn }
  const summary = [...summaryOf(errors, labels, lang), ...(props.problem === undefined ? [] : [{ text: props.problem }])]
  const may = (name: 'propose_closing' | 'write_off' | 'drop_closing' | 'recall' | 'recover') =>
    call.actor !== null && mayEver(call.actor, loanActions[name]) && refusedStep(name, view.loan.state) === null
  return (
    <Page {...call.frame} title={say.title} hasErrors={summary.length > 0}>
      <Crumbs
        lang={lang}
        items={[{ label: `${texts(lang).number} ${view.loan.number}`, href: `/loans/${view.loan.id}` }, { label: say.title }]}
      />
      <PageHead title={say.title} intro={say.intro} />
      <ErrorSummary lang={lang} errors={summary} />
      <Stack>
        {view.closing === null && may('propose_closing') ? <Propose {...props} /> : null}
        {view.closing === null && !may('propose_closing') && may('write_off') ? <NoProposal lang={lang} /> : null}
        {view.closing === null ? null : <Decide {...props} mayDecide={may('write_off')} mayDrop={may('drop_closing')} />}
        {may('recall') ? <Words {...props} path="recalls" button={say.recall} /> : null}
        {may('recover') && view.standing.recovered < view.standing.lost ? <Recover {...props} /> : null}
        <MasterData {...props} />
      </Stack>
    </Page>
  )
}

function Propose({ call, view, errors, raw }: Props) {
  const { lang } = call
  // What is with the collectors already is not handed over once more.
  const possible = closingKinds.filter((kind) => refusedStep(kind, view.loan.state) === null)
  const say = lifeTexts(lang).closing
  const field = (name: ClosingField) => ({ lang, name, value: raw[name], error: errorText(errors[name], lang) })
  return (
    <Card title={say.propose} id="propose" next>
      <Form
        action={`/loans/${view.loan.id}/closing-proposals`}
        requestId={call.newRequestId()}
        buttons={<Button kind="primary">{say.propose}</Button>}
      >
        <Radios {...field('closing')} label={say.kind} options={possible.map((kind) => ({ value: kind, label: say.kinds[kind] }))} />
        <Select
          {...field('reason')}
          label={say.reason}
          options={view.version.reasons.write_off.map((reason) => ({ value: reason.code, label: reason.name[lang] }))}
        />
        <TextArea {...field('words')} label={say.words} max={2000} />
      </Form>
    </Card>
  )
}

function Decide({ call, view, errors, raw, mayDecide, mayDrop }: Props & { mayDecide: boolean; mayDrop: boolean }) {
  const { lang } = call
  const say = lifeTexts(lang).closing
  const { closing } = view
  if (closing === null) return null
  const base = `/loans/${view.loan.id}`
  const why = mayDecide ? whyUndecided(call, view, closing) : null
  const decides = mayDecide && why === null
  return (
    <Card title={say.kinds[closing.kind]} id="decide" next>
      <p>{say.open(say.kinds[closing.kind], dayText(closing.proposedOn))}</p>
      <Why call={call} view={view} closing={closing} />
      {closing.notifiedOn === null ? null : <p>{say.notified(dayText(closing.notifiedOn), dayText(handOverFrom(closing.notifiedOn)))}</p>}
      {why === null ? null : <Off name={say.decide[closing.kind]} reason={why} />}
      {decides || mayDrop ? (
        <Form
          action={decides ? `${base}/closings` : `${base}/closing-drops`}
          requestId={call.newRequestId()}
          hidden={{ closing: closing.kind }}
          buttons={
            <>
              {decides ? <Button kind="primary">{say.decide[closing.kind]}</Button> : null}
              {mayDrop ? <Button formaction={`${base}/closing-drops`}>{say.drop}</Button> : null}
            </>
          }
        >
          <TextArea
            lang={lang}
            name="words"
            label={say.words}
            {...(closing.kind === 'remit' ? { hint: say.inLetter } : {})}
            max={2000}
            value={raw.words}
            error={errorText(errors.words, lang)}
          />
        </Form>
      ) : null}
    </Card>
  )
}

/** What whoever proposed it chose and wrote: what is decided upon. */
function Why({ call: { lang }, view, closing }: Pick<Props, 'call' | 'view'> & { closing: Closing }) {
  const say = lifeTexts(lang).closing
  const proposed = view.events.findLast((event) => event.name === 'propose_closing')
  const reason = view.version.reasons.write_off.find(({ code }) => code === closing.reason)
  return (
    <Facts
      items={[
        { name: say.reason, value: reason?.name[lang] ?? closing.reason },
        { name: say.words, value: proposed?.words ?? '–' },
      ]}
    />
  )
}

/** Why the reader cannot decide the proposal today, in words: they made it, it is too early, or the claim no longer is such. */
function whyUndecided({ lang, today, actor }: Call, { loan, standing }: LoanView, open: Closing): string | null {
  if (actor?.kind !== 'staff') return null
  const asked = { step: { kind: open.kind }, open, standing, by: actor.humanId, borrower: loan.borrowerHuman, on: today }
  const refusal = refusedClosing(asked)
  return refusal === null ? null : refusalText(refusal, lang)
}

function NoProposal({ lang }: { lang: Call['lang'] }) {
  const say = lifeTexts(lang).closing
  return (
    <Card title={say.decideTitle} id="decide">
      <Off name={say.decideTitle} reason={say.noProposal} />
    </Card>
  )
}

function Words({ call, view, errors, raw, path, button }: Props & { path: string; button: string }) {
  const { lang } = call
  return (
    <Card title={button} id={path}>
      <Form action={`/loans/${view.loan.id}/${path}`} requestId={call.newRequestId()} buttons={<Button>{button}</Button>}>
        <TextArea
          lang={lang}
          id={`${path}-words`}
          name="words"
          label={lifeTexts(lang).closing.words}
          max={2000}
          value={raw.words}
          error={errorText(errors.words, lang)}
        />
      </Form>
    </Card>
  )
}

function Recover({ call, view, errors, raw }: Props) {
  const { lang } = call
  const say = lifeTexts(lang).closing
  const field = (name: ClosingField) => ({ lang, name, value: raw[name], error: errorText(errors[name], lang) })
  return (
    <Card title={say.recover} id="recover">
      <Form
        action={`/loans/${view.loan.id}/recoveries`}
        requestId={call.newRequestId()}
        buttons={<Button kind="primary">{say.recover}</Button>}
      >
        <KronerField {...field('amount')} label={say.recoverAmount} />
        <DayField {...field('received_on')} label={say.recoverOn} value={raw.received_on ?? dayText(call.today)} />
      </Form>
    </Card>
  )
}

/** What the collection agency asks for of a claim (PSRM): of what has fallen due alone. The limitation is ten years, for there is a promissory note. */
function MasterData({ call, view }: Props) {
  const { lang } = call
  const say = lifeTexts(lang).closing
  const { loan, standing } = view
  const late = standing.arrears.amount === 0n ? [] : standing.plan.filter((row) => row.left > 0n && isBefore(row.payableBy, standing.asOf))
  const [first, last] = [late.at(0), late.at(-1)]
  if (first === undefined || last === undefined) return null
  return (
    <Card title={say.master} id="master-data">
      <Facts
        wide
        items={[
          { name: say.caseNumber, value: loan.number },
          { name: say.description, value: say.descriptionText },
          { name: say.principal, value: kronerText(standing.paidOut, lang) },
          { name: say.owed, value: kronerText(standing.arrears.amount, lang) },
          { name: say.period, value: `${dayText(first.due)} – ${dayText(last.due)}` },
          { name: say.lastTimely, value: dayText(first.payableBy) },
          { name: say.limitation, value: `${dayText(first.payableBy.add({ years: 10 }))} (${say.limitationNote})` },
        ]}
      />
    </Card>
  )
}
