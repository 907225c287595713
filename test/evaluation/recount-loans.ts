import type { Borrowed, History } from './histories.ts'
import { type Cutoff, knownBy, middle, months } from './recount-days.ts'

type Book = {
  place: string
  granted: number
  paidOut: number
  repaid: number
  left: number
  oldest: number | null
  lost: number
  deferred: boolean
}

function bookOf({ ore, log }: Borrowed, cutoff: Cutoff): Book | null {
  const known = log.map((event, at) => ({ ...event, at })).filter(knownBy(cutoff))
  if (known.length === 0) return null
  const undone = known.flatMap((event) => event.undoes ?? [])
  const paidOutOn = known.find((event) => event.name === 'pay_out')?.on ?? null
  const repaid = known.reduce((sum, event) => (event.name === 'pay' && !undone.includes(event.at) ? sum + (event.ore ?? 0) : sum), 0)
  if (paidOutOn === null) {
    const last = known.findLast((event) => ['apply', 'return', 'approve', 'accept', 'decline', 'withdraw'].includes(event.name))?.name
    const granted = last === 'approve' || last === 'accept' ? ore : 0
    return { place: last ?? '', granted, paidOut: 0, repaid: 0, left: 0, oldest: null, lost: 0, deferred: false }
  }
  const lost = known.some((event) => event.name === 'write_off' || event.name === 'remit') ? ore - repaid : 0
  const left = lost > 0 ? 0 : Math.max(0, ore - repaid)
  const deferral = known.find((event) => event.name === 'defer' && !undone.includes(event.at))?.defer ?? null
  // of ten equal parts, one falls due each month after the payout, and later where it was deferred
  const row = Math.floor(repaid / (ore / 10))
  const next = months(paidOutOn, row + 1 + (deferral !== null && row >= deferral.from ? deferral.months : 0))
  return {
    place: lost > 0 ? 'lost' : left === 0 ? 'settled' : 'owed',
    granted: ore,
    paidOut: ore,
    repaid,
    left,
    oldest: left > 0 && next < cutoff ? next : null,
    lost,
    deferred: deferral !== null,
  }
}

/** The loans by the other hand, an instalment at a time. */
export function recountLoans(histories: readonly History[], cutoff: Cutoff): Record<string, number> {
  const books = histories.map((history) => history.loans.flatMap((loan) => bookOf(loan, cutoff) ?? []))
  const loans = books.flat()
  const count = (is: (loan: Book) => boolean) => loans.filter(is).length
  const sum = (of: (loan: Book) => number) => loans.reduce((total, loan) => total + of(loan), 0)
  const late = (than: number) => (loan: Book) => loan.oldest !== null && cutoff - loan.oldest > than
  return {
    loan_granted: books.filter((own) => own.some((loan) => loan.granted > 0)).length,
    loan_paid_out: books.filter((own) => own.some((loan) => loan.paidOut > 0)).length,
    loans_applied: loans.length,
    loans_in_process: count((loan) => loan.place === 'apply' || loan.place === 'return'),
    loans_declined: count((loan) => loan.place === 'decline'),
    loans_withdrawn: count((loan) => loan.place === 'withdraw'),
    loans_granted: count((loan) => loan.granted > 0),
    loans_paid_out: count((loan) => loan.paidOut > 0),
    loans_settled: count((loan) => loan.place === 'settled'),
    granted_ore: sum((loan) => loan.granted),
    median_granted_ore: middle(loans.flatMap((loan) => (loan.granted > 0 ? [loan.granted] : []))),
    paid_out_ore: sum((loan) => loan.paidOut),
    repaid_ore: sum((loan) => loan.repaid),
    outstanding_ore: sum((loan) => loan.left),
    // the first of a month is never 30 or 90 days and a few bank days before a cut-off in its middle
    loans_par30: count(late(32)),
    loans_par90: count(late(92)),
    par30_ore: sum((loan) => (late(32)(loan) ? loan.left : 0)),
    par90_ore: sum((loan) => (late(92)(loan) ? loan.left : 0)),
    loans_deferred: count((loan) => loan.deferred),
    loans_lost: count((loan) => loan.lost > 0),
    lost_ore: sum((loan) => loan.lost),
  }
}
