import { expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { checksOf } from './page.tsx'

const run = { state: 'after_care', run: { endedOn: day('2015-12-18'), diedOn: null } } as const
const check = { name: 'record_check', basis: null, business: null } as const

test('whoever was not reached is not told that they were asked; the questions to come keep their days', () => {
  const events = [
    { ...check, month: 3, on: day('2016-03-18'), finding: 'job' },
    { ...check, month: 6, on: day('2016-06-18'), finding: 'not_reached' },
  ] as const
  expect(checksOf({ ...run, events }).checks).toEqual([
    { months: 3, dueOn: day('2016-03-18'), askedOn: day('2016-03-18'), reached: true },
    { months: 6, dueOn: day('2016-06-18'), askedOn: day('2016-06-18'), reached: false },
    { months: 12, dueOn: day('2016-12-18'), askedOn: null, reached: false },
    { months: 24, dueOn: day('2017-12-18'), askedOn: null, reached: false },
  ])
})

test('nobody is asked after a death, nor while the run goes on', () => {
  expect(checksOf({ ...run, events: [], run: { ...run.run, diedOn: day('2016-01-01') } }).checks).toEqual([])
  expect(checksOf({ state: 'main', events: [], run: { endedOn: null, diedOn: null } }).checks).toEqual([])
})
