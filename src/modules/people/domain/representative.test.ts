import { expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { type Representative, holdsOn, mayRepresent } from './representative.ts'

const today = day('2016-02-15')

const told: Omit<Representative, 'id'> = {
  name: 'Vera Værge',
  address: 'Prøvevej 1',
  phone: null,
  basis: 'guardianship',
  scope: 'everything',
  from: day('2016-02-01'),
  until: day('2016-02-29'),
  copies: true,
}

test.each([
  ['an end before its beginning', { until: day('2016-01-31') }, 'days_turned'],
  ['copies without an address', { address: ' ' }, 'address_missing'],
  ['a companion who acts', { basis: 'companion', copies: false }, 'companion_acts'],
  ['a companion who gets letters', { basis: 'companion', scope: 'meetings' }, 'companion_acts'],
] as const)('%s is refused', (_, change, kind) => {
  expect(mayRepresent({ ...told, ...change }, today)).toEqual({ ok: false, refusal: { kind } })
})

test.each([
  [{ from: day('1900-01-01') }, { field: 'from', day: { kind: 'day_before', min: day('1916-02-15') } }],
  [{ from: day('2017-02-16') }, { field: 'from', day: { kind: 'day_after', max: day('2017-02-15') } }],
  [{ until: day('2099-12-31') }, { field: 'until', day: { kind: 'day_after', max: day('2046-02-15') } }],
] as const)('a slip of the pen is refused: %o', (change, refusal) => {
  expect(mayRepresent({ ...told, ...change }, today)).toEqual({ ok: false, refusal: { kind: 'out_of_reach', ...refusal } })
})

test('a representation holds from its first to its last day', () => {
  expect(mayRepresent(told, today).ok).toBe(true)
  const days = ['2016-01-31', '2016-02-01', '2016-02-29', '2016-03-01'].map((on) => holdsOn(told, day(on)))
  expect(days).toEqual([false, true, true, false])
  expect(holdsOn({ ...told, until: null }, day('2030-01-01'))).toBe(true)
})
