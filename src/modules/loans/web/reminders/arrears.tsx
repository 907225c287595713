import type { Call } from '#platform/http/call.ts'
import { mayEver } from '#modules/access/index.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DayField } from '#ui/day-field.tsx'
import type { FormError } from '#ui/error-summary.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { dayText, kronerText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import { TextField } from '#ui/text-field.tsx'
import { loanActions } from '../../actions.ts'
import type { ArrearsStep } from '../../actions/arrears.ts'
import type { LoanView } from '../../actions/read-loan.ts'
import { openCharges, runningPause } from '../../domain/arrears-clock.ts'
import { refusedStep } from '../../domain/loan-machine.ts'
import { lifeTexts } from '../../texts/texts.ts'

/** The fields of the clerk's three forms. */
export type ArrearsField = 'charge' | 'from' | 'until' | 'words'
/** What was wrong with which of them, so that it comes back filled. */
export type ArrearsProblem = { sent: ArrearsStep['kind']; errors: FieldErrors<ArrearsField>; raw: RawForm<ArrearsField> }

type Props = { call: Call; view: LoanView; arrears?: ArrearsProblem | undefined }

/** The clerk's forms: a fee that is let go, and the arrears clock that stands still or runs again. */
export function ArrearsForms({ call, view, arrears }: Props) {
  const may = (kind: ArrearsStep['kind']) =>
    call.actor !== null && mayEver(call.actor, loanActions[kind]) && refusedStep(kind, view.loan.state) === null
  const paused = runningPause(view.events, call.today)
  const problem = (kind: ArrearsStep['kind']) => (arrears?.sent === kind ? arrears : undefined)
  return (
    <>
      {may('waive') ? <Charges call={call} view={view} arrears={problem('waive')} /> : null}
      {may('arrears_pause') && paused === null ? <PauseForm call={call} view={view} arrears={problem('arrears_pause')} /> : null}
      {may('arrears_resume') && paused !== null ? <ResumeForm call={call} view={view} arrears={problem('arrears_resume')} /> : null}
    </>
  )
}

/** What was wrong with the form that was sent, each with the id of its field. */
export function arrearsErrors({ sent, errors, raw }: ArrearsProblem, lang: Lang): FormError[] {
  const say = lifeTexts(lang).clock
  const words = sent === 'waive' ? `waive-${raw.charge ?? ''}` : sent === 'arrears_pause' ? 'pause-words' : 'resume-words'
  const labels = { charge: say.waive, from: say.from, until: say.until, words: say.why }
  return summaryOf(errors, labels, lang).map((error) => (error.field === 'words' ? { ...error, field: words } : error))
}

/** When the clock stands still and until when, in words; null when it runs. */
export function pauseSentence({ call, view }: Pick<Props, 'call' | 'view'>): string | null {
  const paused = runningPause(view.events, call.today)
  const say = lifeTexts(call.lang).clock
  if (paused === null) return null
  return paused.until === null ? say.paused(dayText(paused.from)) : say.pausedUntil(dayText(paused.from), dayText(paused.until))
}

function Charges({ call, view, arrears }: Props) {
  const { lang } = call
  const say = lifeTexts(lang).clock
  const charges = openCharges(view.events)
  if (charges.length === 0) return null
  return (
    <Card title={say.waive} id="waivers">
      {charges.map((charge) => (
        <Form
          action={`/loans/${view.loan.id}/waivers`}
          requestId={call.newRequestId()}
          hidden={{ charge: charge.id }}
          buttons={<Button hidden={dayText(charge.on)}>{say.waive}</Button>}
        >
          <Words
            call={call}
            id={`waive-${charge.id}`}
            label={say.waiveWhy(dayText(charge.on), charge.payload.amount === undefined ? '' : kronerText(charge.payload.amount, lang))}
            arrears={arrears?.raw.charge === charge.id ? arrears : undefined}
          />
        </Form>
      ))}
    </Card>
  )
}

function PauseForm({ call, view, arrears }: Props) {
  const { lang } = call
  const say = lifeTexts(lang).clock
  return (
    <Card title={say.pause} id="arrears-pauses">
      <p>{say.pauseText}</p>
      <Form action={`/loans/${view.loan.id}/arrears-pauses`} requestId={call.newRequestId()} buttons={<Button>{say.pause}</Button>}>
        <DayField
          lang={lang}
          name="from"
          label={say.from}
          value={arrears?.raw.from ?? dayText(call.today)}
          error={errorText(arrears?.errors.from, lang)}
        />
        <DayField
          lang={lang}
          name="until"
          label={say.until}
          hint={say.untilHint}
          required={false}
          value={arrears?.raw.until}
          error={errorText(arrears?.errors.until, lang)}
        />
        <Words call={call} id="pause-words" label={say.why} arrears={arrears} />
      </Form>
    </Card>
  )
}

function ResumeForm({ call, view, arrears }: Props) {
  const say = lifeTexts(call.lang).clock
  return (
    <Card title={say.resume} id="arrears-resumptions">
      <Form action={`/loans/${view.loan.id}/arrears-resumptions`} requestId={call.newRequestId()} buttons={<Button>{say.resume}</Button>}>
        <Words call={call} id="resume-words" label={say.why} arrears={arrears} />
      </Form>
    </Card>
  )
}

function Words({ call, id, label, arrears }: { call: Call; id: string; label: string; arrears: ArrearsProblem | undefined }) {
  const error = errorText(arrears?.errors.words, call.lang)
  return <TextField lang={call.lang} id={id} name="words" label={label} value={arrears?.raw.words} error={error} />
}
