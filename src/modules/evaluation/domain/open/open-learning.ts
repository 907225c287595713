import type { Dataset } from '../report/dataset.ts'
import type { Gap } from '../report/gaps.ts'
import type { Learning, Lesson, MethodChange } from '../report/learning.ts'
import { type Version, isUntold } from './open-version.ts'

/** A gap as a version shows it: how many cases it concerns stays in the closed one. */
export type ShownGap = Omit<Gap, 'cases' | 'code'> & { cases: number | null }

/** What a version tells of what was learned; null for a report frozen before it was kept. */
export function shownLearning(
  dataset: Pick<Dataset, 'learning' | 'withheld'>,
  version: Version,
): { lessons: readonly Lesson[]; changes: readonly MethodChange[]; gaps: readonly ShownGap[] } | null {
  const { learning } = dataset
  if (learning === undefined) return null
  if (version === 'closed') return learning
  return {
    // the words were written for the parties; their heading is what the committee gets in the open
    lessons: learning.lessons.map((lesson) => ({ ...lesson, words: '' })),
    changes: learning.changes.map((change) => ({ ...change, reason: '' })),
    gaps: openGaps(learning, dataset),
  }
}

// That there is a gap says of the counts in it that they are not all nought, no more than a withheld count does; a missing answer is
// the difference of two counts, so it is told only where no answers are withheld.
function openGaps({ gaps }: Learning, dataset: Pick<Dataset, 'withheld'>): ShownGap[] {
  if (isUntold(dataset)) return gaps.filter(({ kind }) => kind === 'price').map(withoutCases)
  const answersGone = Object.keys(dataset.withheld).some((code) => code.startsWith('asked_') || code.startsWith('answered_'))
  return gaps.filter(({ kind }) => kind !== 'answers' || !answersGone).map(withoutCases)
}

function withoutCases({ kind, owner }: Gap): ShownGap {
  return { kind, owner, cases: null }
}
