import { expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { isComing } from './coming.ts'

const today = day('2016-10-12')
const planned = { on: day('2016-10-14'), tookPlace: null, cancelledAt: null }

test.each([
  ['a planned session', planned, true],
  ['one of today', { ...planned, on: today }, true],
  ['a cancelled one', { ...planned, cancelledAt: Temporal.Instant.from('2016-10-11T08:00:00Z') }, false],
  ['one that was held this morning', { ...planned, on: today, tookPlace: true }, false],
  ['one that did not take place', { ...planned, on: today, tookPlace: false }, false],
  ['yesterday’s without a register', { ...planned, on: day('2016-10-11') }, false],
])('%s is told of as coming, or is not: %o', (_, session, coming) => {
  expect(isComing(session, today)).toBe(coming)
})
