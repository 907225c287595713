import fc from 'fast-check'
import { expect, test } from 'vitest'
import { slowRows, total } from '../test-support/slow-annuity.ts'
import { calculateSchedule } from './calculators.ts'

const asked = fc
  .record({
    principal: fc.bigInt({ min: 1_000n, max: 1_000_000n }),
    rate: fc.integer({ min: 1, max: 6_000 }),
    start: fc.integer({ min: 0, max: 1_500 }).map((days) => Temporal.PlainDate.from('2022-12-01').add({ days }).toString()),
    count: fc.integer({ min: 1, max: 14 }),
    every: fc.integer({ min: 1, max: 20 }),
    frequency: fc.constantFrom('months', 'weeks', 'days'),
    dayCount: fc.constantFrom('30/360', 'act/360', 'act/365', 'act/act-year-split-dec31', 'nominal-period'),
    grace: fc.nat(5),
    multiple: fc.constantFrom(1n, 100n),
    adjust: fc.boolean(),
  })
  .map((given) => ({ ...given, grace: Math.min(given.grace, given.count - 1) }))
const money = (cents: bigint) => `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`

test('any annuity is the same by a second reckoning written from the published formula', () => {
  fc.assert(
    fc.property(asked, (each) => {
      const body = {
        principal: money(each.principal),
        annualRatePercent: money(BigInt(each.rate)),
        interestMethod: 'declining-balance',
        amortization: 'equal-installments',
        interestPeriod: 'daily',
        dayCount: each.dayCount,
        every: each.every,
        frequency: each.frequency,
        numberOfRepayments: each.count,
        scheduleStart: each.start,
        grace: { principalPeriods: each.grace },
        rounding: { installmentMultiple: each.multiple === 1n ? null : '1', adjustInstalmentIfBetter: each.adjust },
      }
      const answer = calculateSchedule(body)
      if (!answer.ok) throw new Error(answer.refusal.reason)
      const slow = slowRows(each)
      const rows = slow.slice(0, slow.findLastIndex((row) => total(row) > 0n) + 1)
      const wanted = rows.map(({ due, principal, interest }) => ({ due, principal: money(principal), interest: money(interest) }))
      expect(answer.value).toMatchObject({ rows: wanted })
    }),
    { numRuns: 500 },
  )
})
