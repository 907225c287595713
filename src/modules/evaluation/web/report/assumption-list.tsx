import { Facts } from '#ui/facts.tsx'
import { kronerText, percentText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import { type Dataset, reimbursementOf } from '../../domain/report/dataset.ts'
import { texts } from '../../texts/texts.ts'
import { ruleLine } from '../reimbursement/rule-text.ts'

/** What the sums of a report rest on, each assumption with its value. */
export function assumptionLines(dataset: Dataset, lang: Lang): { name: string; value: string }[] {
  const say = texts(lang).report
  const { assumptions } = dataset
  return [
    { name: say.benefit, value: kronerText(assumptions.benefitOre, lang) },
    { name: say.weeks, value: String(assumptions.weeksOnBenefit) },
    { name: say.horizon, value: String(assumptions.horizonMonths) },
    { name: say.loss, value: percentText(assumptions.lossBp, lang) },
    { name: say.otherCost, value: kronerText(assumptions.otherCostOre, lang) },
  ]
}

/** The rules of the state's reimbursement that they go by. */
export function ruleLines(dataset: Dataset, lang: Lang): { name: string; value: string }[] {
  return reimbursementOf(dataset).map((rule) => ruleLine(rule, lang))
}

/** The same as a list under the figures of the economy. */
export function AssumptionList({ dataset, lang }: { dataset: Dataset; lang: Lang }) {
  const say = texts(lang).report
  return (
    <>
      <h3>{say.assumptionsTitle}</h3>
      <Facts items={assumptionLines(dataset, lang)} />
      <Facts wide items={ruleLines(dataset, lang)} />
    </>
  )
}
