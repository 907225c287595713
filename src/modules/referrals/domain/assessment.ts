import type { Authority } from './states.ts'

/** A score: 1 speaks clearly against, 4 clearly for. No middle, so that one must take a side. */
export type Score = 1 | 2 | 3 | 4

/** One criterion as an authority judged it; `score` is null while the draft has none. */
export type Judgement = { readonly criterion: string; readonly score: Score | null; readonly sentence: string; readonly basis: string }

/** What keeps an assessment from being submitted. */
export type AssessmentLack = { readonly criterion: string; readonly lacks: 'score' | 'sentence' }

/** Reads a score as typed; null for anything but 1 to 4. */
export function parseScore(text: string | undefined): Score | null {
  return text === '1' ? 1 : text === '2' ? 2 : text === '3' ? 3 : text === '4' ? 4 : null
}

/** The ends of the scale need a sentence: who says 1 or 4 must be able to say why (peers (d)). */
export function needsSentence(score: Score | null): boolean {
  return score === 1 || score === 4
}

/** What is lacking, criterion by criterion in the programme's order. Empty means that it can be submitted. */
export function lacksOf(criteria: readonly string[], judgements: readonly Judgement[]): AssessmentLack[] {
  return criteria.flatMap((criterion): AssessmentLack[] => {
    const found = judgements.find((one) => one.criterion === criterion)
    if (!found || found.score === null) return [{ criterion, lacks: 'score' }]
    return needsSentence(found.score) && found.sentence.trim() === '' ? [{ criterion, lacks: 'sentence' }] : []
  })
}

/** A criterion as both judged it, once both are in. */
export type Compared = {
  readonly criterion: string
  readonly sides: Record<Authority, Judgement & { readonly score: Score }>
  /** Points apart, 0 to 3. */
  readonly spread: number
  /** As far apart as the programme's threshold or farther: demands an agreed score and a note. */
  readonly over: boolean
  readonly agreed: { readonly score: Score; readonly note: string } | null
  /** The score that counts: the agreed one, or the common one where both gave the same. */
  readonly common: Score | null
}

type AgreedScore = { readonly criterion: string; readonly score: Score; readonly note: string }

/**
 * Both assessments side by side: the largest differences first, then the programme's order. From `threshold`
 * points apart a criterion must be talked over. Criteria that one side has not scored are left out (sealed parts are complete).
 */
export function compare(
  criteria: readonly string[],
  parts: Record<Authority, readonly Judgement[]>,
  agreedScores: readonly AgreedScore[],
  threshold: number,
): Compared[] {
  const rows = criteria.flatMap((criterion): Compared[] => {
    const ours = parts.acting_job_centre.find((one) => one.criterion === criterion)
    const theirs = parts.provider.find((one) => one.criterion === criterion)
    if (!ours?.score || !theirs?.score) return []
    const spread = Math.abs(ours.score - theirs.score)
    const agreed = agreedScores.find((one) => one.criterion === criterion) ?? null
    const common = agreed?.score ?? (spread === 0 ? ours.score : null)
    const sides = { acting_job_centre: { ...ours, score: ours.score }, provider: { ...theirs, score: theirs.score } }
    return [{ criterion, sides, spread, over: spread >= threshold, agreed, common }]
  })
  return rows.toSorted((a, b) => b.spread - a.spread)
}

/** Criteria over the threshold that still lack an agreed score or its note. */
export function unreconciled(compared: readonly Compared[]): string[] {
  return compared.filter((one) => one.over && (one.agreed === null || one.agreed.note.trim() === '')).map((one) => one.criterion)
}
