import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Day, day } from '#kernel/days.ts'
import { kroner, sumOre } from '#kernel/money.ts'
import { tryEvent, replayLoan } from './engine/index.ts'
import { type LoanTerms, settingsOf } from './loan.ts'
import { type RecordedEvent, moneyLog, payloadSchema } from './recorded-event.ts'
import { bearsFrom, stretchesSince } from './stretch.ts'

const terms: LoanTerms = { amount: kroner(1000), terms: 10, startPauseMonths: 0, anchorDay: 1, step: kroner(1) }
const start = day('2016-01-04')
const at = Temporal.Instant.from('2016-01-04T12:00:00Z')
const event = (n: number, name: RecordedEvent['name'], on: Day, payload: object): RecordedEvent => {
  const parsed = payloadSchema.parse(payload)
  const undoes = name === 'undo' || name === 'undo_deferral' ? (parsed.event ?? null) : null
  return { id: String(n), name, on, at, accountId: null, reason: null, payload: parsed, amount: parsed.amount ?? null, undoes, words: null }
}

const drawn = fc.array(
  fc.record({
    wait: fc.nat(40),
    back: fc.nat(60),
    kind: fc.constantFrom('pay', 'pay', 'pay', 'undo', 'defer', 'remind', 'arrears_pause', 'write_off', 'dispute', 'ask_deferral'),
    amount: fc.integer({ min: 1, max: 400 }),
    pick: fc.nat(),
  }),
  { maxLength: 10 },
)
type Drawn = { wait: number; back: number; kind: string; amount: number; pick: number }

/** A log that could have been entered: what the engine refuses is left out. */
function logOf(list: readonly Drawn[]): RecordedEvent[] {
  const log = [event(0, 'apply', start, { amount: '100000' }), event(1, 'pay_out', start, { amount: '100000' })]
  let today = start
  for (const [index, { wait, back, kind, amount, pick }] of list.entries()) {
    today = today.add({ days: wait })
    const earlier = today.subtract({ days: back })
    const on = Temporal.PlainDate.compare(earlier, start) < 0 ? start : earlier
    const next = nextEvent(index + 2, { kind, amount, pick, on, today, log })
    if (next !== null && stands(log, next)) log.push(next)
  }
  return log
}

function nextEvent(
  n: number,
  given: Omit<Drawn, 'wait' | 'back'> & { on: Day; today: Day; log: readonly RecordedEvent[] },
): RecordedEvent | null {
  const { kind, amount, pick, on, today, log } = given
  const ore = String(amount * 100)
  switch (kind) {
    case 'pay':
      return event(n, 'pay', on, { amount: ore })
    case 'undo': {
      const open = log.filter((one) => one.name === 'pay' && !log.some((other) => other.undoes === one.id))
      const target = open[pick % Math.max(open.length, 1)]
      return target === undefined ? null : event(n, 'undo', today, { event: target.id })
    }
    case 'defer': {
      const state = replayLoan(settingsOf(terms), moneyLog(log), today)
      const next = state.ok ? state.value.next : null
      return next === null
        ? null
        : event(n, 'defer', today, { deferral: { kind: 'pause', fromDue: next.due.toString(), months: 1 + (pick % 3) } })
    }
    case 'remind':
      return event(n, 'remind', today, { amount: '10000', due: today.toString() })
    case 'arrears_pause':
      return event(n, 'arrears_pause', today, { until: today.add({ days: 1 + (pick % 40) }).toString() })
    case 'write_off':
      return pick % 3 === 0 ? event(n, 'write_off', today, {}) : null
    case 'dispute':
    case 'ask_deferral':
      return event(n, kind, today, {})
    default:
      return null
  }
}

function stands(log: readonly RecordedEvent[], next: RecordedEvent): boolean {
  const [body] = moneyLog([next])
  return body === undefined || tryEvent(settingsOf(terms), moneyLog(log), body, day('2018-01-01')).ok
}

test('what a stretch says of any day in it is what the log replayed to that day says', () => {
  fc.assert(
    fc.property(drawn, fc.nat(700), (list, offset) => {
      const log = logOf(list)
      const on = start.add({ days: offset })
      const stretch = stretchesSince(terms, log, start).find(
        (each) => Temporal.PlainDate.compare(each.from, on) <= 0 && (each.until === null || Temporal.PlainDate.compare(on, each.until) < 0),
      )
      const state = replayLoan(settingsOf(terms), moneyLog(log), on)
      if (!state.ok || stretch === undefined) throw new Error('every day lies in a stretch')
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
