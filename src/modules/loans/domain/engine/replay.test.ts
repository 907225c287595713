import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { kroner, ore, sumOre } from '#kernel/money.ts'
import { type LoanEvent, type LoanEventBody, type LoanSettings, type LoanState, makePlan, replayLoan, tryEvent } from './index.ts'

const terms: LoanSettings = { amount: kroner(50_000), terms: 36, startPauseMonths: 0, anchorDay: 1 }
const paidOut: LoanEvent = { id: 'out', kind: 'pay_out', on: day('2016-01-01'), amount: kroner(50_000) }
let count = 0
const event = (on: string, body: LoanEventBody): LoanEvent => ({ ...body, id: `e${++count}`, on: day(on) })
const state = (log: LoanEvent[], asOf: string, settings = terms): LoanState => {
  const found = replayLoan(settings, log, day(asOf))
  if (!found.ok) throw new Error(JSON.stringify(found.refusal, (_, v: unknown) => (typeof v === 'bigint' ? `${v}` : v)))
  return found.value
}

describe('the plan of a product loan', () => {
  test('50,000 kr. over 36 months is 1,389 kr. 35 times and 1,385 kr. the last time', () => {
    const plan = makePlan(terms, day('2016-01-01'))
    if (!plan.ok) throw new Error(plan.refusal.kind)
    expect(plan.value.slice(0, 35).every((row) => row.total === kroner(1_389))).toBe(true)
    expect(plan.value.at(-1)?.total).toBe(kroner(1_385))
    expect(plan.value[0]?.due.toString()).toBe('2016-02-01')
  })
  test('an anchor on the 31st clamps to 29 February and comes back to the 31st', () => {
    const plan = makePlan({ ...terms, anchorDay: 31 }, day('2015-12-31'))
    expect(plan.ok && plan.value.slice(0, 3).map((row) => row.due.toString())).toEqual(['2016-01-31', '2016-02-29', '2016-03-31'])
  })
  test('a start pause of three months lengthens: the first of twelve falls four months after payout', () => {
    const plan = makePlan({ ...terms, terms: 12, startPauseMonths: 3 }, day('2016-01-01'))
    expect(plan.ok && [plan.value.length, plan.value[0]?.due.toString()]).toEqual([12, '2016-05-01'])
  })
  test('any plan sums to its amount and has no zero or negative row', () => {
    const amounts = fc.bigInt({ min: 1n, max: 10_000_000n })
    fc.assert(
      fc.property(amounts, fc.integer({ min: 1, max: 600 }), (amount, months) => {
        const plan = makePlan({ amount: ore(amount), terms: months, startPauseMonths: 0, anchorDay: 31 }, day('2016-01-31'))
        return plan.ok && sumOre(plan.value.map((row) => row.principal)) === amount && plan.value.every((row) => row.total > 0n)
      }),
    )
  })
})

describe('the replay of a product loan', () => {
  test('a payment pays the oldest row first and the rest waits on the next', () => {
    const now = state([paidOut, event('2016-02-01', { kind: 'pay', amount: kroner(2_000) })], '2016-02-02')
    expect([now.plan[0]?.left, now.plan[1]?.paid, now.status, now.balance]).toEqual([0n, kroner(611), 'repaying', kroner(48_000)])
  })
  test('the due day is not late; the day after is', () => {
    expect(state([paidOut], '2016-02-01').arrears.daysPastDue).toBe(0)
    const late = state([paidOut], '2016-02-02')
    expect([late.arrears.daysPastDue, late.arrears.amount, late.status]).toEqual([1, kroner(1_389), 'in_arrears'])
  })
  test('undo restores what was, whatever came between', () => {
    const pay = event('2016-02-01', { kind: 'pay', amount: kroner(5_000) })
    const later = event('2016-03-01', { kind: 'pay', amount: kroner(700) })
    const undone = state([paidOut, pay, later, event('2016-03-02', { kind: 'undo', eventId: pay.id })], '2016-04-01')
    expect(undone).toEqual(state([paidOut, later], '2016-04-01'))
  })
  test('a backdated payment gives the same as one entered in time', () => {
    const a = event('2016-02-01', { kind: 'pay', amount: kroner(1_000) })
    const b = event('2016-03-01', { kind: 'pay', amount: kroner(3_000) })
    expect(state([paidOut, b, a], '2016-04-01')).toEqual(state([paidOut, a, b], '2016-04-01'))
  })
  test('an overpayment waits and pays a later charge at once; the rest can be refunded, no more', () => {
    const all = event('2016-02-01', { kind: 'pay', amount: kroner(50_100) })
    const fee = event('2016-03-01', { kind: 'charge', amount: kroner(60), due: day('2016-03-10') })
    const now = state([paidOut, all, fee], '2016-03-01')
    expect([now.status, now.overpaid, now.outstanding]).toEqual(['overpaid', kroner(40), 0n])
    const tooMuch = tryEvent(terms, [paidOut, all, fee], event('2016-03-02', { kind: 'refund', amount: kroner(41) }), day('2016-03-02'))
    expect(!tooMuch.ok && tooMuch.refusal).toMatchObject({ kind: 'over_overpaid', left: kroner(40) })
  })
  test('moving one instalment moves all later ones and keeps the amounts', () => {
    const moved = event('2016-02-01', { kind: 'defer', deferral: { kind: 'move', fromDue: day('2016-03-01'), newDue: day('2016-03-15') } })
    const now = state([paidOut, moved], '2016-02-01')
    expect(now.plan.slice(0, 4).map((row) => row.due.toString())).toEqual(['2016-02-01', '2016-03-15', '2016-04-15', '2016-05-15'])
    expect(now.plan[1]?.movedFrom?.toString()).toBe('2016-03-01')
  })
  test('two months of pause push every open row two months, the month-end anchor kept', () => {
    const settings = { ...terms, anchorDay: 31 }
    const out: LoanEvent = { ...paidOut, on: day('2015-12-31') } as LoanEvent
    const pause = event('2016-02-01', { kind: 'defer', deferral: { kind: 'pause', fromDue: day('2016-02-29'), months: 2 } })
    expect(
      state([out, pause], '2016-02-01', settings)
        .plan.slice(0, 3)
        .map((row) => row.due.toString()),
    ).toEqual(['2016-01-31', '2016-04-30', '2016-05-31'])
  })
  test('after a write-off only recovery is admitted, and never more than was written off', () => {
    const log = [paidOut, event('2016-06-01', { kind: 'write_off' })]
    const pay = tryEvent(terms, log, event('2016-06-02', { kind: 'pay', amount: kroner(1) }), day('2016-06-02'))
    expect(!pay.ok && pay.refusal.kind).toBe('loan_closed')
    const over = tryEvent(terms, log, event('2016-06-02', { kind: 'recover', amount: kroner(50_001) }), day('2016-06-02'))
    expect(!over.ok && over.refusal.kind).toBe('over_written_off')
  })
  test('paused days are not late days', () => {
    const log = [paidOut, event('2016-02-05', { kind: 'arrears_pause', until: day('2016-02-10') })]
    const now = state(log, '2016-02-21')
    expect([now.arrears.daysPastDue, now.arrears.daysLate]).toEqual([20, 15])
  })
})

describe('no øre is lost', () => {
  const days = fc.integer({ min: 0, max: 900 })
  const amount = fc.bigInt({ min: 1n, max: 3_000_000n }).map(ore)
  const body = fc.oneof(
    amount.map((each): LoanEventBody => ({ kind: 'pay', amount: each })),
    amount.map((each): LoanEventBody => ({ kind: 'credit', amount: each })),
    amount.map((each): LoanEventBody => ({ kind: 'pay_out', amount: each })),
    fc.tuple(amount, days).map(([each, at]): LoanEventBody => ({ kind: 'charge', amount: each, due: day('2016-01-01').add({ days: at }) })),
    fc.tuple(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 24 })).map(
      ([row, extra]): LoanEventBody => ({
        kind: 'defer',
        deferral: { kind: 'extend', fromDue: day('2016-01-01').add({ months: row }), extraTerms: extra },
      }),
    ),
    fc.tuple(days, fc.integer({ min: 1, max: 24 })).map(
      ([at, rows]): LoanEventBody => ({
        kind: 'defer',
        deferral: { kind: 'new_plan', firstDue: day('2016-01-02').add({ days: at }), terms: rows },
      }),
    ),
    amount.map((each): LoanEventBody => ({ kind: 'refund', amount: each })),
  )
  test('what came in and what is left always equal what went out and what was charged', () => {
    const entries = fc.array(fc.tuple(body, days), { maxLength: 25 })
    fc.assert(
      fc.property(entries, (list) => {
        let log: LoanEvent[] = [{ ...paidOut, amount: kroner(30_000) } as LoanEvent]
        for (const [each, at] of list) {
          const tried = tryEvent(terms, log, { ...each, id: `r${log.length}`, on: day('2016-01-01').add({ days: at }) }, day('2019-01-01'))
          if (tried.ok) log = [...log, { ...each, id: `r${log.length}`, on: day('2016-01-01').add({ days: at }) }]
        }
        const end = state(log, '2019-01-01')
        const charged = sumOre(log.flatMap((each) => (each.kind === 'charge' ? [each.amount] : [])))
        const credited = sumOre(log.flatMap((each) => (each.kind === 'credit' ? [each.amount] : [])))
        expect(end.received + credited + end.outstanding).toBe(end.paidOut + charged + end.overpaid + end.refunded)
        expect(end.plan.every((row) => row.principal >= 0n && row.left >= 0n)).toBe(true)
        expect(sumOre(end.plan.map((row) => row.principal))).toBe(end.paidOut)
      }),
    )
  })
})
