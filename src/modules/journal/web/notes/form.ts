import { choice, day, text } from '#ui/form-fields.ts'
import { type FieldErrors, type FormBody, readForm } from '#ui/form-data.ts'
import { noteKinds } from '../../domain/note.ts'

const said = { on: day(), words: text({ max: 8000 }) }
const written = { kind: choice(noteKinds), ...said, sharing: choice(['shared', 'own']) }
const corrected = { ...said, why: text({ max: 500 }) }

/** The fields of a new note. */
export type NoteField = keyof typeof written
/** The fields of a correction. */
export type CorrectionField = keyof typeof corrected
/** What is wrong with either form. */
export type NoteErrors = FieldErrors<NoteField | CorrectionField>

/** Reads a new note. */
export function readNote(body: FormBody) {
  return readForm(written, body)
}

/** Reads a correction. */
export function readCorrection(body: FormBody) {
  return readForm(corrected, body)
}
