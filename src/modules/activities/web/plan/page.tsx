import type { Day } from '#kernel/days.ts'
import type { Call } from '#platform/http/call.ts'
import { Checkboxes } from '#ui/radios.tsx'
import { DayField } from '#ui/day-field.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { type FieldErrors, type RawForm, errorText, rawChoices, summaryOf } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { dayText, weekdayText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { LookFirst } from '#ui/look-first.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { type Option, Select } from '#ui/select.tsx'
import { TextField } from '#ui/text-field.tsx'
import type { DayNote } from '../../domain/class-dates.ts'
import type { Conflict } from '../../domain/conflicts.ts'
import { texts } from '../../texts/texts.ts'
import { Conflicts } from '../conflicts.tsx'

/** The fields of a planned session. */
export type PlanField = 'activity' | 'held_on' | 'starts_at' | 'minutes' | 'place' | 'expected'

/** What to look at before a session is planned all the same: what it would be in the way of, and what is to be said of its day. */
export type InTheWay = { conflicts: readonly Conflict[]; on: Day; notes: readonly DayNote[] }

/** What the form sends as `do` once all of this was looked at; when more has come up since, it is shown again first. */
export function lookedAt({ conflicts, notes }: InTheWay): string {
  return ['despite', conflicts.length, ...notes].join('-')
}

/** The form that plans a session, for a phase of an agreement. */
export function PlanPage(props: {
  call: Call
  action: string
  back: string
  activities: readonly Option[]
  people: readonly Option[]
  chosen: readonly string[]
  errors?: FieldErrors<PlanField>
  problem?: string
  raw?: RawForm<PlanField>
  inTheWay?: InTheWay
}) {
  const { call, errors = {}, raw = {}, inTheWay } = props
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
      <Stack>
        <DayNotes call={call} inTheWay={inTheWay} />
        <Conflicts call={call} conflicts={inTheWay?.conflicts ?? []} />
        <Form action={props.action} requestId={call.newRequestId()} buttons={<PlanButtons {...props} />}>
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
      </Stack>
    </Page>
  )
}

function DayNotes({ call, inTheWay }: { call: Call; inTheWay: InTheWay | undefined }) {
  const say = texts(call.lang)
  if (inTheWay === undefined || inTheWay.notes.length === 0) return null
  const on = `${weekdayText(inTheWay.on, call.lang)} ${dayText(inTheWay.on)}`
  return (
    <Notice kind="warn" title={say.dayNotesTitle}>
      {inTheWay.notes.map((note) => (
        <p>{say.dayNotes[note](on)}</p>
      ))}
    </Notice>
  )
}

function PlanButtons({ call, inTheWay, back }: { call: Call; inTheWay?: InTheWay; back: string }) {
  const say = texts(call.lang)
  return (
    <LookFirst
      looked={inTheWay !== undefined}
      look={{ value: 'look', label: inTheWay === undefined ? say.plan : say.planAgain }}
      go={{ value: inTheWay === undefined ? '' : lookedAt(inTheWay), label: say.planDespite }}
      back={{ href: back, label: say.leave }}
    />
  )
}
