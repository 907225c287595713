import type { Call } from '#platform/http/call.ts'
import type { Organisation } from '#modules/access/index.ts'
import type { Agreement } from '#modules/agreements/index.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DayField } from '#ui/day-field.tsx'
import { Empty } from '#ui/empty.tsx'
import { type FormError, ErrorSummary } from '#ui/error-summary.tsx'
import { dayText } from '#ui/format.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { Radios } from '#ui/radios.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { TextField } from '#ui/text-field.tsx'
import { type Lesson, lessonSubjects } from '../../domain/lesson.ts'
import { texts } from '../../texts/texts.ts'
import { AgreementSwitch } from '../agreement-switch.tsx'
import { nameOf } from '../shared.ts'

/** What the page shows, and what was typed where something was wrong. */
export type LessonsProps = {
  call: Call
  agreement: Agreement
  others: readonly Agreement[]
  lessons: readonly Lesson[]
  organisations: readonly Organisation[]
  raw?: Record<string, string | undefined>
  errors?: readonly FormError[]
}

/** What the parties have learned, and the form to record more. */
export function LessonsPage(props: LessonsProps) {
  const { call, agreement, lessons, organisations, errors = [] } = props
  const say = texts(call.lang).lessons
  return (
    <Page {...call.frame} title={say.title} hasErrors={errors.length > 0}>
      <PageHead title={say.title} intro={`${agreement.name[call.lang]}. ${say.intro}`} />
      <AgreementSwitch call={call} others={props.others} hrefOf={({ id }) => `/lessons?agreement=${id}`} />
      <ErrorSummary lang={call.lang} errors={errors} />
      <Stack>
        {lessons.length === 0 ? <Empty title={say.none} /> : null}
        {lessons.map((lesson) => (
          <Card title={lesson.title} id={`lesson-${lesson.id}`} aside={<span class="soft small">{say.subjects[lesson.about]}</span>}>
            <p>{lesson.words}</p>
            <p class="small soft">{`${nameOf(organisations, lesson.organisationId)}, ${dayText(lesson.learnedOn)}`}</p>
          </Card>
        ))}
        <RecordCard {...props} />
      </Stack>
    </Page>
  )
}

function RecordCard({ call, agreement, raw = {}, errors = [] }: LessonsProps) {
  const say = texts(call.lang).lessons
  const field = (name: string) => ({ lang: call.lang, name, value: raw[name], error: errors.find((error) => error.field === name)?.text })
  return (
    <Card title={say.record} id="record">
      <Form
        action={`/lessons?agreement=${agreement.id}`}
        requestId={call.newRequestId()}
        buttons={<Button kind="primary">{say.record}</Button>}
      >
        <Radios
          {...field('about')}
          label={say.about}
          options={lessonSubjects.map((about) => ({ value: about, label: say.subjects[about] }))}
        />
        <TextField {...field('title')} label={say.lessonTitle} width="full" />
        <TextArea {...field('words')} label={say.words} max={2000} rows={4} />
        <DayField {...field('learnedOn')} label={say.learnedOn} value={raw['learnedOn'] ?? dayText(call.today)} />
      </Form>
    </Card>
  )
}
