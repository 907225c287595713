import type { Day } from '#kernel/days.ts'
import { type Ore, kroner, minOre, ore } from '#kernel/money.ts'
import { type LoanEvent, type LoanSettings, type LoanState, tryEvent } from './engine/index.ts'
import { deferralLimits } from './deferral-limits.ts'

/** What three changes would do to a plan. Null where the plan does not allow it. Amounts in øre. */
export type WhatIf = {
  more: { lastOn: Day; monthsSaved: number } | null
  pause: { lastOn: Day } | null
  stops: { instalment: Ore; extraTerms: number } | null
}

/** What is paid more each month in the first question: DKK 200. */
export const moreAMonth = kroner(200)

/** Reckons the three questions on a log, keeping nothing: paying more, pausing two months, and spreading the rest when the business stops. */
export function whatIf(settings: LoanSettings, log: readonly LoanEvent[], standing: LoanState): WhatIf {
  const open = standing.plan.filter((row) => row.left > 0n)
  const ahead = open.find((row) => Temporal.PlainDate.compare(row.payableBy, standing.asOf) >= 0)
  if (ahead === undefined) return { more: null, pause: null, stops: null }
  const tryDeferral = (deferral: Extract<LoanEvent, { kind: 'defer' }>['deferral']) =>
    tryEvent(settings, log, { id: 'what-if', on: standing.asOf, kind: 'defer', deferral }, standing.asOf)
  const paused = tryDeferral({ kind: 'pause', fromDue: ahead.due, months: 2 })
  const extended = tryDeferral({ kind: 'extend', fromDue: ahead.due, extraTerms: deferralLimits.extraTerms })
  const row = extended.ok ? extended.value.after.plan.find((each) => each.due.equals(ahead.due)) : undefined
  const last = paused.ok ? paused.value.after.plan.at(-1) : undefined
  return {
    more: payMore(open),
    pause: last === undefined ? null : { lastOn: last.payableBy },
    stops: row === undefined ? null : { instalment: row.left, extraTerms: deferralLimits.extraTerms },
  }
}

/** Each month the instalment and 200 kr. more, oldest first, until nothing is left. */
function payMore(open: readonly { left: Ore; payableBy: Day }[]): WhatIf['more'] {
  let owed = open.reduce((sum, row) => sum + row.left, 0n)
  for (const [index, row] of open.entries()) {
    owed -= minOre(ore(owed), ore(row.left + moreAMonth))
    if (owed === 0n) return { lastOn: row.payableBy, monthsSaved: open.length - 1 - index }
  }
  return null
}
