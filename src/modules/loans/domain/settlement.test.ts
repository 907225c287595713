import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { OrganisationId } from '#kernel/actor.ts'
import { type Day, day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { type Ore, kroner, ore, sumOre } from '#kernel/money.ts'
import { type LossSharing, type SettledMonth, bearers, borneBy, settledMonths, settlementTotal, transfersOf } from './settlement.ts'

const organisation = (): OrganisationId => newId<'organisation'>()
const [greve, koege, third] = [organisation(), organisation(), organisation()]
const lentByProvider = { purchaser: greve, provider: koege, lender: koege, actingJobCentre: greve }
const lentByThird = { purchaser: greve, provider: koege, lender: third, actingJobCentre: greve }

const shares = (purchaser: number, provider: number, lender = 0, actingJobCentre = 0) => ({ purchaser, provider, lender, actingJobCentre })
const from = (on: string, given: LossSharing['shares']): LossSharing => ({ from: day(on), shares: given })
const year = { from: day('2016-01-01'), until: day('2016-12-01') }
const net = ({ lost, recovered }: Pick<SettledMonth, 'lost' | 'recovered'>) => ore(lost - recovered)

/** A loan lost on a day, of which something may come in later. */
type Lost = { on: Day; amount: Ore; back?: { on: Day; amount: Ore } }
const lost = (on: string, amount: Ore, back?: [string, Ore]): Lost => ({
  on: day(on),
  amount,
  ...(back === undefined ? {} : { back: { on: day(back[0]), amount: back[1] } }),
})
const monthOf = (on: Day) => on.with({ day: 1 })
const none = ore(0n)

function settled(all: readonly Lost[], terms: readonly LossSharing[], span = year): SettledMonth[] {
  const losses = all.flatMap(({ on, amount, back }) => [
    { lossOn: on, month: monthOf(on), net: amount },
    ...(back === undefined ? [] : [{ lossOn: on, month: monthOf(back.on), net: ore(0n - back.amount) }]),
  ])
  const moved = [...new Set(losses.map(({ month }) => month.toString()))].map((text) => {
    const month = day(text)
    const gone = sumOre(all.filter(({ on }) => monthOf(on).equals(month)).map(({ amount }) => amount))
    const back = all.flatMap((one) => (one.back !== undefined && monthOf(one.back.on).equals(month) ? [one.back.amount] : []))
    return { month, lent: ore(0n - gone), repaid: none, lost: gone, recovered: sumOre(back) }
  })
  return settledMonths(span, { stated: [], moved, losses, terms })
}

describe('who bears a loss', () => {
  test('is the term in force on the day of the loss, to the day; what comes in later is shared as the loss was', () => {
    const terms = [from('2016-01-01', shares(7000, 3000)), from('2016-06-15', shares(0, 10_000))]
    const months = settled([lost('2016-06-14', kroner(1000), ['2016-08-01', kroner(400)]), lost('2016-06-15', kroner(500))], terms)
    expect([months[5]?.borne.purchaser, months[5]?.borne.provider]).toEqual([kroner(700), kroner(800)])
    expect([months[7]?.borne.purchaser, months[7]?.borne.provider]).toEqual([kroner(-280), kroner(-120)])
    expect(settlementTotal(months)).toMatchObject({ borne: { purchaser: kroner(420), provider: kroner(680) }, unshared: none })
  })

  test('a loss before the first term, or without any, stays unshared; a version put right on its own day takes over from it', () => {
    const loss = [lost('2016-03-10', kroner(1000))]
    expect(settlementTotal(settled(loss, [from('2016-03-11', shares(10_000, 0))])).unshared).toBe(kroner(1000))
    expect(settlementTotal(settled(loss, [])).unshared).toBe(kroner(1000))
    const twice = [from('2016-03-01', shares(10_000, 0)), from('2016-03-01', shares(0, 10_000))]
    expect(settlementTotal(settled(loss, twice)).borne).toMatchObject({ purchaser: none, provider: kroner(1000) })
  })

  test('the shares sum to the loss to the øre in every month, and months add up as the whole span, whatever the terms', () => {
    const anyDay = fc.integer({ min: 0, max: 360 }).map((n) => day('2016-01-01').add({ days: n }).toString())
    const anyLoss = fc
      .record({ amount: fc.bigInt({ min: 1n, max: 5_000_000n }), lostOn: anyDay, back: fc.bigInt({ min: 0n, max: 100n }) })
      .map(({ amount, lostOn, back }) => lost(lostOn, ore(amount), ['2016-12-30', ore((amount * back) / 100n)]))
    const anyShares = fc
      .tuple(fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 0, max: 10_000 }), fc.integer({ min: 0, max: 10_000 }))
      .map((cuts) => cuts.toSorted((a, b) => a - b))
      .map(([a = 0, b = 0, c = 0]) => shares(a, b - a, c - b, 10_000 - c))
    const anyTerms = fc
      .array(fc.record({ on: anyDay, given: anyShares }), { maxLength: 3 })
      .map((all) => all.toSorted((a, b) => (a.on < b.on ? -1 : 1)).map(({ on, given }) => from(on, given)))
    fc.assert(
      fc.property(fc.array(anyLoss, { maxLength: 5 }), anyTerms, (all, terms) => {
        const months = settled(all, terms)
        for (const month of months) expect(sumOre([...bearers.map((bearer) => month.borne[bearer]), month.unshared])).toBe(net(month))
        const halves = [
          ...settled(all, terms, { from: day('2016-01-01'), until: day('2016-05-01') }),
          ...settled(all, terms, { from: day('2016-06-01'), until: day('2016-12-01') }),
        ]
        expect(halves).toEqual(months)
        for (const parties of [lentByProvider, lentByThird]) {
          const total = settlementTotal(months)
          const shared = ore(net(total) - total.unshared)
          expect(sumOre(borneBy(parties, total.borne).values())).toBe(shared)
          const paid = transfersOf(parties, { ...total, places: none }).filter(({ to }) => to === parties.lender)
          const ownShare = borneBy(parties, total.borne).get(parties.lender) ?? none
          expect(sumOre(paid.map(({ amount }) => amount))).toBe(ore(shared - ownShare))
        }
      }),
    )
  })
})

describe('who pays whom', () => {
  const borne = { purchaser: kroner(700), provider: kroner(300), lender: ore(0n), actingJobCentre: ore(0n) }

  test('the purchaser pays the provider who lends for places and losses in one sum', () => {
    const sum = { from: greve, to: koege, places: kroner(19_000), losses: kroner(700), amount: kroner(19_700) }
    expect(transfersOf(lentByProvider, { places: kroner(19_000), borne })).toEqual([sum])
  })

  test('where the purchaser lends, the provider’s share is taken from what it is owed, and turns the sum when it is larger', () => {
    const lentByPurchaser = { ...lentByProvider, lender: greve }
    const less = { from: greve, to: koege, places: kroner(1000), losses: kroner(-300), amount: kroner(700) }
    expect(transfersOf(lentByPurchaser, { places: kroner(1000), borne })).toEqual([less])
    const turned = { from: koege, to: greve, places: kroner(-100), losses: kroner(300), amount: kroner(200) }
    expect(transfersOf(lentByPurchaser, { places: kroner(100), borne })).toEqual([turned])
  })

  test('a third who lends is paid by each; what is owed to oneself, and nothing, is no transfer', () => {
    expect(transfersOf(lentByThird, { places: kroner(50), borne })).toEqual([
      { from: greve, to: koege, places: kroner(50), losses: ore(0n), amount: kroner(50) },
      { from: greve, to: third, places: ore(0n), losses: kroner(700), amount: kroner(700) },
      { from: koege, to: third, places: ore(0n), losses: kroner(300), amount: kroner(300) },
    ])
    expect(transfersOf(lentByProvider, { places: ore(0n), borne: { ...borne, purchaser: ore(0n) } })).toEqual([])
  })
})
