import { expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { dueOf, mayAnswer } from './access-request.ts'

test.each([
  ['an ordinary Monday', 'party', '2016-02-01', '2016-02-10'],
  ['the week before Easter', 'party', '2016-03-21', '2016-04-04'],
  ['Christmas', 'party', '2025-12-22', '2026-01-05'],
  ['a Saturday', 'party', '2016-02-06', '2016-02-16'],
  ['the last of January, for own data', 'own_data', '2016-01-31', '2016-02-29'],
] as const)('the clock of %s', (_, kind, received, due) => {
  expect(dueOf(kind, day(received)).toString()).toBe(due)
})

test('the file is handed out once, when each thing kept to the organisation has got its word', () => {
  const items = [
    { noun: 'note', id: 'a' },
    { noun: 'document', id: 'b' },
  ] as const
  const half = new Map([['a', 'give' as const]])
  const whole = new Map([...half, ['b', 'internal_work' as const]])
  expect(mayAnswer({ answered: false }, items, half)).toEqual({ ok: false, refusal: { kind: 'items_open', ids: ['b'] } })
  expect(mayAnswer({ answered: false }, items, whole).ok).toBe(true)
  expect(mayAnswer({ answered: true }, items, whole)).toEqual({ ok: false, refusal: { kind: 'already_answered' } })
})
