import type { AgreedInput } from '../../actions/agree-scores.ts'
import { parseScore } from '../../domain/assessment.ts'
import { textOf } from '../text-of.ts'

/** Names of a criterion's agreed fields. */
export const agreedNames = (criterion: string) => ({ score: `${criterion}-agreed`, note: `${criterion}-note` })

/** Reads what was agreed, and what was typed, so that a refused form comes back filled. */
export function readAgreed(criteria: readonly string[], form: FormData): { agreed: AgreedInput[]; typed: Record<string, string> } {
  const typed: Record<string, string> = {}
  const agreed = criteria.map((criterion) => {
    const names = agreedNames(criterion)
    typed[names.score] = textOf(form, names.score)
    typed[names.note] = textOf(form, names.note).slice(0, 2000)
    return { criterion, score: parseScore(typed[names.score]), note: typed[names.note] ?? '' }
  })
  return { agreed, typed }
}
