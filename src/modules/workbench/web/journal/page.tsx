import type { Filing } from '#modules/journal/index.ts'
import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { DayField } from '#ui/day-field.tsx'
import { DayTime } from '#ui/day-time.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { dayText } from '#ui/format.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { TextField } from '#ui/text-field.tsx'
import { texts } from '../../texts/texts.ts'
import { type JournalFacts, journalText } from './sheet.ts'

/** The fields of a filing. */
export type FilingField = 'system' | 'filedAs' | 'on'

/** What the page shows besides the text: the filings of this happening, and the system used last time. */
export type JournalPageFacts = JournalFacts & { filings: readonly (Filing & { by: string })[]; lastSystem: string; mayFile: boolean }

/** A happening's text for the authority's own case system, as text and PDF, and where it was filed. */
export function JournalPage(props: {
  call: Call
  facts: JournalPageFacts
  refused?: { raw: RawForm<FilingField>; errors: FieldErrors<FilingField> } | undefined
}) {
  const { call, facts, refused } = props
  const all = texts(call.lang)
  const say = all.journal
  const { key, event } = facts
  const labels = { system: say.system, filedAs: say.filedAs, on: say.filedOn }
  return (
    <Page {...call.frame} title={say.heading(event.title)} hasErrors={refused !== undefined}>
      <Crumbs
        lang={call.lang}
        items={[
          { label: all.worklist, href: '/worklist' },
          { label: key.caseNumber, href: `/cases/${key.referralId}` },
          { label: say.crumb },
        ]}
      />
      <PageHead
        title={say.heading(event.title)}
        intro={say.intro}
        actions={
          <ButtonLink href={`/cases/${key.referralId}/journal/${event.key}/text.pdf`} icon="file-pdf">
            {say.pdf}
          </ButtonLink>
        }
      />
      <ErrorSummary lang={call.lang} errors={summaryOf(refused?.errors ?? {}, labels, call.lang)} />
      <Stack>
        <Card title={say.readyText} id="text">
          <p class="g-lines">{journalText(facts)}</p>
        </Card>
        {facts.filings.length === 0 ? null : <Filings call={call} filings={facts.filings} />}
        {facts.mayFile ? <Filer call={call} facts={facts} refused={refused} /> : null}
      </Stack>
    </Page>
  )
}

function Filings(props: { call: Call; filings: JournalPageFacts['filings'] }) {
  const say = texts(props.call.lang).journal
  return (
    <Card title={say.filedAt} id="filed" flush>
      <DataTable
        id="filings"
        caption={say.filedAt}
        hideCaption
        inCard
        rows={props.filings}
        columns={[
          { heading: say.system, cell: (filing) => filing.system },
          { heading: say.filedAs, cell: (filing) => filing.filedAs },
          { heading: say.filedOn, cell: (filing) => <DayTime day={filing.on} /> },
          { heading: say.by, cell: (filing) => filing.by },
        ]}
      />
    </Card>
  )
}

function Filer(props: Parameters<typeof JournalPage>[0]) {
  const { call, facts, refused } = props
  const say = texts(call.lang).journal
  const { raw = {}, errors = {} } = refused ?? {}
  const field = (name: FilingField, first = '') => ({
    lang: call.lang,
    name,
    value: raw[name] ?? first,
    error: errorText(errors[name], call.lang),
  })
  return (
    <Card title={say.file} id="file">
      <Form
        action={`/cases/${facts.key.referralId}/journal/${facts.event.key}`}
        requestId={call.newRequestId()}
        buttons={<Button kind="primary">{say.save}</Button>}
      >
        <TextField {...field('system', facts.lastSystem)} label={say.system} hint={say.systemHint} width="m" />
        <TextField {...field('filedAs')} label={say.filedAs} width="m" />
        <DayField {...field('on', dayText(call.today))} label={say.filedOn} />
      </Form>
    </Card>
  )
}
