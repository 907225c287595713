import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { kroner, ore, sumOre } from '#kernel/money.ts'
import { drawn, logOf, start, terms } from '../test-support/random-log.ts'
import { type LoanEvent, type LoanEventBody, type LoanSettings, replayLoan } from './engine/index.ts'
import { settingsOf } from './loan.ts'
import { moneyLog } from './recorded-event.ts'
import { loanStatement, movedIn } from './statement.ts'

const loan: LoanSettings = { amount: kroner(12_000), terms: 12, startPauseMonths: 0, anchorDay: 1 }
let count = 0
const event = (on: string, body: LoanEventBody): LoanEvent => ({ ...body, id: `e${++count}`, on: day(on) })
const shown = (log: readonly LoanEvent[], from: string, to: string) => {
  const statement = loanStatement(loan, log, { from: day(from), to: day(to) })
  return {
    opening: statement.opening,
    lines: statement.lines.map(({ on, change, owed }) => [on.toString(), change, owed]),
    closing: statement.closing,
    ...movedIn(statement),
  }
}

describe('the account of a loan over a period', () => {
  const out = event('2016-01-04', { kind: 'pay_out', amount: kroner(12_000) })
  const first = event('2016-02-01', { kind: 'pay', amount: kroner(1000) })
  const wrong = event('2016-02-20', { kind: 'pay', amount: kroner(777) })
  const fee = event('2016-03-10', { kind: 'charge', amount: kroner(100), due: day('2016-03-20') })
  const log = [out, first, wrong, fee, event('2016-03-11', { kind: 'undo', eventId: wrong.id })]

  test('leads from what was owed before it to what is owed after it, without what was undone', () => {
    expect(shown(log, '2016-02-01', '2016-12-31')).toEqual({
      opening: kroner(12_000),
      lines: [
        ['2016-02-01', kroner(-1000), kroner(11_000)],
        ['2016-03-10', kroner(100), kroner(11_100)],
      ],
      closing: kroner(11_100),
      added: kroner(100),
      taken: kroner(1000),
    })
  })

  test('says what was owed on one day, the movement of that day included', () => {
    expect(shown(log, '2016-01-31', '2016-01-31')).toMatchObject({ opening: kroner(12_000), lines: [], closing: kroner(12_000) })
    expect(shown(log, '2016-02-01', '2016-02-01')).toMatchObject({ opening: kroner(12_000), closing: kroner(11_000) })
    expect(shown(log, '2016-01-01', '2016-01-03'), 'before the payout nothing is owed').toMatchObject({ opening: 0n, closing: 0n })
  })

  test('puts a payment entered late on the day it counts from, and an overpayment as money to come', () => {
    const late = [...log, event('2016-02-10', { kind: 'pay', amount: kroner(11_500) })]
    expect(shown(late, '2016-02-01', '2016-12-31').lines).toEqual([
      ['2016-02-01', kroner(-1000), kroner(11_000)],
      ['2016-02-10', kroner(-11_500), kroner(-500)],
      ['2016-03-10', kroner(100), kroner(-400)],
    ])
  })

  test('takes off at once what is written off, and nothing for what comes in afterwards', () => {
    const lost = [...log, event('2016-06-01', { kind: 'write_off' }), event('2016-07-01', { kind: 'recover', amount: kroner(300) })]
    expect(shown(lost, '2016-04-01', '2016-12-31').lines).toEqual([['2016-06-01', kroner(-11_100), ore(0n)]])
  })
})

test('whatever happens to a loan, its statement ends with what stands on that day, and two that meet make one', () => {
  const settings = settingsOf(terms)
  fc.assert(
    fc.property(drawn, fc.nat(880), fc.nat(880), (list, one, other) => {
      const log = moneyLog(logOf(list))
      const [middle, to] = [start.add({ days: Math.min(one, other) }), start.add({ days: Math.max(one, other) })]
      const whole = loanStatement(settings, log, { from: start, to })
      const state = replayLoan(settings, log, to)
      if (!state.ok) throw new Error(state.refusal.kind)
      expect(whole.closing).toBe(state.value.outstanding - state.value.overpaid)
      expect(whole.opening + sumOre(whole.lines.map(({ change }) => change))).toBe(whole.closing)
      const begun = loanStatement(settings, log, { from: start, to: middle })
      const ended = loanStatement(settings, log, { from: middle.add({ days: 1 }), to })
      expect(ended.opening).toBe(begun.closing)
      expect([...begun.lines, ...ended.lines]).toEqual(whole.lines)
    }),
    { numRuns: 200 },
  )
})
