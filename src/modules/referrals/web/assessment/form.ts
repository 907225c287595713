import { type Judgement, parseScore } from '../../domain/assessment.ts'
import { textOf } from '../text-of.ts'

/** Names of a criterion's fields. */
export const fieldNames = (criterion: string) => ({
  score: `${criterion}-score`,
  sentence: `${criterion}-sentence`,
  basis: `${criterion}-basis`,
})

/** Reads every criterion; texts are cut where the table ends them, so that nothing typed is refused for length in a draft. */
export function readJudgements(criteria: readonly string[], form: FormData): Judgement[] {
  return criteria.map((criterion) => {
    const names = fieldNames(criterion)
    return {
      criterion,
      score: parseScore(textOf(form, names.score)),
      sentence: textOf(form, names.sentence).slice(0, 2000),
      basis: textOf(form, names.basis).slice(0, 500),
    }
  })
}
