import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { kroner, ore } from '#kernel/money.ts'
import { aidElement, ceilingOre, countsOn, reckonAid } from './aid.ts'
import { makePlan } from './engine/index.ts'
import { type RateKind, type ReferenceRate, rateOn } from './reference-rate.ts'

const rates = { baseBp: 37, marginBp: 400, discountBp: 100 }
const planOf = (amount: number, terms: number, startPauseMonths = 0) => {
  const plan = makePlan({ amount: kroner(amount), terms, startPauseMonths, anchorDay: 1 }, day('2016-04-12'))
  if (!plan.ok) throw new Error('no plan')
  return plan.value
}

test('one instalment after exactly a year saves the reference rate, discounted once', () => {
  const [row] = planOf(10_000, 1)
  if (row === undefined) throw new Error('no row')
  // 10.000 kr. x 4,37 % = 437 kr. after 365 days; / 1,0137 = 431,0940… kr.
  expect(aidElement([{ ...row, due: day('2017-04-12') }], day('2016-04-12'), rates)).toBe(43_109n)
  // Half a year is simple: 182 of 365 days saved, 182 of 365 days discounted.
  expect(aidElement([{ ...row, due: day('2016-10-11') }], day('2016-04-12'), rates)).toBe(21_642n)
})

test('interest that is paid is no aid, and a loan at the market rate or above has none', () => {
  const [row] = planOf(10_000, 1)
  if (row === undefined) throw new Error('no row')
  const due = day('2017-04-12')
  expect(aidElement([{ ...row, due, interest: ore(43_700n) }], day('2016-04-12'), rates)).toBe(0n)
  expect(aidElement([{ ...row, due, interest: ore(90_000n) }], day('2016-04-12'), rates)).toBe(0n)
})

test('aid grows with the amount and the time, and is never more than the loan', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1000, max: 50_000 }),
      fc.integer({ min: 1, max: 60 }),
      fc.integer({ min: 0, max: 6 }),
      (amount, terms, pause) => {
        const aid = aidElement(planOf(amount, terms, pause), day('2016-04-12'), rates)
        expect(aid > 0n && aid < kroner(amount)).toBe(true)
        expect(aidElement(planOf(amount, terms, pause + 1), day('2016-04-12'), rates) > aid).toBe(true)
      },
    ),
    { numRuns: 50 },
  )
})

test('360 rows are exact and quick', () => {
  expect(aidElement(planOf(50_000, 360), day('2016-04-12'), rates) < kroner(50_000)).toBe(true)
})

test.each([
  ['2024-01-02', '2027-01-01', true],
  ['2024-01-02', '2027-01-02', false],
  ['2024-02-29', '2027-02-27', true],
  ['2024-02-29', '2027-02-28', false],
])('aid of %s counts on %s: %s', (granted, on, counts) => {
  expect(countsOn(day(granted), day(on))).toBe(counts)
})

const rate = (kind: RateKind, validFrom: string, value: number, own = false): ReferenceRate => ({
  kind,
  validFrom: day(validFrom),
  value: BigInt(value),
  source: 'Test',
  own,
})
const known = [
  rate('eu_base_dk', '2015-11-01', 37),
  rate('eu_margin_start_up', '2008-07-01', 400),
  rate('eu_margin_discount', '2008-07-01', 100),
  rate('de_minimis_ceiling', '2014-01-01', 20_000_000),
  rate('eur_dkk', '1999-01-01', 746_038),
]

test('the ceiling is exact to the øre: at it a loan may be granted, one øre above it not', () => {
  const plan = planOf(50_000, 36)
  const on = day('2016-04-12')
  const ceiling = ceilingOre(20_000_000n, 746_038n)
  expect(ceiling).toBe(149_207_600n)
  const own = aidElement(plan, on, rates)
  const declared = (amount: bigint, granted: string) => ({
    on,
    aids: [{ amount: ore(amount), on: day(granted), giver: 'Kommunen', reference: '' }],
  })
  const reckon = (amount: bigint, granted = '2015-01-01') =>
    reckonAid({ plan, on, declared: declared(amount, granted), ours: [], rates: known })
  expect(reckon(ceiling - own)).toMatchObject({ ok: true, value: { aid: own, other: ceiling - own, ceiling } })
  expect(reckon(ceiling - own + 1n)).toMatchObject({ refusal: { kind: 'aid_over_ceiling', aid: own } })
  expect(reckon(ceiling, '2013-04-12'), 'three years ago counts no more').toMatchObject({ ok: true, value: { other: 0n } })
  const ours = [{ amount: ore(1n), on: day('2015-05-01') }]
  expect(reckonAid({ plan, on, declared: declared(ceiling - own, '2015-01-01'), ours, rates: known }), 'our own loans too').toMatchObject({
    refusal: { kind: 'aid_over_ceiling' },
  })
  expect(reckonAid({ plan, on, declared: null, ours: [], rates: known })).toMatchObject({ refusal: { kind: 'no_aid_declaration' } })
  expect(reckonAid({ plan, on: day('2016-11-01'), declared: declared(1n, '2016-01-01'), ours: [], rates: known })).toMatchObject({
    refusal: { kind: 'no_reference_rate', rate: 'eu_base_dk' },
  })
})

test('a base rate holds for a year at the most, a lending rate for its half-year, the rest until the next one', () => {
  const all = [...known, rate('national_bank_lending', '2016-01-01', 5)]
  expect(rateOn(all, 'eu_base_dk', day('2016-10-31'))?.value).toBe(37n)
  expect(rateOn(all, 'eu_base_dk', day('2016-11-01'))).toBeNull()
  expect(rateOn(all, 'national_bank_lending', day('2016-06-30'))?.value).toBe(5n)
  expect(rateOn(all, 'national_bank_lending', day('2016-07-01'))).toBeNull()
  expect(rateOn(all, 'eur_dkk', day('2030-01-01'))?.value).toBe(746_038n)
  const corrected = [...all, rate('eu_base_dk', '2015-11-01', 38, true), rate('eu_base_dk', '2015-11-01', 39, true)]
  expect(rateOn(corrected, 'eu_base_dk', day('2016-01-01'))?.value, 'the lender’s own, the last entered').toBe(39n)
  expect(rateOn([...corrected, rate('eu_base_dk', '2015-11-01', 40)], 'eu_base_dk', day('2016-01-01'))?.value).toBe(39n)
})
