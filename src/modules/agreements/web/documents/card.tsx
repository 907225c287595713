import type { Call } from '#platform/http/call.ts'
import { acceptOf } from '#platform/files/receive.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { DayField } from '#ui/day-field.tsx'
import { DayTime, Moment } from '#ui/day-time.tsx'
import { Empty } from '#ui/empty.tsx'
import { FileField } from '#ui/file-field.tsx'
import { type FieldErrors, type RawForm, errorText } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { Stack } from '#ui/layout.tsx'
import { Select } from '#ui/select.tsx'
import type { AgreementId } from '../../domain/agreement.ts'
import { type AgreementDocument, documentKinds } from '../../store/documents.ts'
import { texts } from '../../texts/texts.ts'

/** The fields of the form. */
export type DocumentField = 'kind' | 'signedOn' | 'file'
/** What was typed in it, and what was wrong. */
export type DocumentTyped = { raw?: RawForm<DocumentField>; errors?: FieldErrors<DocumentField> }

/** What kinds of files a signed copy may be. */
export const signedKinds = ['pdf', 'png', 'jpeg'] as const

/** The signed copies, and for the purchaser's secretary the form to keep one. */
export function Documents(props: {
  call: Call
  id: AgreementId
  documents: readonly AgreementDocument[]
  mayKeep: boolean
  typed: DocumentTyped
}) {
  const { call, id, documents, mayKeep } = props
  const words = texts(call.lang).documents
  return (
    <Card title={words.title} id="documents">
      <Stack>
        {documents.length === 0 ? <Empty title={words.none} /> : <Kept call={call} id={id} documents={documents} />}
        {mayKeep ? (
          <details class="g-more" open={props.typed.errors !== undefined}>
            <summary>{words.keep}</summary>
            <div class="g-under">
              <KeepForm call={call} id={id} typed={props.typed} />
            </div>
          </details>
        ) : null}
      </Stack>
    </Card>
  )
}

function Kept(props: { call: Call; id: AgreementId; documents: readonly AgreementDocument[] }) {
  const { call, id, documents } = props
  const words = texts(call.lang).documents
  return (
    <DataTable
      id="documents-table"
      caption={words.title}
      hideCaption
      inCard
      rows={documents}
      columns={[
        { heading: words.version, cell: (row) => words.versionOf(row.version, words.kinds[row.kind]) },
        { heading: words.signedOn, cell: (row) => <DayTime day={row.signedOn} />, num: true },
        { heading: words.keptAt, cell: (row) => <Moment at={row.at} lang={call.lang} />, num: true },
        { heading: words.file, cell: (row) => <File id={id} row={row} label={words.hash} />, wide: true },
      ]}
    />
  )
}

/** The file, and the hash by which anyone can see that their copy is the one that was kept. */
function File({ id, row, label }: { id: AgreementId; row: AgreementDocument; label: string }) {
  return (
    <>
      <a href={`/agreements/${id}/documents/${row.id}`}>{row.name}</a>
      <br />
      <small>
        {label} <code>{row.sha256}</code>
      </small>
    </>
  )
}

function KeepForm(props: { call: Call; id: AgreementId; typed: DocumentTyped }) {
  const { call, id, typed } = props
  const { lang } = call
  const words = texts(lang).documents
  const { raw = {}, errors = {} } = typed
  return (
    <Form
      action={`/agreements/${id}/documents`}
      requestId={call.newRequestId()}
      label={words.keep}
      upload
      buttons={<Button>{words.keep}</Button>}
    >
      <Select
        lang={lang}
        name="kind"
        label={words.kind}
        value={raw.kind}
        error={errorText(errors.kind, lang)}
        options={documentKinds.map((kind) => ({ value: kind, label: words.kinds[kind] }))}
      />
      <DayField lang={lang} name="signedOn" label={words.signedOn} value={raw.signedOn} error={errorText(errors.signedOn, lang)} />
      <FileField
        lang={lang}
        name="file"
        label={words.file}
        hint={words.hint}
        accept={acceptOf(signedKinds)}
        error={errorText(errors.file, lang)}
      />
    </Form>
  )
}
