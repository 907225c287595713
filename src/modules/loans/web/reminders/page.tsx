import { ore, sumOre } from '#kernel/money.ts'
import type { Call } from '#platform/http/call.ts'
import { mayEver } from '#modules/access/index.ts'
import { remindersOf } from '#modules/programmes/index.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { ErrorSummary, type FormError } from '#ui/error-summary.tsx'
import { Facts } from '#ui/facts.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { dayText, kronerText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { loanActions } from '../../actions.ts'
import type { Note } from '../../actions/note.ts'
import type { LoanView } from '../../actions/read-loan.ts'
import { refusedStep } from '../../domain/loan-machine.ts'
import { holdOf, ladderOf } from '../../domain/reminders.ts'
import { claimedInterest, leastClaimed } from '../../domain/late-interest.ts'
import { lifeTexts, texts } from '../../texts/texts.ts'
import { refusalText } from '../words.ts'
import { ArrearsForms, type ArrearsProblem, arrearsErrors, pauseSentence } from './arrears.tsx'

/** What was wrong with which note, so that it comes back filled. */
export type NoteProblem = { sent: Note['kind']; errors: FieldErrors<'words'>; raw: RawForm<'words'> }

type Props = { call: Call; view: LoanView; note?: NoteProblem; problem?: string; arrears?: ArrearsProblem }

const notePaths = { dispute: 'disputes', end_dispute: 'dispute-ends', note_death: 'deaths' } as const

/** What was sent of reminders, by which ladder, what holds them back, and noting a dispute or a death. */
export function RemindersPage(props: Props) {
  const { call, view, problem } = props
  const { lang } = call
  const say = lifeTexts(lang).hold
  const hold = holdOf(view.events)
  const pause = pauseSentence({ call, view })
  const wrong = problem !== undefined || props.note !== undefined || props.arrears !== undefined
  const may = (kind: Note['kind']) =>
    call.actor !== null && mayEver(call.actor, loanActions[kind]) && refusedStep(kind, view.loan.state) === null
  return (
    <Page {...call.frame} title={say.title} hasErrors={wrong}>
      <Crumbs
        lang={lang}
        items={[{ label: `${texts(lang).number} ${view.loan.number}`, href: `/loans/${view.loan.id}` }, { label: say.title }]}
      />
      <PageHead title={say.title} intro={say.intro} />
      <ErrorSummary lang={lang} errors={[...(problem === undefined ? [] : [{ text: problem }]), ...fieldErrors(props)]} />
      <Stack>
        {hold === null ? null : <Notice kind="info">{say.held[hold]}</Notice>}
        {pause === null ? null : <Notice kind="info">{pause}</Notice>}
        <Ladder call={call} view={view} />
        <ArrearsForms call={call} view={view} arrears={props.arrears} />
        {may('dispute') && hold !== 'dispute' ? <NoteForm {...props} kind="dispute" button={say.dispute} /> : null}
        {may('end_dispute') && hold === 'dispute' ? <NoteForm {...props} kind="end_dispute" button={say.end} /> : null}
        {may('note_death') && hold !== 'death' ? <NoteForm {...props} kind="note_death" button={say.death} /> : null}
      </Stack>
    </Page>
  )
}

function Ladder({ call, view }: Pick<Props, 'call' | 'view'>) {
  const say = lifeTexts(call.lang).hold
  const rungs = ladderOf(remindersOf(view.version.loanProduct))
  const sent = view.events.filter((event) => event.name === 'remind')
  const nameOf = (n: number | undefined) => say.rungs[rungs.find((rung) => rung.n === n)?.kind ?? 'reminder']
  return (
    <>
      <Card title={say.sent} id="sent">
        {sent.length === 0 ? (
          <p>{say.none}</p>
        ) : (
          <Facts items={sent.map((event) => ({ name: dayText(event.on), value: nameOf(event.payload.rung) }))} />
        )}
      </Card>
      <Interest call={call} view={view} />
      <Card title={say.ladder} id="ladder">
        <Facts
          items={rungs.map((rung) => ({
            name: say.after(rung.afterDays),
            value: rung.fee === 0n ? say.rungs[rung.kind] : say.withFee(say.rungs[rung.kind], kronerText(rung.fee, call.lang)),
          }))}
        />
      </Card>
    </>
  )
}

/** Default interest: what it comes to, and what of it has been claimed; a missing rate is named. */
function Interest({ call, view }: Pick<Props, 'call' | 'view'>) {
  const { lang } = call
  const say = lifeTexts(lang).interest
  if (view.interest === null) return null
  const claimed = sumOre(claimedInterest(view.events).flatMap((event) => (event.amount === null ? [] : [event.amount])))
  const left = view.interest.ok && view.loan.state === 'settled' ? ore(view.interest.value - claimed) : ore(0n)
  return (
    <Card title={say.title} id="interest">
      {view.interest.ok ? null : <Notice kind="warn">{refusalText(view.interest.refusal, lang)}</Notice>}
      {left < leastClaimed ? null : <Notice kind="warn">{say.unclaimed(kronerText(left, lang))}</Notice>}
      <Facts
        items={[
          ...(view.interest.ok ? [{ name: say.total, value: kronerText(view.interest.value, lang) }] : []),
          { name: say.claimed, value: kronerText(claimed, lang) },
        ]}
      />
      <p class="soft">{say.note}</p>
    </Card>
  )
}

/** Every field that was refused, by its own id: several forms of the page ask for words. */
function fieldErrors({ call, note, arrears }: Props): FormError[] {
  const { lang } = call
  const words = lifeTexts(lang).hold.words
  return [
    ...(note === undefined ? [] : summaryOf(note.errors, { words }, lang).map((error) => ({ ...error, field: wordsId(note.sent) }))),
    ...(arrears === undefined ? [] : arrearsErrors(arrears, lang)),
  ]
}

const wordsId = (kind: Note['kind']) => `${notePaths[kind]}-words`

function NoteForm({ call, view, note, kind, button }: Props & { kind: Note['kind']; button: string }) {
  const { lang } = call
  const path = notePaths[kind]
  const wrong = note?.sent === kind ? note : undefined
  return (
    <Card title={button} id={path}>
      <Form action={`/loans/${view.loan.id}/${path}`} requestId={call.newRequestId()} buttons={<Button>{button}</Button>}>
        <TextArea
          lang={lang}
          id={wordsId(kind)}
          name="words"
          label={lifeTexts(lang).hold.words}
          max={2000}
          value={wrong?.raw.words}
          error={errorText(wrong?.errors.words, lang)}
        />
      </Form>
    </Card>
  )
}
