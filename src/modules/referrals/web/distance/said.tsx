import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { dayText } from '#ui/format.ts'
import { moments, type Reassessment } from '../../domain/distance.ts'
import type { CaseHead } from '../desk.ts'

type Props = {
  head: CaseHead
  criteria: readonly { code: string; name: string }[]
  made: readonly Reassessment[]
  /** The names of those who assessed, by account. */
  names: ReadonlyMap<string, string>
}

/** Why the scores along the way are what they are, the latest moment first; nothing where nobody wrote a sentence. */
export function Said({ head, criteria, made, names }: Props) {
  const say = head.say.distance
  const rows = made
    .toSorted((a, b) => moments.indexOf(b.moment) - moments.indexOf(a.moment))
    .flatMap(({ moment, on, accountId, scores, sentences }) =>
      criteria.flatMap(({ code, name }) => {
        const sentence = sentences.get(code)
        return sentence === undefined
          ? []
          : [{ when: `${say.moments[moment]} ${dayText(on)}`, name, score: scores.get(code), sentence, by: names.get(accountId) ?? '–' }]
      }),
    )
  if (rows.length === 0) return null
  return (
    <Card title={say.said} id="said" flush>
      <DataTable
        id="said-table"
        caption={say.said}
        hideCaption
        inCard
        rows={rows}
        columns={[
          { heading: head.say.comparison.criterion, cell: (row) => row.name },
          { heading: say.moment, cell: (row) => row.when },
          { heading: say.score, cell: (row) => row.score, num: true },
          { heading: say.because, cell: (row) => row.sentence },
          { heading: say.by, cell: (row) => row.by },
        ]}
      />
    </Card>
  )
}
