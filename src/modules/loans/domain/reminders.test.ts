import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { kroner } from '#kernel/money.ts'
import { type LoanEvent, replayLoan } from './engine/index.ts'
import type { RecordedEvent } from './recorded-event.ts'
import { ladderOf, rungDue } from './reminders.ts'

const settings = { amount: kroner(1000), terms: 10, startPauseMonths: 0, anchorDay: 1 }
const ladder = ladderOf([
  { kind: 'friendly', afterDays: 3, feeOre: kroner(0) },
  { kind: 'coach', afterDays: 7, feeOre: kroner(0) },
  { kind: 'reminder', afterDays: 14, feeOre: kroner(100) },
  { kind: 'reminder', afterDays: 24, feeOre: kroner(100) },
  { kind: 'reminder', afterDays: 34, feeOre: kroner(0) },
])
const paidOut: LoanEvent = { id: 'out', on: day('2016-04-15'), kind: 'pay_out', amount: kroner(1000) }
const on = (text: string, log: readonly LoanEvent[] = [paidOut]) => {
  const standing = replayLoan(settings, log, day(text))
  if (!standing.ok) throw new Error('cannot be replayed')
  return standing.value
}
const event = (name: RecordedEvent['name'], text: string, payload: RecordedEvent['payload'] = {}): RecordedEvent => ({
  id: `${name} ${text}`,
  name,
  on: day(text),
  at: Temporal.Instant.from(`${text}T10:00:00Z`),
  accountId: null,
  organisationId: null,
  reason: null,
  payload,
  amount: null,
  undoes: null,
  words: null,
})

test('is friendly after three days, never on the day itself or before', () => {
  expect(rungDue([], on('2016-06-01'), ladder, 10)).toBeNull()
  expect(rungDue([], on('2016-06-03'), ladder, 10)).toBeNull()
  expect(rungDue([], on('2016-06-04'), ladder, 10)?.rung.kind).toBe('friendly')
})

test('stops on the day a deferral is asked for, on a dispute and on death; goes on when it is answered', () => {
  const late = on('2016-06-20')
  for (const name of ['ask_deferral', 'dispute', 'note_death'] as const)
    expect(rungDue([event(name, '2016-06-20')], late, ladder, 10), name).toBeNull()
  const answered = [event('ask_deferral', '2016-06-18'), event('refuse_deferral', '2016-06-19')]
  expect(rungDue(answered, late, ladder, 10)?.rung.n).toBe(1)
  const settled = [event('dispute', '2016-06-10'), event('end_dispute', '2016-06-19')]
  expect(rungDue(settled, late, ladder, 10)?.rung.n).toBe(1)
  expect(rungDue([...settled, event('note_death', '2016-06-20')], late, ladder, 10)).toBeNull()
})

test('run every day or with gaps, it sends each rung once, reminders ten days apart, and never starts again when a date is moved', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 30, maxLength: 60 }), (gaps) => {
      const events: RecordedEvent[] = []
      let today = day('2016-06-02')
      for (const gap of gaps) {
        today = today.add({ days: gap })
        const due = rungDue(events, on(today.toString()), ladder, 10)
        if (due === null) continue
        events.push(event('remind', today.toString(), { rung: due.rung.n, due: due.claimDue }))
        expect(rungDue(events, on(today.toString()), ladder, 10), 'the same day again').toBeNull()
      }
      const numbers = events.map((each) => each.payload.rung)
      expect(numbers).toEqual(numbers.map((_, index) => index + 1))
      const reminders = events.filter((each) => (each.payload.rung ?? 0) >= 4)
      for (const [index, each] of reminders.entries()) {
        const before = index === 0 ? events.find((one) => one.payload.rung === 3) : reminders[index - 1]
        expect(before?.on.until(each.on).days ?? 10).toBeGreaterThanOrEqual(10)
      }
    }),
  )
  const moved: LoanEvent = {
    id: 'd',
    on: day('2016-05-20'),
    kind: 'defer',
    deferral: { kind: 'move', fromDue: day('2016-06-01'), newDue: day('2016-07-01') },
  }
  const sent = [1, 2, 3].map((n) => event('remind', `2016-07-0${n}`, { rung: n, due: day('2016-06-01') }))
  expect(rungDue(sent, on('2016-08-20', [paidOut, moved]), ladder, 10)?.rung.n).toBe(4)
})
