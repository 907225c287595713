import { dayOf } from '#kernel/days.ts'
import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { ErrorSummary, type FormError } from '#ui/error-summary.tsx'
import { Facts } from '#ui/facts.tsx'
import { Form } from '#ui/form.tsx'
import { dayText, momentText, sizeText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { Radios } from '#ui/radios.tsx'
import { TextField } from '#ui/text-field.tsx'
import type { Document, DocumentVersion } from '../../store/documents.ts'
import { removalReasons } from '../../domain/document.ts'
import { texts } from '../../texts/texts.ts'
import { Access, DocumentFile } from './list-page.tsx'

/** What a document's page shows, and what the reader may do with it. */
export type DocumentFacts = {
  document: Document
  versions: readonly DocumentVersion[]
  names: ReadonlyMap<string, string>
  addedBy: string
  mayAddVersion: boolean
  mayRemove: boolean
  /** The person is masked for the reader: the files are named and not opened. */
  masked: boolean
  listHref: string
}

/** What was wrong with a form of the page: the errors for the summary, by field, and what was typed. */
export type RefusedChange = { errors: readonly FormError[]; title?: string }

/** One document: what it is, its versions, adding one, removing it. */
export function DocumentPage(props: { call: Call; facts: DocumentFacts; refused?: RefusedChange }) {
  const { call, facts, refused } = props
  const { document } = facts
  const say = texts(call.lang).documents
  const title = document.title ?? say.kinds[document.kind]
  return (
    <Page {...call.frame} title={title} hasErrors={refused !== undefined}>
      <PageHead title={title} actions={<ButtonLink href={facts.listHref}>{say.all}</ButtonLink>} />
      <ErrorSummary lang={call.lang} errors={refused?.errors ?? []} />
      <Stack>
        {document.removed === null ? null : (
          <Notice kind="warn">{say.removedOn(dayText(dayOf(document.removed.at)), say.reasons[document.removed.reason])}</Notice>
        )}
        {facts.masked ? <Notice kind="info">{say.notOpened}</Notice> : null}
        <Card label={title}>
          <Facts
            items={[
              { name: say.kind, value: say.kinds[document.kind] },
              { name: say.addedBy, value: facts.addedBy },
              { name: say.access, value: <Access call={call} document={document} /> },
              ...(document.removed === null ? [{ name: say.scanned, value: document.scanned ? '✓' : say.notScanned }] : []),
            ]}
          />
        </Card>
        <Versions call={call} facts={facts} />
        {facts.mayAddVersion ? <NewVersion call={call} facts={facts} refused={refused} /> : null}
        {facts.mayRemove ? <Removing call={call} facts={facts} refused={refused} /> : null}
      </Stack>
    </Page>
  )
}

function Versions(props: { call: Call; facts: DocumentFacts }) {
  const { call, facts } = props
  const say = texts(call.lang).documents
  const { document, versions, names } = facts
  if (versions.length === 0) return null
  return (
    <Card title={say.versions} id="versions" flush>
      <DataTable
        id="version-list"
        caption={say.versions}
        hideCaption
        inCard
        rows={versions}
        columns={[
          { heading: say.version, cell: (each) => `${each.number}. ${each.title}` },
          { heading: say.addedBy, cell: (each) => names.get(each.accountId) ?? '–' },
          { heading: say.when, cell: (each) => momentText(each.addedAt, call.lang) },
          { heading: say.size, num: true, cell: (each) => (each.sizeBytes === null ? '–' : sizeText(each.sizeBytes, call.lang)) },
          {
            heading: say.file,
            cell: (each) =>
              document.removed === null && !facts.masked ? (
                <a href={`/documents/${document.id}/versions/${each.number}`}>
                  {say.download} {each.fileName}
                </a>
              ) : (
                each.fileName
              ),
          },
        ]}
      />
    </Card>
  )
}

function errorOf(refused: RefusedChange | undefined, field: string): string | undefined {
  return refused?.errors.find((error) => error.field === field)?.text
}

function NewVersion(props: { call: Call; facts: DocumentFacts; refused: RefusedChange | undefined }) {
  const { call, facts, refused } = props
  const say = texts(call.lang).documents
  return (
    <Card title={say.newVersion} id="new-version">
      <Form
        action={`/documents/${facts.document.id}/versions`}
        requestId={call.newRequestId()}
        upload
        buttons={<Button>{say.newVersionButton}</Button>}
      >
        <p>{say.newVersionText}</p>
        <DocumentFile call={call} error={errorOf(refused, 'file')} />
        <TextField
          lang={call.lang}
          name="title"
          label={say.titleField}
          width="l"
          value={refused?.title ?? facts.document.title ?? ''}
          error={errorOf(refused, 'title')}
        />
      </Form>
    </Card>
  )
}

function Removing(props: { call: Call; facts: DocumentFacts; refused: RefusedChange | undefined }) {
  const { call, facts, refused } = props
  const say = texts(call.lang).documents
  return (
    <Card title={say.remove} id="remove">
      <Form action={`/documents/${facts.document.id}/removal`} requestId={call.newRequestId()} buttons={<Button>{say.remove}</Button>}>
        <p>{say.removeText}</p>
        <Radios
          lang={call.lang}
          name="reason"
          label={say.reason}
          error={errorOf(refused, 'reason')}
          options={removalReasons.map((value) => ({ value, label: say.reasons[value] }))}
        />
      </Form>
    </Card>
  )
}
