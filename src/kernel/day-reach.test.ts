import { expect, test } from 'vitest'
import { outOfReach } from './day-reach.ts'
import { day } from './days.ts'

const today = day('2016-02-29')

test.each([
  ['happened', '1996-02-29', '2016-02-29'],
  ['planned', '2016-02-29', '2021-02-28'],
  ['proposed', '2015-02-28', '2021-02-28'],
  ['appointed', '1916-02-29', '2017-02-28'],
  ['appointedUntil', '1916-02-29', '2046-02-28'],
] as const)('a day of the sort %s lies from %s to %s, both included', (sort, first, last) => {
  const [min, max] = [day(first), day(last)]
  expect([outOfReach(min, sort, today), outOfReach(max, sort, today)]).toEqual([null, null])
  expect(outOfReach(min.subtract({ days: 1 }), sort, today)).toEqual({ kind: 'day_before', min })
  expect(outOfReach(max.add({ days: 1 }), sort, today)).toEqual({ kind: 'day_after', max })
})
