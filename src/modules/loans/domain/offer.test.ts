import { expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { offerEnds, refusedAcceptance } from './offer.ts'

const offered = (on: string) => ({ name: 'approve', on: day(on) }) as const

test.each([
  ['2016-02-01', '2016-03-02', 'thirty days, over the leap day'],
  ['2015-12-15', '2016-01-14', 'over the new year'],
])('an offer of %s stands to %s included, and not the day after', (on, last) => {
  expect(refusedAcceptance([offered(on)], day(last))).toBeNull()
  expect(refusedAcceptance([offered(on)], day(last).add({ days: 1 }))).toEqual({ kind: 'offer_expired', answerBy: day(last) })
})

test('the newest offer counts, and where none was made nothing ends', () => {
  expect(offerEnds([offered('2016-01-01'), { name: 'return', on: day('2016-01-02') }, offered('2016-02-01')])).toEqual(day('2016-03-02'))
  expect(offerEnds([{ name: 'apply', on: day('2016-01-01') }])).toBeNull()
})
