import { dayOf } from '#kernel/days.ts'
import { type AccessRequest, type AccessWish, accessKinds, withholdReasons } from '#modules/journal/index.ts'
import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { DayField } from '#ui/day-field.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { Facts } from '#ui/facts.tsx'
import { dayText } from '#ui/format.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { Radios } from '#ui/radios.tsx'
import { Chip } from '#ui/state.tsx'
import { texts } from '../../texts/texts.ts'
import type { ReadCase } from '../case/read-case.ts'
import type { FileContents } from './read-file.ts'

/** The fields of a request. */
export type RequestField = 'kind' | 'receivedOn'

/** What the page of the file shows. */
export type FilePageFacts = { read: ReadCase; requests: readonly AccessRequest[]; contents: FileContents }

/** A form of the page that was refused: a request's fields, or the things without a word. */
export type RefusedFile = {
  raw?: RawForm<RequestField>
  errors?: FieldErrors<RequestField>
  openItems?: readonly string[]
  problem?: string
}

/** Requests to see the file, with their clocks; registering one, and handing the file out. */
export function FilePage(props: {
  call: Call
  facts: FilePageFacts
  typed?: ReadonlyMap<string, string>
  refused?: RefusedFile | undefined
}) {
  const { call, facts, refused } = props
  const all = texts(call.lang)
  const say = all.file
  const { key, person } = facts.read
  const open = facts.requests.filter(({ answered }) => answered === null)
  const errors = [
    ...summaryOf(refused?.errors ?? {}, { kind: say.kind, receivedOn: say.receivedOn }, call.lang),
    ...(refused?.openItems ?? []).map((id) => ({ field: `item-${id}`, label: say.decide, text: say.decideMissing })),
    ...(refused?.problem === undefined ? [] : [{ text: refused.problem }]),
  ]
  return (
    <Page {...call.frame} title={say.title} hasErrors={errors.length > 0}>
      <Crumbs
        lang={call.lang}
        items={[
          { label: all.worklist, href: '/worklist' },
          { label: key.caseNumber, href: `/cases/${key.referralId}` },
          { label: say.title },
        ]}
      />
      <PageHead
        title={say.title}
        intro={`${person.name ?? all.masked}. ${say.intro}`}
        actions={<ButtonLink href={`/cases/${key.referralId}`}>{say.back}</ButtonLink>}
      />
      <ErrorSummary lang={call.lang} errors={errors} />
      <Stack>
        {facts.requests.map((request) => (
          <Request call={call} request={request} masked={person.restricted} />
        ))}
        {person.restricted ? <Notice kind="info">{say.masked}</Notice> : open.map((request) => <Answering {...props} request={request} />)}
        <Registering call={call} facts={facts} refused={refused} />
      </Stack>
    </Page>
  )
}

function Request(props: { call: Call; request: AccessRequest; masked: boolean }) {
  const { call, request } = props
  const say = texts(call.lang).file
  const { answered, dueOn } = request
  const isLate = answered === null && Temporal.PlainDate.compare(dueOn, call.today) < 0
  return (
    <Card
      title={say.kinds[request.kind]}
      id={`request-${request.id}`}
      aside={
        <Chip kind={answered === null ? (isLate ? 'late' : 'due') : 'done'}>
          {answered === null ? say.dueOn(dayText(dueOn)) : say.answeredOn(dayText(dayOf(answered.at)))}
        </Chip>
      }
    >
      <p>{say.received(dayText(request.receivedOn))}</p>
      {request.wish === null ? null : <Wish call={call} wish={request.wish} />}
      {answered === null || props.masked ? null : (
        <p>
          <a href={`/cases/${request.caseId}/file/${request.id}/bundle.zip`}>{say.download}</a>
        </p>
      )}
    </Card>
  )
}

/** What the citizen who asked by themself said of it. */
function Wish({ call, wish }: { call: Call; wish: AccessWish }) {
  const say = texts(call.lang).file.wish
  return (
    <Facts
      items={[
        { name: say.covers, value: wish.words ?? say.whole },
        { name: say.lang, value: say.langs[wish.lang] },
        { name: say.delivery, value: say.deliveries[wish.delivery] },
      ]}
    />
  )
}

function Answering(props: Parameters<typeof FilePage>[0] & { request: AccessRequest }) {
  const { call, facts, request, typed, refused } = props
  const say = texts(call.lang).file
  return (
    <Card title={say.answer(say.kinds[request.kind])} id={`answer-${request.id}`} next>
      <Form
        action={`/cases/${request.caseId}/file/${request.id}`}
        requestId={call.newRequestId()}
        buttons={<Button kind="primary">{say.handOut}</Button>}
      >
        <p>{say.answerText}</p>
        {facts.contents.own.length === 0 ? <p>{say.noOwn}</p> : null}
        {facts.contents.own.map((item) => (
          <Radios
            lang={call.lang}
            name={`item-${item.id}`}
            label={item.title.length > 200 ? `${item.title.slice(0, 200)} …` : item.title}
            value={typed?.get(item.id)}
            error={refused?.openItems?.includes(item.id) === true ? say.decideMissing : undefined}
            options={[
              { value: 'give', label: say.give },
              ...withholdReasons.map((reason) => ({ value: reason, label: say.withhold(say.reasons[reason]) })),
            ]}
          />
        ))}
      </Form>
    </Card>
  )
}

function Registering(props: { call: Call; facts: FilePageFacts; refused: RefusedFile | undefined }) {
  const { call, facts, refused } = props
  const say = texts(call.lang).file
  const { raw = {}, errors = {} } = refused ?? {}
  return (
    <Card title={say.register} id="register">
      <Form
        action={`/cases/${facts.read.key.referralId}/file`}
        requestId={call.newRequestId()}
        buttons={<Button>{say.registerButton}</Button>}
      >
        <Radios
          lang={call.lang}
          name="kind"
          label={say.kind}
          value={raw.kind}
          error={errorText(errors.kind, call.lang)}
          options={accessKinds.map((value) => ({ value, label: say.kinds[value], hint: say.kindHints[value] }))}
        />
        <DayField
          lang={call.lang}
          name="receivedOn"
          label={say.receivedOn}
          value={raw.receivedOn ?? dayText(call.today)}
          error={errorText(errors.receivedOn, call.lang)}
        />
      </Form>
    </Card>
  )
}
