import { type Day, addMonths, isBefore } from '#kernel/days.ts'
import type { Agreement, Beyond } from './agreement.ts'

/** An option as it stands: used by a period, lapsed because its last day passed, the next that can be used, or one of those after it. */
export type OptionStanding = {
  /** From 1, in the order in which options are used. */
  number: number
  months: number
  noticeMonths: number
  state: 'used' | 'lapsed' | 'next' | 'later'
  /** Last day to decide to use it; null for those after the next, whose end is not known yet. */
  decideBy: Day | null
  /** The latest end it gives a right to; null for those after the next. */
  reachesTo: Day | null
}

type Facts = Pick<Agreement, 'options' | 'periods' | 'endsOn'>

/** The option that an extension made now would use, though its last day may have passed; null when none is left. */
export function nextOption({ options, periods, endsOn }: Facts): (OptionStanding & { decideBy: Day; reachesTo: Day }) | null {
  const number = 1 + Math.max(0, ...periods.map(({ option }) => option ?? 0))
  const option = options[number - 1]
  if (option === undefined) return null
  const decideBy = addMonths(endsOn, -option.noticeMonths)
  const reachesTo = addMonths(endsOn.add({ days: 1 }), option.months).subtract({ days: 1 })
  return { ...option, number, state: 'next', decideBy, reachesTo }
}

/** Every option of the agreement with where it stands on a day. */
export function optionsOn(facts: Facts, today: Day): OptionStanding[] {
  const next = nextOption(facts)
  return facts.options.map((option, index): OptionStanding => {
    const number = index + 1
    const period = facts.periods.find((one) => one.option === number)
    if (period !== undefined) {
      const before = facts.periods.find((one) => one.number === period.number - 1)
      const decideBy = before === undefined ? null : addMonths(before.endsOn, -option.noticeMonths)
      return { ...option, number, state: period.beyond === 'later_than_option' ? 'lapsed' : 'used', decideBy, reachesTo: period.endsOn }
    }
    if (next === null || next.number !== number) return { ...option, number, state: 'later', decideBy: null, reachesTo: null }
    return isBefore(next.decideBy, today) ? { ...next, state: 'lapsed' } : next
  })
}

/** In what an extension goes beyond what the agreement gives a right to, in order of precedence; null when it does not. */
export function beyondOptions(facts: Facts, { decidedOn, endsOn }: { decidedOn: Day; endsOn: Day }): Beyond | null {
  const next = nextOption(facts)
  if (next === null) return 'no_option_left'
  if (isBefore(next.decideBy, decidedOn)) return 'later_than_option'
  return isBefore(next.reachesTo, endsOn) ? 'longer_than_option' : null
}
