import { dayOf, isBefore } from '#kernel/days.ts'
import { type AccessRequest, deliveries, wishWordsMax } from '#modules/journal/index.ts'
import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Facts } from '#ui/facts.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { dayText } from '#ui/format.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { Radios } from '#ui/radios.tsx'
import { Chip } from '#ui/state.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { texts } from '../../texts/texts.ts'
import type { OwnFileFacts } from './facts.ts'
import { type OwnFileField, coverings } from './form.ts'

type Props = {
  call: Call
  facts: OwnFileFacts
  raw?: RawForm<OwnFileField>
  errors?: FieldErrors<OwnFileField>
}

/** The citizen's requests to see their file, each with its deadline and, once handed out, the file; and asking anew. */
export function OwnFilePage(props: Props) {
  const { call, facts, errors = {} } = props
  const all = texts(call.lang)
  const say = all.file
  const { authority, covers, words, lang, delivery } = say
  const summary = summaryOf(errors, { authority, covers, words, lang, delivery }, call.lang)
  const asking = facts.key !== null && facts.mayBeAsked.length > 0
  return (
    <Page {...call.frame} title={say.title} hasErrors={summary.length > 0}>
      <Crumbs lang={call.lang} items={[{ label: all.title, href: '/me' }, { label: say.title }]} />
      <PageHead title={say.title} intro={say.intro} />
      <ErrorSummary lang={call.lang} errors={summary} />
      <Stack>
        {facts.requests.map((request) => (
          <Request call={call} facts={facts} request={request} />
        ))}
        {asking ? <Asking {...props} /> : null}
        {!asking && facts.requests.every(({ answered }) => answered !== null) ? <Notice kind="info">{say.nobody}</Notice> : null}
      </Stack>
    </Page>
  )
}

function Request({ call, facts, request }: Props & { request: AccessRequest }) {
  const say = texts(call.lang).file
  const { answered, dueOn, wish } = request
  const isLate = answered === null && isBefore(dueOn, call.today)
  const who = facts.organisations.find(({ id }) => id === request.organisationId)?.name ?? ''
  return (
    <Card
      title={say.kinds[request.kind]}
      id={`request-${request.id}`}
      aside={
        <Chip kind={answered === null ? (isLate ? 'late' : 'wait') : 'done'}>
          {answered === null ? say.dueOn(dayText(dueOn)) : say.answeredOn(dayText(dayOf(answered.at)))}
        </Chip>
      }
    >
      <Facts
        items={[
          { name: say.from, value: who },
          { name: say.askedOn, value: dayText(request.receivedOn) },
          ...(wish === null
            ? []
            : [
                { name: say.coversShort, value: wish.words ?? say.whole },
                { name: say.langShort, value: say.langs[wish.lang] },
                { name: say.deliveryShort, value: say.deliveries[wish.delivery] },
              ]),
        ]}
      />
      {isLate ? <p>{say.late(dayText(dueOn), who)}</p> : null}
      {answered === null ? null : <HandedOut call={call} facts={facts} request={request} />}
    </Card>
  )
}

function HandedOut({ call, facts, request }: Props & { request: AccessRequest }) {
  const say = texts(call.lang).file
  if (!facts.mayFetch) return <p>{say.onlyCitizen}</p>
  return (
    <>
      {request.wish?.delivery === 'paper' ? <p>{say.onPaper}</p> : null}
      <p>
        <ButtonLink kind="primary" href={`/me/file/${request.id}/bundle.zip`}>
          {say.download}
        </ButtonLink>
      </p>
      <p class="small soft">{say.downloadText}</p>
    </>
  )
}

function Asking({ call, facts, raw = {}, errors = {} }: Props) {
  const say = texts(call.lang).file
  const field = (name: OwnFileField) => ({
    lang: call.lang,
    name,
    label: say[name],
    value: raw[name],
    error: errorText(errors[name], call.lang),
  })
  const [first] = facts.mayBeAsked
  return (
    <Card title={say.ask} id="ask">
      <Form action="/me/file" requestId={call.newRequestId()} buttons={<Button kind="primary">{say.send}</Button>}>
        <Radios
          {...field('authority')}
          value={raw.authority ?? first?.id}
          hint={say.authorityHint}
          options={facts.mayBeAsked.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Radios
          {...field('covers')}
          value={raw.covers ?? 'whole'}
          options={coverings.map((value) => ({ value, ...say.coverings[value] }))}
        />
        <TextArea {...field('words')} required="sometimes" hint={say.wordsHint} max={wishWordsMax} rows={3} />
        <Radios
          {...field('lang')}
          value={raw.lang ?? call.lang}
          hint={say.langHint}
          options={(['da', 'en'] as const).map((value) => ({ value, label: say.langs[value] }))}
        />
        <Radios
          {...field('delivery')}
          value={raw.delivery ?? 'electronic'}
          options={deliveries.map((value) => ({ value, label: say.deliveries[value] }))}
        />
      </Form>
    </Card>
  )
}
