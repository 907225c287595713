import { expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { type EndingStep, endingDue } from './ending.ts'

const agreement = { startsOn: day('2015-10-01'), endsOn: day('2016-09-30') }

for (const [today, told, tell, passed] of [
  ['2016-01-29', [], null, []],
  ['2016-01-30', [], 'months_8', []],
  ['2016-01-31', ['months_8'], null, []],
  ['2016-03-30', ['months_8'], 'months_6', []],
  ['2016-09-23', ['months_8'], 'days_7', ['months_6', 'months_3', 'days_14']],
  ['2016-09-30', [], 'days_7', ['months_8', 'months_6', 'months_3', 'days_14']],
  ['2016-10-01', [], null, []],
] as const satisfies readonly (readonly [string, readonly EndingStep[], EndingStep | null, readonly EndingStep[]])[])
  test(`on ${today}, told ${told.join(', ') || 'nothing'}: tell ${tell ?? 'nothing'}`, () => {
    expect(endingDue(agreement, day(today), told)).toEqual({ tell, passed })
  })

test('a warning that fell before the agreement began is none', () => {
  expect(endingDue({ startsOn: day('2016-08-01'), endsOn: day('2016-09-30') }, day('2016-08-02'), [])).toEqual({ tell: null, passed: [] })
})
