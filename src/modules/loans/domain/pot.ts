import { type Day, isBefore, isOnOrBefore } from '#kernel/days.ts'
import { type Ore, ore, sumOre } from '#kernel/money.ts'
import { assert } from '#kernel/result.ts'
import { replayLoan } from './engine/index.ts'
import { type LoanTerms, settingsOf } from './loan.ts'
import { type LoanState, loanSteps } from './loan-machine.ts'
import { offerEnds } from './offer.ts'
import { type RecordedEvent, moneyLog } from './recorded-event.ts'

/** An amount granted to be lent, from a day on; negative when it is taken back. */
export type Grant = { purchaserId: string; fund: string; amount: Ore; validFrom: Day }

/** A loan as the pot sees it: no person, whose money, and its log. */
export type PotLoan = { purchaserId: string; fund: string; terms: LoanTerms; events: readonly RecordedEvent[] }

/**
 * A pot on a day, in øre: granted, offered and not accepted, accepted and not paid out, lent and owed, repaid (and so lendable
 * again), lost, recovered after a loss, and what is left to be lent. `left` = granted − offered − accepted − lent − lost + recovered.
 */
export type Pot = {
  purchaserId: string
  fund: string
  granted: Ore
  offered: Ore
  accepted: Ore
  lent: Ore
  repaid: Ore
  lost: Ore
  recovered: Ore
  left: Ore
}

/** The pot's refusal: there is one, and it holds less than is asked for. */
export type PotRefusal = { kind: 'pot_too_small'; left: Ore }

type Share = Pick<Pot, 'offered' | 'accepted' | 'lent' | 'repaid' | 'lost' | 'recovered'>
const shares = ['offered', 'accepted', 'lent', 'repaid', 'lost', 'recovered'] as const
const none: Share = { offered: ore(0n), accepted: ore(0n), lent: ore(0n), repaid: ore(0n), lost: ore(0n), recovered: ore(0n) }
const over: readonly LoanState[] = ['declined', 'withdrawn', 'settled', 'written_off', 'remitted']

/** What a loan takes of its pot on a day, by its events up to that day. An offer that was not accepted in time takes nothing. */
export function shareOf({ terms, events }: Pick<PotLoan, 'terms' | 'events'>, asOf: Day): Share {
  const known = events.filter((event) => isOnOrBefore(event.on, asOf))
  const log = moneyLog(known)
  const standing = replayLoan(settingsOf(terms), log, asOf)
  assert(standing.ok, 'what stands in the log can be replayed')
  const { paidOut, balance, lost, recovered, status } = standing.value
  const state = known.reduce<LoanState>((from, { name }) => {
    const { to } = loanSteps[name]
    return to === 'same' || to === 'by_balance' ? from : to
  }, 'applied')
  if (paidOut === 0n) {
    const ends = offerEnds(known)
    const lapsed = ends !== null && isBefore(ends, asOf)
    if (state === 'offered') return lapsed ? none : { ...none, offered: terms.amount }
    return state === 'accepted' ? { ...none, accepted: terms.amount } : none
  }
  const closed = over.includes(state) || status === 'settled' || status === 'overpaid'
  const waits = closed || paidOut >= terms.amount ? 0n : terms.amount - paidOut
  // What is lost may hold fees too; the pot lends principal only.
  const principalLost = lost < paidOut - balance ? lost : paidOut - balance
  const repaid = paidOut - balance - principalLost
  return { ...none, accepted: ore(waits), lent: balance, repaid: ore(repaid), lost: ore(principalLost), recovered }
}

/** The pots of a lender on a day: one for each purchaser and source of money with a grant or a loan, by purchaser and source. */
export function potsOn(grants: readonly Grant[], loans: readonly PotLoan[], asOf: Day): Pot[] {
  const given = grants.filter((grant) => isOnOrBefore(grant.validFrom, asOf))
  const keys = new Map([...given, ...loans].map(({ purchaserId, fund }) => [`${purchaserId} ${fund}`, { purchaserId, fund }]))
  return [...keys.values()].map(({ purchaserId, fund }) => {
    const mine = (one: { purchaserId: string; fund: string }) => one.purchaserId === purchaserId && one.fund === fund
    const granted = sumOre(given.filter(mine).map((grant) => grant.amount))
    const taken = loans.filter(mine).map((loan) => shareOf(loan, asOf))
    const sums = shares.reduce<Share>((sum, share) => ({ ...sum, [share]: sumOre(taken.map((one) => one[share])) }), none)
    const left = granted - sums.offered - sums.accepted - sums.lent - sums.lost + sums.recovered
    return { purchaserId, fund, granted, ...sums, left: ore(left) }
  })
}

/**
 * The source of money for a loan: the first pot of the purchaser that holds the amount; `own` when nobody granted anything for the
 * purchaser; a refusal with the most that any of them holds when none is large enough.
 */
export function fundFor(pots: readonly Pot[], purchaserId: string, amount: Ore): string | PotRefusal {
  const granted = pots.filter((pot) => pot.purchaserId === purchaserId && pot.granted !== 0n)
  const fitting = granted.find((pot) => pot.left >= amount)
  if (fitting !== undefined) return fitting.fund
  if (granted.length === 0) return 'own'
  return { kind: 'pot_too_small', left: granted.reduce<Ore>((most, pot) => (pot.left > most ? pot.left : most), ore(0n)) }
}
