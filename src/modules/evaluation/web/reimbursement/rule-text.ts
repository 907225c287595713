import { dayText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import type { ReimbursementRule, ReimbursementStep } from '../../domain/figures/reimbursement.ts'
import { reimbursementTexts } from '../../texts/reimbursement-texts.ts'

/** The steps of a rule as one line: 80 % through week 4, 40 % through week 26 … */
export function stepsText(steps: readonly ReimbursementStep[], lang: Lang): string {
  const say = reimbursementTexts(lang)
  return steps
    .map(({ untilWeek, percent }) => {
      if (untilWeek !== null) return say.upTo(percent, untilWeek)
      return steps.length === 1 ? say.always(percent) : say.after(percent)
    })
    .join(', ')
}

/** A rule as a line under the assumptions of a report, with its act, and said where it is assumed. */
export function ruleLine(rule: ReimbursementRule, lang: Lang): { name: string; value: string } {
  const say = reimbursementTexts(lang)
  const source = rule.confirmed ? rule.legalSource : `${say.assumed}: ${rule.legalSource}`
  return { name: say.rule(dayText(rule.from)), value: `${stepsText(rule.steps, lang)}. ${source}` }
}
