import type { OrganisationId } from '#kernel/actor.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { type AccessKind, type AccessWish, deliveries, wishWordsMax } from '#modules/journal/index.ts'
import { type FieldErrors, type RawForm, ownError, readForm } from '#ui/form-data.ts'
import { choice, text } from '#ui/form-fields.ts'
import { texts } from '../../texts/texts.ts'

/** The fields of the form. */
export type OwnFileField = 'authority' | 'covers' | 'words' | 'lang' | 'delivery'

/** What may be asked for. */
export const coverings = ['whole', 'some', 'own_data'] as const

/** What the form asks for. */
export type Asked = { organisationId: OrganisationId; kind: AccessKind; wish: AccessWish }

/** What was typed, and what it asks for or every problem at once. */
export type OwnFileReading = { raw: RawForm<OwnFileField> } & Result<Asked, FieldErrors<OwnFileField>>

/** Reads the form; `authorities` are those that may be asked. */
export function readOwnFile(body: FormData, authorities: readonly OrganisationId[]): OwnFileReading {
  const read = readForm(
    {
      authority: choice(authorities),
      covers: choice(coverings),
      words: text({ max: wishWordsMax, required: false }),
      lang: choice(['da', 'en']),
      delivery: choice(deliveries),
    },
    body,
  )
  const { raw } = read
  const own = read.ok || read.refusal.words === undefined ? wordsProblem(raw) : null
  const errors: FieldErrors<OwnFileField> = {
    ...(read.ok ? {} : read.refusal),
    ...(own === null ? {} : { words: own }),
  }
  if (!read.ok || Object.keys(errors).length > 0) return { ...refuse(errors), raw }
  const { authority, covers, words, lang, delivery } = read.value
  const wish = { words: covers === 'some' ? words.trim() : null, lang, delivery }
  return { ...ok({ organisationId: authority, kind: covers === 'own_data' ? 'own_data' : 'party', wish }), raw }
}

// What some of the case is must be said, and nothing is said beside the whole that nobody would read.
function wordsProblem({ covers, words = '' }: RawForm<OwnFileField>): ReturnType<typeof ownError> | null {
  const said = words.trim() !== ''
  if (covers === 'some') return said ? null : ownError((lang) => texts(lang).file.wordsMissing)
  return said && covers !== undefined ? ownError((lang) => texts(lang).file.wordsUnwanted) : null
}
