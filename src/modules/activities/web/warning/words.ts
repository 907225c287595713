import { dayText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import type { Warning } from '../../domain/warnings.ts'
import { texts } from '../../texts/texts.ts'

/** What a warning says: its rule, by its facts. */
export function warningText(lang: Lang, { rule, days, met, of }: Warning): string {
  const say = texts(lang).rules
  switch (rule) {
    case 'two_absences':
      return say.two_absences(days.map(dayText))
    case 'below_share':
      return say.below_share(met, of)
    case 'unanswered':
      return say.unanswered(met, days.map(dayText)[0] ?? '')
    case 'overdue_steps':
      return say.overdue_steps(met, days.map(dayText)[0] ?? '')
  }
}
