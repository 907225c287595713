import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { dayText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import { Fold } from '#ui/layout.tsx'
import type { ReadReport } from '../../actions/report/read-report.ts'
import { type ShownFigure, type Version, shownFigures } from '../../domain/open/open-version.ts'
import { texts } from '../../texts/texts.ts'
import { shownText } from './figure-text.ts'

/** A figure that reads otherwise than in the last report. */
export type ChangedFigure = { name: string; before: string; now: string }

/** The figures that read otherwise than in the last report on the agreement, each in the version shown; null when there is none. */
export function changedFigures(read: ReadReport, version: Version, lang: Lang): ChangedFigure[] | null {
  const { last, dataset } = read
  if (last === null) return null
  const say = texts(lang)
  const keyOf = ({ figure }: ShownFigure) => `${figure.group} ${figure.code}`
  const before = new Map(shownFigures(last.dataset, version).map((shown) => [keyOf(shown), shown]))
  return shownFigures(dataset, version).flatMap((shown) => {
    const was = before.get(keyOf(shown))
    const now = shownText(shown.value, shown.figure.unit, lang)
    const then = was === undefined ? say.report.newFigure : shownText(was.value, was.figure.unit, lang)
    return then === now ? [] : [{ name: shown.figure.name[lang], before: then, now }]
  })
}

/** What changed since the last report, folded away. */
export function ChangedCard({ read, version, lang }: { read: ReadReport; version: Version; lang: Lang }) {
  const changed = changedFigures(read, version, lang)
  if (changed === null || read.last === null) return null
  const say = texts(lang).report
  return (
    <Card title={say.changedTitle} id="changed">
      <p>{say.changedIntro(dayText(read.last.report.cutoffOn))}</p>
      {changed.length === 0 ? (
        <p>{say.changedNothing}</p>
      ) : (
        <Fold summary={`${say.changedTitle} (${changed.length})`}>
          <DataTable<ChangedFigure>
            id="changed-table"
            caption={say.changedTitle}
            hideCaption
            inCard
            rows={changed}
            columns={[
              { heading: texts(lang).measure, cell: (row) => row.name, wide: true },
              { heading: say.before, cell: (row) => row.before, num: true },
              { heading: say.now, cell: (row) => row.now, num: true },
            ]}
          />
        </Fold>
      )}
    </Card>
  )
}
