import { expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { heldDay } from './rows.ts'

test.each([
  ['2016-10-12', '2016-10-21', { number: 2, of: 10 }],
  ['2016-10-01', '2016-10-10', { number: 13, of: 10 }],
  // Assessed anew after the day to decide by: three days late, and not the first day of one.
  ['2016-10-13', '2016-10-10', { number: 1, of: -2 }],
] as const)('a ball that came on %s and is due on %s is held so on 13 October', (since, dueOn, held) => {
  expect(heldDay({ since: day(since), dueOn: day(dueOn) }, day('2016-10-13'))).toEqual(held)
})
