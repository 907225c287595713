import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Day } from '#kernel/days.ts'
import { sumOre } from '#kernel/money.ts'
import { counted } from '../test-support/counted-share.ts'
import { drawn, logOf, start, terms } from '../test-support/random-log.ts'
import { replayLoan } from './engine/index.ts'
import { settingsOf } from './loan.ts'
import { type RecordedEvent, moneyLog } from './recorded-event.ts'
import { type Stretch, bearsFrom, stretchesSince } from './stretch.ts'

const stretchOn = (log: readonly RecordedEvent[], on: Day): Stretch => {
  const found = stretchesSince(terms, log, start).find(
    (each) => Temporal.PlainDate.compare(each.from, on) <= 0 && (each.until === null || Temporal.PlainDate.compare(on, each.until) < 0),
  )
  if (found === undefined) throw new Error('every day lies in a stretch')
  return found
}

test('what a stretch says of any day in it is what the log replayed to that day says', () => {
  fc.assert(
    fc.property(drawn, fc.nat(700), (list, offset) => {
      const log = logOf(list)
      const on = start.add({ days: offset })
      const stretch = stretchOn(log, on)
      const state = replayLoan(settingsOf(terms), moneyLog(log), on)
      if (!state.ok) throw new Error(state.refusal.kind)
      const late = stretch.open.filter((row) => Temporal.PlainDate.compare(row.payableBy, on) < 0)
      expect(stretch.balance).toBe(state.value.balance)
      expect(sumOre(stretch.open.map((row) => row.left))).toBe(state.value.outstanding)
      expect(sumOre(late.map((row) => row.left))).toBe(state.value.arrears.amount)
      expect(late[0]?.payableBy.toString() ?? null).toBe(state.value.arrears.since?.toString() ?? null)
    }),
    { numRuns: 150 },
  )
})

test('writing only what the newest event bears on gives the same stretches as writing all of them', () => {
  fc.assert(
    fc.property(drawn, (list) => {
      const log = logOf(list)
      const whole = stretchesSince(terms, log, start)
      const before = stretchesSince(terms, log.slice(0, -1), start)
      const newest = log.at(-1)
      if (newest === undefined) throw new Error('a log has events')
      const since = bearsFrom(newest, log)
      const kept = before.filter((each) => Temporal.PlainDate.compare(each.from, since) < 0)
      const ended = kept.map((each) =>
        each.until === null || Temporal.PlainDate.compare(each.until, since) > 0 ? { ...each, until: since } : each,
      )
      const text = (all: typeof whole) =>
        all.map((each) => JSON.stringify(each, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)))
      expect(text([...ended, ...stretchesSince(terms, log, since)])).toEqual(text(whole))
    }),
    { numRuns: 150 },
  )
})

test('what a loan takes of its pot is what its log counts up to: offered, accepted, repaid, lost and recovered, fees and interest in none', () => {
  fc.assert(
    fc.property(drawn, fc.nat(800), (list, offset) => {
      const log = logOf(list)
      const on = start.add({ days: offset })
      const { share, balance } = stretchOn(log, on)
      expect(share).toEqual(counted(terms, log, on))
      const paidOut = log.filter((each) => each.name === 'pay_out' && Temporal.PlainDate.compare(each.on, on) <= 0)
      expect(balance + share.repaid + share.lost).toBe(sumOre(paidOut.flatMap((each) => each.amount ?? [])))
    }),
    { numRuns: 400 },
  )
})

test('an offer ends on its thirtieth day, and is told of only while it stands', () => {
  const log = logOf([]).slice(0, 3)
  expect(stretchOn(log, start.add({ days: 18 })).offerEnds?.toString()).toBe(start.add({ days: 48 }).toString())
  expect(stretchOn(logOf([]), start.add({ days: 40 })).offerEnds).toBeNull()
})
