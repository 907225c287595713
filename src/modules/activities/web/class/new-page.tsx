import type { Call } from '#platform/http/call.ts'
import { Card } from '#ui/card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { DataTable } from '#ui/data-table.tsx'
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
import { Checkboxes } from '#ui/radios.tsx'
import { type Option, Select } from '#ui/select.tsx'
import { TextField } from '#ui/text-field.tsx'
import type { planClass } from '../../actions/make-class.ts'
import { texts } from '../../texts/texts.ts'
import { Conflicts } from '../conflicts.tsx'
import { type ClassGround, weekdayValues } from './ground.ts'

/** The fields of a class. */
export type ClassField =
  | 'subject'
  | 'label'
  | 'teacher'
  | 'from_on'
  | 'weekdays'
  | 'every_weeks'
  | 'count'
  | 'starts_at'
  | 'minutes'
  | 'place'
  | 'expected'

/** What the class would be. */
export type ClassPreview = Awaited<ReturnType<typeof planClass>>

/** The words of each field, in the order of the form. */
export function classLabels(call: Call): Record<ClassField, string> {
  const say = texts(call.lang)
  return {
    subject: say.activity,
    label: say.classLabel,
    teacher: say.teacher,
    from_on: say.fromOn,
    weekdays: say.weekdays,
    every_weeks: say.everyWeeks,
    count: say.sessionCount,
    starts_at: say.time,
    minutes: say.minutes,
    place: say.place,
    expected: say.expectedLater,
  }
}

/** The form that makes a class: first its dates are shown, then it is made. */
export function NewClassPage(props: {
  call: Call
  ground: ClassGround
  requestId: string
  raw?: RawForm<ClassField>
  errors?: FieldErrors<ClassField>
  problem?: string
  preview?: ClassPreview
}) {
  const { call, ground, raw = {}, errors = {}, preview } = props
  const { lang } = call
  const say = texts(lang)
  const labels = classLabels(call)
  const summary = [...summaryOf(errors, labels, lang), ...(props.problem === undefined ? [] : [{ text: props.problem }])]
  const field = (name: ClassField, start?: string) => ({
    lang,
    name,
    label: labels[name],
    value: raw[name] ?? start,
    error: errorText(errors[name], lang),
  })
  return (
    <Page {...call.frame} title={say.newClass} hasErrors={summary.length > 0}>
      <Crumbs lang={lang} items={[{ label: say.list, href: '/sessions' }, { label: say.newClass }]} />
      <PageHead title={say.newClass} intro={say.newClassIntro} />
      <ErrorSummary lang={lang} errors={summary} />
      <Form
        action="/classes"
        requestId={props.requestId}
        buttons={
          <LookFirst
            looked={preview !== undefined}
            look={{ value: 'look', label: say.showDates }}
            go={{ value: `make-${preview?.conflicts.length ?? 0}`, label: goLabel(call, preview) }}
            back={{ href: '/sessions', label: say.leave }}
          />
        }
      >
        <Stack>
          <Preview call={call} preview={preview} people={ground.people} />
          <Card title={say.classWhat} id="what">
            <Select {...field('subject')} options={ground.subjects} />
            <TextField {...field('label')} hint={say.classLabelHint} width="m" />
            <Select {...field('teacher')} options={ground.teachers} />
            <TextField {...field('place')} width="l" />
          </Card>
          <Card title={say.classWhen} id="when">
            <DayField {...field('from_on')} />
            <Checkboxes
              {...field('weekdays')}
              values={rawChoices(raw.weekdays)}
              options={weekdayValues.map((value, index) => ({
                value,
                label: weekdayText(Temporal.PlainDate.from('2016-02-01').add({ days: index }), lang),
              }))}
            />
            <TextField {...field('every_weeks', '1')} hint={say.everyWeeksHint} width="xs" inputmode="numeric" />
            <TextField {...field('count')} width="xs" inputmode="numeric" />
            <TextField {...field('starts_at')} hint={say.timeHint} width="xs" />
            <TextField {...field('minutes', '180')} width="xs" inputmode="numeric" />
          </Card>
          <Card title={say.classWho} id="who">
            <Checkboxes {...field('expected')} required={false} options={ground.people} values={rawChoices(raw.expected)} />
          </Card>
        </Stack>
      </Form>
    </Page>
  )
}

function goLabel(call: Call, preview: ClassPreview | undefined): string {
  const say = texts(call.lang)
  if (preview !== undefined && preview.conflicts.length > 0) return say.makeDespite
  return say.makeClass(preview?.sessions.length ?? 0)
}

function Preview(props: { call: Call; preview: ClassPreview | undefined; people: readonly Option[] }) {
  const { call, preview, people } = props
  const say = texts(call.lang)
  if (preview === undefined) return null
  const rows = [
    ...preview.sessions.map((session) => ({ on: session.on, what: say.sessionNo(session.classNo ?? 0) })),
    ...preview.skipped.map((on) => ({ on, what: say.holiday })),
  ].toSorted((a, b) => Temporal.PlainDate.compare(a.on, b.on))
  return (
    <>
      <Conflicts call={call} conflicts={preview.conflicts} />
      <MissingPeople call={call} missing={preview.missing} people={people} />
      <DataTable
        id="dates"
        caption={say.datesTitle}
        rows={rows}
        columns={[
          { heading: say.day, cell: ({ on }) => `${weekdayText(on, call.lang)} ${dayText(on)}` },
          { heading: say.sessionHeading, cell: ({ what }) => what },
        ]}
      />
    </>
  )
}

function MissingPeople(props: { call: Call; missing: ClassPreview['missing']; people: readonly Option[] }) {
  const say = texts(props.call.lang)
  if (props.missing.length === 0) return null
  return (
    <Notice kind="warn" title={say.expectedMind}>
      <ul>
        {props.missing.map(({ enrolmentId, phaseEndsOn, after, pausedOn }) => (
          <li>
            {props.people.find(({ value }) => value === enrolmentId)?.label ?? say.masked}.{' '}
            {after === 0 ? '' : `${say.afterPhase(dayText(phaseEndsOn), after)} `}
            {pausedOn.length === 0 ? '' : say.pausedOn(pausedOn.map(dayText))}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
