import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Day, day } from '#kernel/days.ts'
import { ore, sumOre } from '#kernel/money.ts'
import { SlowLoan } from '../test-support/day-by-day.ts'
import { drawn, logOf, start } from '../test-support/random-log.ts'
import { type LoanEvent, type LoanEventBody, type LoanSettings, type LoanState, replayLoan, tryEvent } from './engine/index.ts'
import { lateInterest } from './late-interest.ts'
import type { LoanTerms } from './loan.ts'
import { moneyLog } from './recorded-event.ts'
import type { RateKind, ReferenceRate } from './reference-rate.ts'

const someTerms = fc.record({
  amount: fc.bigInt({ min: 20_000n, max: 400_000n }).map(ore),
  terms: fc.integer({ min: 1, max: 14 }),
  startPauseMonths: fc.nat(3),
  anchorDay: fc.integer({ min: 1, max: 31 }),
  step: fc.constantFrom(ore(1n), ore(100n), ore(5_000n)),
})
const graceDays = fc.constantFrom(0, 3)
const offset = fc.nat(880)

/** Rates as they are kept: half-years of the National Bank, and a supplement that was changed in the middle of one. */
const halfYears = ['2016-01-01', '2016-07-01', '2017-01-01', '2017-07-01', '2018-01-01', '2018-07-01']
const lending = fc.array(fc.integer({ min: -75, max: 460 }), { minLength: halfYears.length, maxLength: halfYears.length })
const supplements = [
  ['2013-03-01', 800],
  ['2016-09-10', 913],
  ['2017-11-30', 650],
] as const
const rate = (kind: RateKind, from: string, value: number): ReferenceRate => {
  return { kind, validFrom: day(from), value: BigInt(value), source: 'x', own: false }
}

const payable = (due: string): string => {
  const at = new Date(due)
  const shift = [1, 0, 0, 0, 0, 0, 2][at.getUTCDay()] ?? 0
  return new Date(at.getTime() + shift * 86_400_000).toISOString().slice(0, 10)
}
const settingsOf = (terms: LoanTerms, grace: number): LoanSettings => {
  return { ...terms, graceDays: grace, payableBy: (due) => day(payable(due.toString())) }
}
const last = (values: readonly (readonly [string, number])[], on: string) => values.findLast(([from]) => from <= on)?.[1] ?? 0

function stateOn(settings: LoanSettings, log: readonly LoanEvent[], on: Day): LoanState {
  const found = replayLoan(settings, log, on)
  if (!found.ok) throw new Error(found.refusal.kind)
  return found.value
}

/** What the engine tells, in the words of the second reckoning. */
function told({ plan, arrears, ...state }: LoanState): object {
  const { paidOut, toPayOut, received, refunded, overpaid, lost, recovered, balance, outstanding, status } = state
  return {
    plan: plan.map(({ due, movedFrom, principal, interest, charges, left, principalLeft, paidOn }) => {
      return {
        due: due.toString(),
        movedFrom: movedFrom?.toString() ?? null,
        principal,
        interest,
        charges,
        left,
        principalLeft,
        paidOn: paidOn?.toString() ?? null,
      }
    }),
    paidOut,
    toPayOut,
    received,
    refunded,
    overpaid,
    lost,
    recovered,
    balance,
    outstanding,
    status,
    arrears: { ...arrears, since: arrears.since?.toString() ?? null },
  }
}

describe('a product loan, whatever happens to it', () => {
  test.each(['act/365', '30/360'] as const)('is the same lived through one day after the other, default interest by %s too', (dayCount) => {
    fc.assert(
      fc.property(someTerms, drawn, graceDays, lending, offset, (terms, list, grace, values, days) => {
        const [log, on] = [logOf(list, terms), start.add({ days })]
        const half = halfYears.map((from, index) => [from, values[index] ?? 0] as const)
        const bpOn = (at: string) => BigInt(Math.max(0, last(half, at) + last(supplements, at)))
        const slow = new SlowLoan({ ...terms, graceDays: grace }, on.toString(), { bpOn, dayCount }, payable).live(moneyLog(log))
        expect(told(stateOn(settingsOf(terms, grace), moneyLog(log), on))).toEqual(slow.state())
        const rates = [
          ...half.map(([from, value]) => rate('national_bank_lending', from, value)),
          ...supplements.map(([from, value]) => rate('late_interest_supplement', from, value)),
        ]
        const interest = lateInterest({ settings: settingsOf(terms, grace), events: log, rates, dayCount, to: on })
        expect(interest).toEqual({ ok: true, value: slow.interest })
      }),
      { numRuns: 200 },
    )
  })

  test('keeps every øre: rows sum to what was paid out, what was paid on them is what came in, and no row is empty or negative', () => {
    fc.assert(
      fc.property(someTerms, drawn, offset, (terms, list, days) => {
        const { plan, ...state } = stateOn(settingsOf(terms, 0), moneyLog(logOf(list, terms)), start.add({ days }))
        expect(sumOre(plan.map((row) => row.principal))).toBe(state.paidOut)
        expect(sumOre(plan.map((row) => row.paid))).toBe(state.received - state.refunded - state.overpaid)
        expect(sumOre(plan.map((row) => row.left))).toBe(state.outstanding + state.lost)
        expect(state.recovered <= state.lost).toBe(true)
        for (const row of plan)
          expect([row.total > 0n, row.left >= 0n, row.paid >= 0n, row.balanceAfter >= 0n]).toEqual([true, true, true, true])
        expect(plan.at(-1)?.balanceAfter ?? 0n).toBe(0n)
      }),
      { numRuns: 250 },
    )
  })

  test('stands after an undo as if the event had never been', () => {
    fc.assert(
      fc.property(someTerms, drawn, fc.nat(), offset, (terms, list, pick, days) => {
        const settings = settingsOf(terms, 0)
        const log = moneyLog(logOf(list, terms))
        const gone = new Set(log.flatMap((event) => (event.kind === 'undo' ? [event.eventId, event.id] : [])))
        const open = log.filter((event) => !gone.has(event.id))
        const target = open[pick % open.length]
        if (target === undefined) throw new Error('a loan was paid out')
        const undo: LoanEvent = { kind: 'undo', id: 'undo', eventId: target.id, on: target.on }
        const [undone, without] = [[...log, undo], open.filter((event) => event !== target)]
        const on = start.add({ days })
        expect(replayed(settings, undone, on)).toEqual(replayed(settings, without, on))
        expect(tryEvent(settings, log, undo, on).ok).toBe(replayLoan(settings, without, day('2018-06-01')).ok)
      }),
      { numRuns: 200 },
    )
  })

  test('owes again what was refunded of a payment that is taken back, from the last instalment on', () => {
    const most = fc.bigInt({ min: 1n, max: 60_000n })
    fc.assert(
      fc.property(someTerms, most, most, most, fc.boolean(), offset, (terms, first, over, back, charged, days) => {
        const event = (id: string, after: number, body: LoanEventBody): LoanEvent => ({ ...body, id, on: start.add({ days: after }) })
        const fee = charged ? [event('fee', 50, { kind: 'charge', amount: ore(5_000n), due: start.add({ days: 60 }) })] : []
        const owed = terms.amount + (charged ? 5_000n : 0n)
        const refunded = ore(back < over ? back : over)
        const log = [
          event('out', 10, { kind: 'pay_out', amount: terms.amount }),
          ...fee,
          event('first', 55, { kind: 'pay', amount: ore(first) }),
          event('rest', 70, { kind: 'pay', amount: ore((first < owed ? owed - first : 0n) + over) }),
          event('refund', 90, { kind: 'refund', amount: refunded }),
          event('undo', 55, { kind: 'undo', eventId: 'first' }),
        ]
        const on = start.add({ days })
        const slow = new SlowLoan({ ...terms, graceDays: 0 }, on.toString(), { bpOn: () => 0n, dayCount: 'act/365' }, payable).live(log)
        const state = stateOn(settingsOf(terms, 0), log, on)
        expect(told(state)).toEqual(slow.state())
        expect(sumOre(state.plan.map((row) => row.paid))).toBe(state.received - state.refunded - state.overpaid)
        expect(state.plan.every((row) => row.paid >= 0n && row.left >= 0n)).toBe(true)
      }),
      { numRuns: 150 },
    )
  })

  test('does not depend on the order of entry of what happened on different days', () => {
    fc.assert(
      fc.property(someTerms, drawn, offset, fc.infiniteStream(fc.nat()), (terms, list, days, stream) => {
        const settings = settingsOf(terms, 0)
        const log = moneyLog(logOf(list, terms)).filter((event, index, all) => {
          return event.kind !== 'undo' && all.findIndex((other) => other.on.equals(event.on)) === index
        })
        const mixed = log.map((event) => ({ event, key: stream.next().value })).toSorted((a, b) => a.key - b.key)
        const on = start.add({ days })
        expect(
          replayed(
            settings,
            mixed.map(({ event }) => event),
            on,
          ),
        ).toEqual(replayed(settings, log, on))
      }),
      { numRuns: 200 },
    )
  })

  test('is shown before an event is entered as it stands once it is, on any day', () => {
    fc.assert(
      fc.property(someTerms, drawn, offset, (terms, list, days) => {
        const settings = settingsOf(terms, 0)
        const log = moneyLog(logOf(list, terms))
        const [newest, on] = [log.at(-1), start.add({ days })]
        if (newest === undefined) throw new Error('a loan was paid out')
        const tried = tryEvent(settings, log.slice(0, -1), newest, on)
        if (!tried.ok) throw new Error(tried.refusal.kind)
        expect(tried.value).toEqual({ before: stateOn(settings, log.slice(0, -1), on), after: stateOn(settings, log, on) })
      }),
      { numRuns: 200 },
    )
  })
})

/** The state, or the kind of refusal: two logs may be refused for events of other identity. */
function replayed(settings: LoanSettings, log: readonly LoanEvent[], on: Day): object {
  const found = replayLoan(settings, log, on)
  return found.ok ? found.value : { refused: found.refusal.kind }
}
