import { ore } from '#kernel/money.ts'
import { shownComparison, shownFigures } from '../../src/modules/evaluation/domain/open/open-version.ts'
import { isSmall } from '../../src/modules/evaluation/domain/open/suppression.ts'
import type { Dataset, Figure } from '../../src/modules/evaluation/domain/report/dataset.ts'

const otherSmall = (count: number) => (isSmall(count) ? (count % 4) + 1 : count + 7)

/**
 * Another report that the open version must not tell from this one: every count, sum and denominator that it withholds is another of the
 * same kind, and so is all that stands in the closed version only. Whoever can tell the two apart by anything they get has found
 * something that is withheld.
 */
export function twinOf(dataset: Dataset): Dataset {
  const open = new Map(shownFigures(dataset, 'open').map((shown) => [shown.figure, shown]))
  return {
    ...dataset,
    salt: `${dataset.salt}-twin`,
    figures: dataset.figures.map((figure): Figure => {
      const shown = open.get(figure)
      const note = figure.note === null ? null : { ...figure.note, notOver: figure.note.notOver === 0 ? 0 : figure.note.notOver + 1 }
      const told = shown?.value.kind === 'known' || shown?.value.kind === 'too_early'
      return {
        ...figure,
        note,
        value: told || figure.value === null ? figure.value : otherValue(figure.value, { how: shown?.value.kind, unit: figure.unit }),
        n: shown === undefined || shown.n === null ? otherSmall(figure.n) : figure.n,
        denominator:
          (shown === undefined || shown.denominator === null) && figure.denominator !== null
            ? otherSmall(figure.denominator)
            : figure.denominator,
      }
    }),
    comparison: twinComparison(dataset.comparison),
    rows: { count: dataset.rows.count + 3, sha256: '0'.repeat(64) },
    ...(dataset.learning === undefined
      ? {}
      : {
          learning: {
            lessons: dataset.learning.lessons.map((lesson) => ({ ...lesson, words: `${lesson.words} Det gik anderledes.` })),
            changes: dataset.learning.changes.map((change) => ({ ...change, reason: `${change.reason} Noget andet.` })),
            gaps: dataset.learning.gaps.map((gap) => ({ ...gap, cases: gap.cases + 1 })),
          },
        }),
    ...(dataset.stays === undefined ? {} : { stays: dataset.stays.slice(1) }),
  }
}

function otherValue(value: bigint, { how, unit }: { how: string | undefined; unit: string }): bigint {
  if (how === 'small') return BigInt(otherSmall(Number(value)))
  return unit === 'ore' ? ore(value + 123_400n) : value + 7n
}

// The compared programme's few are as few in another number.
function twinComparison(comparison: Dataset['comparison']): Dataset['comparison'] {
  if (comparison === null) return null
  const shown = shownComparison(comparison.figures, 'open')
  const figures = Object.fromEntries(
    Object.entries(comparison.figures).map(([measure, count]) => [
      measure,
      [...shown].some(([one, how]) => one === measure && how.kind === 'small') ? (count % 4) + 1 : count,
    ]),
  )
  return { ...comparison, figures }
}
