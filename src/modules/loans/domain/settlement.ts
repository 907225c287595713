import type { OrganisationId } from '#kernel/actor.ts'
import { type Day, isOnOrBefore } from '#kernel/days.ts'
import { type Ore, ore, splitByShares, sumOre } from '#kernel/money.ts'
import type { Parties } from '#kernel/permit.ts'
import type { Share } from './pot.ts'

type Flows = Record<'paidOut' | 'repaid' | 'lost' | 'recovered', Ore>

/** What a month changed in the shares of an agreement's loans, øre; `month` is its first day. */
export type MovedMonth = Pick<Share, 'lent' | 'repaid' | 'lost' | 'recovered'> & { month: Day }

/** What a month changed in the loss, less recovered, of the loans that were lost on a day, øre; `month` is its first day. */
export type MovedLoss = { lossOn: Day; month: Day; net: Ore }

/** The parties that may bear a loss, in the order of the columns. */
export const bearers = ['purchaser', 'provider', 'lender', 'actingJobCentre'] as const satisfies readonly (keyof Parties)[]
/** What each party bears, in øre. */
export type Borne = Record<(typeof bearers)[number], Ore>

/** Who bears the losses from a day on, in basis points that make 10,000. In the order of their days; of one day the last counts. */
export type LossSharing = { from: Day; shares: Readonly<Record<keyof Parties, number>> }

/**
 * A month between purchaser and provider, in øre: what the frozen statement of places asked for with its correction (null where the month has no
 * statement, or no price), and of the agreement's loans principal paid out, repaid and lost, and principal that came in after a loss. An event that was taken
 * back counts in no month; one that was backdated counts in the month of its own day. `borne` is each party's part of lost less recovered, and
 * `unshared` the part for which no term held on the day of the loss: it stays with the lender. They add up to lost less recovered, to the øre.
 */
export type SettledMonth = Flows & { month: Day; places: Ore | null; borne: Borne; unshared: Ore }

/** The sum of months; `missing` counts those without an amount for places, which are in no sum. */
export type SettlementTotal = Flows & { places: Ore; missing: number; borne: Borne; unshared: Ore }

/** What the months are made of: the statements of places, what the months moved, the losses moved until the last of them, and who bears them. */
export type SettlementFacts = {
  stated: readonly { month: Day; due: Ore | null }[]
  moved: readonly MovedMonth[]
  losses: readonly MovedLoss[]
  terms: readonly LossSharing[]
}

/** The months from one to another, both their first days, as they are settled now. A month that is not among those moved moved nothing. */
export function settledMonths(span: { from: Day; until: Day }, { stated, moved, losses, terms }: SettlementFacts): SettledMonth[] {
  const months: SettledMonth[] = []
  let before = sharedUntil(losses, terms, span.from.subtract({ months: 1 }))
  for (let month = span.from; isOnOrBefore(month, span.until); month = month.add({ months: 1 })) {
    const of = (flow: 'lent' | 'repaid' | 'lost' | 'recovered') => moved.find((one) => one.month.equals(month))?.[flow] ?? ore(0n)
    const places = stated.find((one) => one.month.equals(month))?.due ?? null
    const [repaid, lost, recovered] = [of('repaid'), of('lost'), of('recovered')]
    const now = sharedUntil(losses, terms, month)
    const borne = borneOf((bearer) => ore(now.borne[bearer] - before.borne[bearer]))
    const unshared = ore(now.unshared - before.unshared)
    months.push({ month, places, paidOut: ore(of('lent') + repaid + lost), repaid, lost, recovered, borne, unshared })
    before = now
  }
  return months
}

/** The sum of months. */
export function settlementTotal(months: readonly SettledMonth[]): SettlementTotal {
  const sum = (of: (month: SettledMonth) => Ore) => sumOre(months.map(of))
  const places = months.flatMap((month) => month.places ?? [])
  return {
    places: sumOre(places),
    missing: months.length - places.length,
    paidOut: sum(({ paidOut }) => paidOut),
    repaid: sum(({ repaid }) => repaid),
    lost: sum(({ lost }) => lost),
    recovered: sum(({ recovered }) => recovered),
    borne: borneOf((bearer) => sum((month) => month.borne[bearer])),
    unshared: sum((month) => month.unshared),
  }
}

/** What each organisation bears of the losses, in øre; one that is several parties once. */
export function borneBy(parties: Parties, borne: Borne): Map<OrganisationId, Ore> {
  const by = new Map<OrganisationId, Ore>()
  for (const bearer of bearers) by.set(parties[bearer], ore((by.get(parties[bearer]) ?? 0n) + borne[bearer]))
  return by
}

/** What one organisation pays another for the months: for places, for its share of losses, and in all, in øre. What is negative goes the other way. */
export type Transfer = { from: OrganisationId; to: OrganisationId; places: Ore; losses: Ore; amount: Ore }

/**
 * The one sum between each two organisations: the purchaser owes the provider the places, and every party owes the lender, who has lost the money,
 * its share of the loss. Between the same two, both are one amount, from the one who pays. An organisation owes itself nothing; nothing is no transfer.
 */
export function transfersOf(parties: Parties, total: Pick<SettlementTotal, 'places' | 'borne'>): Transfer[] {
  const pairs = new Map<string, Transfer>()
  const owe = (from: OrganisationId, to: OrganisationId, kind: 'places' | 'losses', amount: Ore) => {
    if (from === to || amount === 0n) return
    const [key, back] = [`${from} ${to}`, `${to} ${from}`]
    const known = pairs.get(key) ?? pairs.get(back) ?? { from, to, places: ore(0n), losses: ore(0n), amount: ore(0n) }
    const signed = known.from === from ? amount : ore(0n - amount)
    pairs.set(pairs.has(back) ? back : key, { ...known, [kind]: ore(known[kind] + signed), amount: ore(known.amount + signed) })
  }
  owe(parties.purchaser, parties.provider, 'places', total.places)
  for (const bearer of bearers) owe(parties[bearer], parties.lender, 'losses', total.borne[bearer])
  return [...pairs.values()].map((pair) => (pair.amount < 0n ? turned(pair) : pair))
}

function turned({ from, to, places, losses, amount }: Transfer): Transfer {
  return { from: to, to: from, places: ore(0n - places), losses: ore(0n - losses), amount: ore(0n - amount) }
}

// Shares are reckoned of everything lost until a month and a month is the difference of two, so that the øre of many months add up as those of one.
// A loss, and what came in on it, is shared by the term that held on the day of the loss.
function sharedUntil(losses: readonly MovedLoss[], terms: readonly LossSharing[], last: Day): { borne: Borne; unshared: Ore } {
  const net = new Map<LossSharing | null, bigint>()
  for (const loss of losses) {
    if (!isOnOrBefore(loss.month, last)) continue
    const term = terms.findLast(({ from }) => isOnOrBefore(from, loss.lossOn)) ?? null
    net.set(term, (net.get(term) ?? 0n) + loss.net)
  }
  const split = terms.map((term) => {
    const shares = bearers.map((bearer) => term.shares[bearer])
    return splitByShares(ore(net.get(term) ?? 0n), shares)
  })
  const borne = borneOf((bearer) => sumOre(split.map((parts) => parts[bearers.indexOf(bearer)] ?? ore(0n))))
  return { borne, unshared: ore(net.get(null) ?? 0n) }
}

function borneOf(of: (bearer: keyof Borne) => Ore): Borne {
  return { purchaser: of('purchaser'), provider: of('provider'), lender: of('lender'), actingJobCentre: of('actingJobCentre') }
}
