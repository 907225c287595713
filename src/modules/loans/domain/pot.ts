import { type Day, isOnOrBefore } from '#kernel/days.ts'
import { type Ore, ore, sumOre } from '#kernel/money.ts'
import type { LoanState as Standing } from './engine/index.ts'
import { type LoanState, overStates } from './loan-machine.ts'

/** An amount granted to be lent, from a day on; negative when it is taken back. */
export type Grant = { purchaserId: string; fund: string; amount: Ore; validFrom: Day }

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
export type PotRefusal = { kind: 'pot_too_small'; left: Ore } | { kind: 'pots_being_counted' }

/** What a loan takes of its pot, øre: principal only, for fees and interest are no money that was lent. */
export type Share = Pick<Pot, 'offered' | 'accepted' | 'lent' | 'repaid' | 'lost' | 'recovered'>
const shares = ['offered', 'accepted', 'lent', 'repaid', 'lost', 'recovered'] as const
const none: Share = { offered: ore(0n), accepted: ore(0n), lent: ore(0n), repaid: ore(0n), lost: ore(0n), recovered: ore(0n) }

/**
 * What a loan takes of its pot as it stands. A lapsed offer takes nothing: the caller keeps its last day. What comes in after a loss pays
 * fees and interest first, as any payment does; only the rest can be lent again.
 */
export function shareOf(state: LoanState, standing: Standing): Share {
  const { paidOut, toPayOut, balance, lost, recovered, plan } = standing
  if (paidOut === 0n) {
    if (state === 'offered') return { ...none, offered: toPayOut }
    return state === 'accepted' ? { ...none, accepted: toPayOut } : none
  }
  const principalLost = lost === 0n ? 0n : sumOre(plan.map((row) => row.principalLeft))
  const chargesLost = lost - principalLost
  const back = recovered > chargesLost ? recovered - chargesLost : 0n
  const repaid = paidOut - balance - principalLost
  return {
    ...none,
    accepted: overStates.includes(state) ? ore(0n) : toPayOut,
    lent: balance,
    repaid: ore(repaid),
    lost: ore(principalLost),
    recovered: ore(back),
  }
}

/** What the loans for one purchaser with money of one source take together. */
export type Taken = Share & { purchaserId: string; fund: string }

/** The pots of a lender on a day: one for each purchaser and source of money with a grant or a loan, by purchaser and source. */
export function potsOn(grants: readonly Grant[], loans: readonly Taken[], asOf: Day): Pot[] {
  const given = grants.filter((grant) => isOnOrBefore(grant.validFrom, asOf))
  const keys = new Map([...given, ...loans].map(({ purchaserId, fund }) => [`${purchaserId} ${fund}`, { purchaserId, fund }]))
  return [...keys.values()].map(({ purchaserId, fund }) => {
    const mine = (one: { purchaserId: string; fund: string }) => one.purchaserId === purchaserId && one.fund === fund
    const granted = sumOre(given.filter(mine).map((grant) => grant.amount))
    const taken = loans.filter(mine)
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
