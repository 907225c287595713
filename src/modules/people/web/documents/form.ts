import { choice, text } from '#ui/form-fields.ts'
import { type FieldErrors, type FormBody, readForm } from '#ui/form-data.ts'
import { mediaTypes } from '#platform/files/media-type.ts'
import { documentKinds, removalReasons } from '../../domain/document.ts'

/** The kinds of file a document may be: every one that is kept. */
export const documentMedia = ['pdf', 'png', 'jpeg', 'docx', 'xlsx', 'odt', 'text'] as const

/** The most a form with a document may weigh, in bytes: the largest file, and room to refuse a slightly larger one beside its field. */
export const documentBodyBytes = Math.max(...documentMedia.map((kind) => mediaTypes[kind].maxBytes)) + 4 * 1024 * 1024

const title = text({ max: 200 })
const sharings = ['shared', 'own'] as const
const ofStaff = { title, kind: choice(documentKinds), sharing: choice(sharings) }
const ofCitizen = { title, kind: choice(documentKinds) }

/** The fields of the form that adds a document, the file among them. */
export type DocumentField = keyof typeof ofStaff | 'file'
/** What is wrong with the form. */
export type DocumentErrors = FieldErrors<DocumentField>

/** Reads what staff typed about a document. */
export function readDocumentForm(body: FormBody) {
  return readForm(ofStaff, body)
}

/** Reads what a citizen typed about a document; a citizen's is always shared. */
export function readOwnDocumentForm(body: FormBody) {
  return readForm(ofCitizen, body)
}

/** Reads the title of a new version. */
export function readVersionForm(body: FormBody) {
  return readForm({ title }, body)
}

/** Reads why a document is removed. */
export function readRemovalForm(body: FormBody) {
  return readForm({ reason: choice(removalReasons) }, body)
}
