import type { Call } from '#platform/http/call.ts'
import { Button } from '#ui/button.tsx'
import { Checkboxes } from '#ui/radios.tsx'
import { DayField } from '#ui/day-field.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { type FieldErrors, type RawForm, errorText, rawChoices, summaryOf } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Page } from '#ui/page.tsx'
import { type Option, Select } from '#ui/select.tsx'
import { TextField } from '#ui/text-field.tsx'
import type { Conflict } from '../../domain/conflicts.ts'
import { texts } from '../../texts/texts.ts'
import { Conflicts } from '../conflicts.tsx'

/** The fields of a planned session. */
export type PlanField = 'activity' | 'held_on' | 'starts_at' | 'minutes' | 'place' | 'expected'

/** The form that plans a session, for a phase of an agreement. */
export function PlanPage(props: {
  call: Call
  action: string
  activities: readonly Option[]
  people: readonly Option[]
  chosen: readonly string[]
  errors?: FieldErrors<PlanField>
  problem?: string
  raw?: RawForm<PlanField>
  /** What the session would be in the way of; it may be planned all the same. */
  conflicts?: readonly Conflict[]
}) {
  const { call, errors = {}, raw = {}, conflicts = [] } = props
  const { lang } = call
  const say = texts(lang)
  const labels = {
    activity: say.activity,
    held_on: say.day,
    starts_at: say.time,
    minutes: say.minutes,
    place: say.place,
    expected: say.expected,
  }
  const summary = [...summaryOf(errors, labels, lang), ...(props.problem === undefined ? [] : [{ text: props.problem }])]
  const field = (name: PlanField) => ({ lang, name, label: labels[name], value: raw[name], error: errorText(errors[name], lang) })
  return (
    <Page {...call.frame} title={say.planTitle} hasErrors={summary.length > 0}>
      <PageHead title={say.planTitle} />
      <ErrorSummary lang={lang} errors={summary} />
      <Conflicts call={call} conflicts={conflicts} />
      <Form action={props.action} requestId={call.newRequestId()} buttons={<PlanButton call={call} conflicts={conflicts} />}>
        <Select {...field('activity')} options={props.activities} />
        <DayField {...field('held_on')} />
        <TextField {...field('starts_at')} width="xs" hint={say.timeHint} />
        <TextField {...field('minutes')} value={raw.minutes ?? '60'} width="xs" inputmode="numeric" />
        <TextField {...field('place')} width="l" />
        <Checkboxes
          {...field('expected')}
          options={props.people}
          values={raw.expected === undefined ? props.chosen : rawChoices(raw.expected)}
        />
      </Form>
    </Page>
  )
}

function PlanButton(props: { call: Call; conflicts: readonly Conflict[] }) {
  const say = texts(props.call.lang)
  if (props.conflicts.length === 0) return <Button kind="primary">{say.plan}</Button>
  return (
    <Button kind="primary" name="step" value={`despite-${props.conflicts.length}`}>
      {say.planDespite}
    </Button>
  )
}
