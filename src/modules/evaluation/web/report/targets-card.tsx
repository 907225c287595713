import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { countText, percentText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import { State } from '#ui/state.tsx'
import type { ShownFigure } from '../../domain/open/open-version.ts'
import type { Target } from '../../domain/report/dataset.ts'
import { type ReachedTarget, reachedTargets } from '../../domain/report/targets.ts'
import { texts } from '../../texts/texts.ts'
import { shownText } from './figure-text.ts'

/** What a target asks for, in words. */
export function aimText({ atLeast, unit }: Target, lang: Lang): string {
  return unit === 'percent' ? percentText(atLeast * 100, lang) : countText(atLeast, lang)
}

/** What was reached of a target, in words: also that it is withheld, too early to tell, or that no figure tells it. */
export function reachedText({ target, shown, reached }: ReachedTarget, lang: Lang): string {
  if (reached !== null) return target.unit === 'percent' ? percentText(reached * 100, lang) : countText(reached, lang)
  const say = texts(lang)
  if (shown === null) return say.notKnown
  return shown.value.kind === 'known' ? say.hidden : shownText(shown.value, shown.figure.unit, lang)
}

/** Every target of the agreement beside what was reached of it. */
export function TargetsCard({ targets, figures, lang }: { targets: readonly Target[]; figures: readonly ShownFigure[]; lang: Lang }) {
  if (targets.length === 0) return null
  const all = texts(lang)
  const say = all.report.targets
  return (
    <Card title={say.title} id="targets">
      <DataTable<ReachedTarget>
        id="targets-table"
        caption={say.title}
        hideCaption
        inCard
        rows={reachedTargets(targets, figures)}
        columns={[
          { heading: say.target, cell: (row) => row.target.name[lang], wide: true },
          { heading: say.atLeast, cell: (row) => aimText(row.target, lang), num: true },
          { heading: say.reached, cell: (row) => reachedText(row, lang), num: true },
          { heading: all.state, cell: (row) => <MetState met={row.met} lang={lang} /> },
        ]}
      />
    </Card>
  )
}

function MetState({ met, lang }: { met: boolean | null; lang: Lang }) {
  const say = texts(lang)
  if (met === null) return <>–</>
  return met ? <State kind="done">{say.aimMet}</State> : <State kind="due">{say.aimMissed}</State>
}
