import type { Lang } from '#ui/lang.ts'
import { monthText } from '#ui/format.ts'
import type { PeriodRefusal } from '../domain/period.ts'
import { texts } from '../texts/texts.ts'

/** Why a month does not take a step, in the reader's language. */
export function periodRefusalText(refusal: PeriodRefusal, lang: Lang): string {
  const say = texts(lang).periods
  switch (refusal.kind) {
    case 'period_not_now':
      return say.refusals.period_not_now(say.states[refusal.state])
    case 'earlier_month_open':
    case 'later_month_closed':
      return say.refusals[refusal.kind](monthText(refusal.month, lang))
    case 'month_not_over':
    case 'second_person_required':
      return say.refusals[refusal.kind]
  }
}
