import { type Day, daysBetween, isBefore, isOnOrBefore } from '#kernel/days.ts'
import type { CellsByCase } from './cells.ts'
import type { Facts, LoanFact } from './facts.ts'
import { type Reading, bare } from './reading.ts'

/** From what to what: a referral to its decision, an acceptance to the start, a loan application to its payout. */
export const leads = ['decision', 'start', 'payout'] as const
/** One of them. */
export type Lead = (typeof leads)[number]

type Waited = { lead: Lead; caseNumber: string; days: number }

/** How long each waited; what has not come by the cut-off has not ended and is left out. */
export function waits({ referrals, runs, loans, cutoffOn }: Pick<Facts, 'referrals' | 'runs' | 'loans' | 'cutoffOn'>): Waited[] {
  const waited = (lead: Lead, caseNumber: string, from: Day | null | undefined, to: Day | null | undefined): Waited[] => {
    if (from === null || to === null || from === undefined || to === undefined) return []
    return isBefore(to, from) || !isOnOrBefore(to, cutoffOn) ? [] : [{ lead, caseNumber, days: daysBetween(from, to) }]
  }
  const byLoan = new Map<string, LoanFact[]>()
  for (const event of loans) byLoan.set(event.loanId, [...(byLoan.get(event.loanId) ?? []), event])
  return [
    ...referrals.flatMap((one) => waited('decision', one.caseNumber, one.submittedOn, one.decidedOn)),
    ...runs.flatMap((one) => waited('start', one.caseNumber, one.acceptedOn, one.startedOn)),
    ...[...byLoan.values()].flatMap((events) => {
      const undone = new Set(events.flatMap((event) => event.undoes ?? []))
      const first = (name: string) => events.find((event) => event.name === name && !undone.has(event.eventId))
      return waited('payout', events[0]?.caseNumber ?? '', first('apply')?.on, first('pay_out')?.on)
    }),
  ]
}

/** Who waited for what, for the counts that the lead times rest on. */
export function leadCells(waited: readonly Waited[]): CellsByCase {
  const cells = new Map<string, string[]>()
  for (const { lead, caseNumber } of waited) cells.set(caseNumber, [...(cells.get(caseNumber) ?? []), `lead_${lead}`])
  return cells
}

/** Median and longest, in whole days; of an even number of waits the lower of the two in the middle is the median. */
export function leadFigures(waited: readonly Waited[]): Reading[] {
  return leads.flatMap((lead) => {
    const days = waited.filter((one) => one.lead === lead).map((one) => one.days)
    const sorted = days.toSorted((a, b) => a - b)
    const n = sorted.length
    const of = (key: 'lead_median' | 'lead_max', value: number | undefined): Reading => ({
      ...bare,
      code: `${key}_${lead}`,
      key,
      variant: lead === 'start' ? 'begin' : lead,
      group: 'lead_times',
      unit: 'days',
      value: value === undefined ? null : BigInt(value),
      n,
      restsOn: `lead_${lead}`,
    })
    return n === 0 ? [] : [of('lead_median', sorted[Math.floor((n - 1) / 2)]), of('lead_max', sorted.at(-1))]
  })
}
