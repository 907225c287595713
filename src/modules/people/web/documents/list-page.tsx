import type { PersonId } from '#kernel/actor.ts'
import { dayOf } from '#kernel/days.ts'
import type { Call } from '#platform/http/call.ts'
import { mediaTypes } from '#platform/files/media-type.ts'
import { acceptOf } from '#platform/files/receive.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { DayTime } from '#ui/day-time.tsx'
import { Empty } from '#ui/empty.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { FileField } from '#ui/file-field.tsx'
import { type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { sizeText } from '#ui/format.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { Radios } from '#ui/radios.tsx'
import { Select } from '#ui/select.tsx'
import { Chip } from '#ui/state.tsx'
import { TextField } from '#ui/text-field.tsx'
import type { Document } from '../../store/documents.ts'
import { type DocumentKind, documentKinds } from '../../domain/document.ts'
import { texts } from '../../texts/texts.ts'
import { type DocumentErrors, type DocumentField, documentMedia } from './form.ts'

/** What the list shows. `name` is null for the citizen's own page; `kinds` are those the reader may add. */
export type DocumentListFacts = {
  personId: PersonId
  name: string | null
  documents: readonly Document[]
  organisations: ReadonlyMap<string, string>
  kinds: readonly DocumentKind[]
  mayAdd: boolean
  caseId: string | null
  back: string
}

/** A form that was refused: what was typed, and what is wrong. */
export type RefusedDocument = { raw: RawForm<DocumentField>; errors: DocumentErrors }

/** The documents about a person, and the form that adds one; the same page for staff and for the citizen. */
export function DocumentListPage(props: { call: Call; facts: DocumentListFacts; refused?: RefusedDocument }) {
  const { call, facts, refused } = props
  const say = texts(call.lang).documents
  const own = facts.name === null
  const labels = { file: say.file, title: say.titleField, kind: say.kind, sharing: say.sharing }
  return (
    <Page {...call.frame} title={own ? say.own : say.title} hasErrors={refused !== undefined}>
      <PageHead
        title={own ? say.own : say.title}
        intro={own ? say.ownIntro : `${facts.name ?? ''}. ${say.intro}`}
        actions={own ? undefined : <ButtonLink href={facts.back}>{say.back}</ButtonLink>}
      />
      <ErrorSummary lang={call.lang} errors={summaryOf(refused?.errors ?? {}, labels, call.lang)} />
      <Stack>
        {facts.documents.length === 0 ? <Empty title={say.none}>{say.noneText}</Empty> : <List call={call} facts={facts} />}
        {facts.mayAdd ? <Adding call={call} facts={facts} refused={refused} /> : null}
      </Stack>
    </Page>
  )
}

function List(props: { call: Call; facts: DocumentListFacts }) {
  const { call, facts } = props
  const say = texts(call.lang).documents
  const citizen = facts.name === null
  const by = (id: string | null) => (id === null ? (citizen ? say.you : say.citizen) : (facts.organisations.get(id) ?? '–'))
  return (
    <DataTable
      id="documents"
      caption={say.title}
      hideCaption
      rows={facts.documents}
      columns={[
        { heading: say.name, cell: (each) => <a href={`/documents/${each.id}`}>{each.title ?? say.deleted}</a> },
        { heading: say.kind, cell: (each) => say.kinds[each.kind] },
        { heading: say.addedBy, cell: (each) => by(each.organisationId) },
        { heading: say.when, cell: (each) => <DayTime day={dayOf(each.changedAt)} /> },
        { heading: say.access, cell: (each) => <Access call={call} document={each} /> },
      ]}
    />
  )
}

/** Who sees a document, or that it was removed. */
export function Access(props: { call: Call; document: Document }) {
  const say = texts(props.call.lang).documents
  const { removed, shared } = props.document
  if (removed !== null) return <Chip kind="stop">{say.removedState}</Chip>
  return shared ? <>{props.call.actor?.kind === 'citizen' ? say.sharedWithYou : say.shared}</> : <Chip kind="none">{say.ownOnly}</Chip>
}

function Adding(props: { call: Call; facts: DocumentListFacts; refused: RefusedDocument | undefined }) {
  const { call, facts, refused } = props
  const say = texts(call.lang).documents
  const { raw = {}, errors = {} } = refused ?? {}
  const field = (name: DocumentField) => ({ lang: call.lang, name, value: raw[name], error: errorText(errors[name], call.lang) })
  return (
    <Card title={say.add} id="add">
      <Form
        action={facts.name === null ? '/me/documents' : `/people/${facts.personId}/documents`}
        requestId={call.newRequestId()}
        upload
        hidden={{ back: facts.back, case: facts.caseId ?? '' }}
        buttons={<Button kind="primary">{say.addButton}</Button>}
      >
        <DocumentFile call={call} error={errorText(errors.file, call.lang)} />
        <TextField {...field('title')} label={say.titleField} hint={say.titleHint} width="l" />
        <Select
          {...field('kind')}
          label={say.kind}
          options={documentKinds.filter((kind) => facts.kinds.includes(kind)).map((value) => ({ value, label: say.kinds[value] }))}
        />
        {facts.name === null ? null : (
          <Radios
            {...field('sharing')}
            value={raw.sharing ?? 'shared'}
            label={say.sharing}
            options={[
              { value: 'shared', label: say.shared, hint: say.sharedHint },
              { value: 'own', label: say.ownOnly, hint: say.ownHint },
            ]}
          />
        )}
      </Form>
    </Card>
  )
}

/** The field for a document's file, with what it may be. */
export function DocumentFile(props: { call: Call; error: string | undefined }) {
  const { call, error } = props
  const say = texts(call.lang).documents
  const max = Math.max(...documentMedia.map((kind) => mediaTypes[kind].maxBytes))
  return (
    <FileField
      lang={call.lang}
      name="file"
      label={say.file}
      hint={say.fileHint(sizeText(max, call.lang))}
      accept={acceptOf(documentMedia)}
      error={error}
    />
  )
}
