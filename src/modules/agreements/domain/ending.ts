import { type Day, addMonths, isBefore, isOnOrBefore } from '#kernel/days.ts'

/** How long before an agreement's end the parties are told of it. */
export const endingSteps = ['months_8', 'months_6', 'months_3', 'days_14', 'days_7'] as const
/** One of them. */
export type EndingStep = (typeof endingSteps)[number]

const dayOfStep: Record<EndingStep, (endsOn: Day) => Day> = {
  months_8: (endsOn) => addMonths(endsOn, -8),
  months_6: (endsOn) => addMonths(endsOn, -6),
  months_3: (endsOn) => addMonths(endsOn, -3),
  days_14: (endsOn) => endsOn.subtract({ days: 14 }),
  days_7: (endsOn) => endsOn.subtract({ days: 7 }),
}

/**
 * The warnings that have come due and were not given. Only the last of them is worth telling: `tell` is that one, `passed`
 * are those that a later one has overtaken. None once the agreement is over, and none that fell before it began.
 */
export function endingDue(
  agreement: { startsOn: Day; endsOn: Day },
  today: Day,
  told: readonly EndingStep[],
): { tell: EndingStep | null; passed: EndingStep[] } {
  if (isBefore(agreement.endsOn, today)) return { tell: null, passed: [] }
  const reached = endingSteps.filter((step) => {
    const on = dayOfStep[step](agreement.endsOn)
    return isOnOrBefore(on, today) && isOnOrBefore(agreement.startsOn, on)
  })
  const last = reached.at(-1)
  if (last === undefined || told.includes(last)) return { tell: null, passed: [] }
  return { tell: last, passed: reached.slice(0, -1).filter((step) => !told.includes(step)) }
}
