import { type Result, ok, refuse } from '#kernel/result.ts'
import { type ProgrammeVersion, reasonOf } from '#modules/programmes/index.ts'
import type { CommandStep } from '../domain/command.ts'
import { stepOf } from '../domain/place-machine.ts'

/** Why the given reason does not do. "Other" needs words, every other reason forbids them, so that figures stay clean. */
export type ReasonRefusal =
  | { kind: 'reason_missing' }
  | { kind: 'no_such_reason'; code: string }
  | { kind: 'words_missing' }
  | { kind: 'words_not_wanted' }
  | { kind: 'words_too_long'; max: number }

/** The most characters a sentence beside a step may have. */
export const wordsMax = 2000

/** Judges the reason given with a step against the programme's list; answers the code to record, or null where none is asked for. */
export function judgeReason(
  version: Pick<ProgrammeVersion, 'reasons'>,
  step: CommandStep,
  given: { reason: string; words: string },
): Result<string | null, ReasonRefusal> {
  const list = stepOf(step).reason
  const words = given.words.trim()
  if (Array.from(words).length > wordsMax) return refuse({ kind: 'words_too_long', max: wordsMax })
  if (list === null) return ok(null)
  if (list === 'own_words') return words === '' ? refuse({ kind: 'words_missing' }) : ok(null)
  if (given.reason === '') return refuse({ kind: 'reason_missing' })
  const reason = reasonOf(version, list, given.reason)
  if (reason === null) return refuse({ kind: 'no_such_reason', code: given.reason })
  if (reason.needsText && words === '') return refuse({ kind: 'words_missing' })
  if (!reason.needsText && words !== '') return refuse({ kind: 'words_not_wanted' })
  return ok(reason.code)
}
