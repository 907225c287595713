import { Card } from '#ui/card.tsx'
import { Facts } from '#ui/facts.tsx'
import type { Lang } from '#ui/lang.ts'
import { Fold } from '#ui/layout.tsx'
import { groups } from '../../domain/figures/definitions.ts'
import type { ShownFigure } from '../../domain/open/open-version.ts'
import { texts } from '../../texts/texts.ts'
import { definedOf } from './figure-text.ts'

/** How every figure of the report is counted, folded away: the question it answers, who counts, the cut-off rule, the counting and its version. */
export function Definitions({ figures, lang }: { figures: readonly ShownFigure[]; lang: Lang }) {
  const say = texts(lang)
  const defined = definedOf(figures)
  return (
    <Card title={say.definitions} id="definitions">
      {groups
        .filter((group) => defined.some(({ figure }) => figure.group === group))
        .map((group) => (
          <Fold summary={say.groups[group]}>
            <Facts
              wide
              items={[
                { name: say.report.population, value: say.indicators[group].population },
                { name: say.report.rule, value: say.indicators[group].rule },
                ...defined
                  .filter(({ figure }) => figure.group === group)
                  .map(({ figure }) => ({
                    name: say.figures[figure.key].name,
                    value: `${figure.definition[lang]} (${say.version(figure.definitionVersion)})`,
                  })),
              ]}
            />
          </Fold>
        ))}
    </Card>
  )
}
