import type { Call } from '#platform/http/call.ts'
import type { Organisation } from '#modules/access/index.ts'
import { isBefore } from '#kernel/days.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { DayField } from '#ui/day-field.tsx'
import { Empty } from '#ui/empty.tsx'
import { type FormError, ErrorSummary } from '#ui/error-summary.tsx'
import { Facts } from '#ui/facts.tsx'
import { rawChoices } from '#ui/form-data.ts'
import { dayText, momentText } from '#ui/format.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { Checkboxes } from '#ui/radios.tsx'
import { State } from '#ui/state.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { TextField } from '#ui/text-field.tsx'
import type { Agreement } from '#modules/agreements/index.ts'
import type { Meeting, Participant } from '../../domain/meeting.ts'
import { texts } from '../../texts/texts.ts'
import { AgreementSwitch } from '../agreement-switch.tsx'
import { nameOf } from '../shared.ts'

/** Someone who may take part. */
export type Candidate = Participant & { name: string }

/** What was typed and what is wrong. */
export type Typed = { raw?: Record<string, string | undefined>; errors?: readonly FormError[] }

type ListProps = {
  call: Call
  agreement: Agreement
  others: readonly Agreement[]
  meetings: readonly Meeting[]
  candidates: readonly Candidate[]
  organisations: readonly Organisation[]
} & Typed

/** The meetings of the parties, and the form to plan one. */
export function MeetingsPage(props: ListProps) {
  const { call, meetings, errors = [] } = props
  const say = texts(call.lang).meetings
  return (
    <Page {...call.frame} title={say.title} hasErrors={errors.length > 0}>
      <PageHead title={say.title} intro={props.agreement.name[call.lang]} />
      <AgreementSwitch call={call} others={props.others} hrefOf={({ id }) => `/meetings?agreement=${id}`} />
      <ErrorSummary lang={call.lang} errors={errors} />
      <Stack>
        {meetings.length === 0 ? (
          <Empty title={say.none} />
        ) : (
          <DataTable
            id="meetings"
            caption={say.title}
            hideCaption
            rows={meetings}
            columns={[
              { heading: say.meeting, cell: (meeting) => <a href={`/meetings/${meeting.id}`}>{meeting.place}</a> },
              { heading: say.time, nowrap: true, cell: (meeting) => say.at(dayText(meeting.heldOn), meeting.startsAt) },
              { heading: say.participants, num: true, cell: (meeting) => meeting.participants.length },
              { heading: say.state, cell: (meeting) => <MeetingState call={call} meeting={meeting} /> },
            ]}
          />
        )}
        <PlanCard {...props} />
      </Stack>
    </Page>
  )
}

function MeetingState({ call, meeting }: { call: Call; meeting: Meeting }) {
  const say = texts(call.lang).meetings
  if (meeting.minutes !== null) return <State kind="done">{say.minutesWritten}</State>
  return isBefore(call.today, meeting.heldOn) ? <State kind="wait">{say.upcoming}</State> : <State kind="due">{say.minutesMissing}</State>
}

function PlanCard({ call, agreement, candidates, organisations, raw = {}, errors = [] }: ListProps) {
  const say = texts(call.lang).meetings
  const field = (name: string) => ({ lang: call.lang, name, value: raw[name], error: errors.find((error) => error.field === name)?.text })
  const options = candidates.map(({ accountId, name, organisationId }) => ({
    value: accountId,
    label: `${name}, ${nameOf(organisations, organisationId)}`,
  }))
  return (
    <Card title={say.plan} id="plan">
      <Form
        action={`/meetings?agreement=${agreement.id}`}
        requestId={call.newRequestId()}
        buttons={<Button kind="primary">{say.plan}</Button>}
      >
        <DayField {...field('heldOn')} label={say.heldOn} />
        <TextField {...field('startsAt')} label={say.startsAt} hint={say.startsAtHint} width="xs" />
        <TextField {...field('place')} label={say.place} width="l" />
        <TextArea {...field('agenda')} label={say.agenda} max={2000} rows={4} />
        <Checkboxes {...field('participants')} label={say.participants} options={options} values={rawChoices(raw['participants'])} />
      </Form>
    </Card>
  )
}

type MeetingProps = {
  call: Call
  meeting: Meeting
  candidates: readonly Candidate[]
  organisations: readonly Organisation[]
  writerName: string
} & Typed

/** One meeting: when, where, who, the agenda, and the minutes with the form to write them. */
export function MeetingPage(props: MeetingProps) {
  const { call, meeting, candidates, organisations, errors = [] } = props
  const say = texts(call.lang).meetings
  const names = meeting.participants.map(({ accountId, organisationId }) => {
    const name = candidates.find((candidate) => candidate.accountId === accountId)?.name ?? ''
    return `${name}, ${nameOf(organisations, organisationId)}`
  })
  const facts = [
    { name: say.time, value: say.at(dayText(meeting.heldOn), meeting.startsAt) },
    { name: say.place, value: meeting.place },
    { name: say.participants, value: names.join(' · ') },
    { name: say.agenda, value: meeting.agenda },
  ]
  return (
    <Page {...call.frame} title={`${say.meeting} ${dayText(meeting.heldOn)}`} hasErrors={errors.length > 0}>
      <Crumbs lang={call.lang} items={[{ label: say.title, href: '/meetings' }, { label: dayText(meeting.heldOn) }]} />
      <PageHead title={`${say.meeting} ${dayText(meeting.heldOn)}`} chips={<MeetingState call={call} meeting={meeting} />} />
      <ErrorSummary lang={call.lang} errors={errors} />
      <Stack>
        <Card label={say.meeting}>
          <Facts items={facts} wide />
        </Card>
        <Minutes {...props} />
      </Stack>
    </Page>
  )
}

function Minutes({ call, meeting, writerName, raw = {}, errors = [] }: MeetingProps) {
  const say = texts(call.lang).meetings
  const written = meeting.minutesAt === null ? null : say.writtenBy(writerName, momentText(meeting.minutesAt, call.lang))
  return (
    <Card title={say.minutes} id="minutes-card">
      {written === null ? null : <p class="small soft">{written}</p>}
      {isBefore(call.today, meeting.heldOn) ? (
        <p>{say.notHeld}</p>
      ) : (
        <Form
          action={`/meetings/${meeting.id}/minutes`}
          requestId={call.newRequestId()}
          buttons={<Button kind="primary">{say.write}</Button>}
        >
          <TextArea
            lang={call.lang}
            name="minutes"
            label={say.minutes}
            hint={say.minutesHint}
            value={raw['minutes'] ?? meeting.minutes ?? ''}
            error={errors.find(({ field }) => field === 'minutes')?.text}
            max={10_000}
            rows={10}
          />
        </Form>
      )}
    </Card>
  )
}
