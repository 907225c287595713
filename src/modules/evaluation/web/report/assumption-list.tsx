import { Facts } from '#ui/facts.tsx'
import { kronerText, percentText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import type { Assumptions } from '../../domain/figures/economy.ts'
import { texts } from '../../texts/texts.ts'

/** What the sums of a report rest on, each assumption with its value. */
export function assumptionLines(assumptions: Assumptions, lang: Lang): { name: string; value: string }[] {
  const say = texts(lang).report
  return [
    { name: say.benefit, value: kronerText(assumptions.benefitOre, lang) },
    { name: say.weeks, value: String(assumptions.weeksOnBenefit) },
    { name: say.horizon, value: String(assumptions.horizonMonths) },
    { name: say.loss, value: percentText(assumptions.lossBp, lang) },
    { name: say.otherCost, value: kronerText(assumptions.otherCostOre, lang) },
  ]
}

/** The same as a list under the figures of the economy. */
export function AssumptionList({ assumptions, lang }: { assumptions: Assumptions; lang: Lang }) {
  const say = texts(lang).report
  return (
    <>
      <h3>{say.assumptionsTitle}</h3>
      <Facts items={assumptionLines(assumptions, lang)} />
      <p class="soft">{say.weeksHint}</p>
    </>
  )
}
