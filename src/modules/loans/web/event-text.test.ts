import { expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import type { RecordedEvent } from '../domain/recorded-event.ts'
import { byWhom, eventText, isBorrowersStep } from './event-text.ts'

const at = Temporal.Instant.from('2016-04-12T10:00:00Z')
const event = (name: RecordedEvent['name'], accountId: string | null, organisationId: string | null): RecordedEvent => {
  const rest = { reason: null, payload: {}, amount: null, undoes: null, words: null }
  return { id: name, name, on: day('2016-04-12'), at, accountId, organisationId, ...rest }
}
const names = new Map([
  ['a', 'Amina Yıldız'],
  ['h', 'Hanne Krog'],
])

test('who did it is named, and for whom where staff did what is the borrower’s own', () => {
  expect(byWhom(event('apply', 'a', null), names, 'da')).toBe('Amina Yıldız')
  expect(byWhom(event('apply', 'h', 'o'), names, 'da')).toBe('Hanne Krog på borgerens vegne')
  expect(byWhom(event('accept', 'h', 'o'), names, 'en')).toBe('Hanne Krog on the citizen’s behalf')
  expect(byWhom(event('advise', 'h', 'o'), names, 'da')).toBe('Hanne Krog')
  expect(byWhom(event('remind', null, 'o'), names, 'da'), 'the program').toBeNull()
  expect(byWhom(event('apply', 'x', null), names, 'da'), 'a protected citizen').toBeNull()
})

test('the case’s other parties are told whose a step of the borrower’s was, and no more', () => {
  expect([isBorrowersStep(event('apply', 'a', null)), isBorrowersStep(event('approve', 'h', 'o'))]).toEqual([true, false])
})

test('the log of the arrears clock says until when it was paused, where that was said', () => {
  const paused = (until: string | null) => ({ ...event('arrears_pause', 'h', 'o'), payload: { until: until === null ? null : day(until) } })
  expect(eventText(paused('2016-11-20'), null, 'da')).toBe('Restancen sat i bero, dagene tæller igen fra 20.11.2016')
  expect(eventText(paused(null), null, 'en')).toBe('Arrears clock paused')
})
