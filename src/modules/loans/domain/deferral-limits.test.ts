import { expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { overLimit } from './deferral-limits.ts'
import type { Deferral, LoanEvent } from './engine/index.ts'

const fromDue = day('2016-06-01')
const pause = (months: number): Deferral => ({ kind: 'pause', fromDue, months })
const extend = (extraTerms: number): Deferral => ({ kind: 'extend', fromDue, extraTerms })
const log = (...deferrals: Deferral[]): LoanEvent[] =>
  deferrals.map((deferral, index) => ({ kind: 'defer', deferral, id: String(index), on: day('2016-05-10') }))
const undo: LoanEvent = { kind: 'undo', eventId: '0', id: 'undo', on: day('2016-05-11') }

test.each<[string, Deferral, LoanEvent[], object | null]>([
  ['six months', pause(6), [], null],
  ['a seventh', pause(1), log(pause(6)), { used: 6, most: 6 }],
  ['six months, when those before were taken back', pause(6), [...log(pause(6)), undo], null],
  ['twelve more instalments', extend(12), [], null],
  ['a thirteenth', extend(1), log(extend(7), extend(5)), { used: 12, most: 12 }],
  ['twelve more instalments beside six months', extend(12), log(pause(6)), null],
  ['a new plan', { kind: 'new_plan', firstDue: fromDue, terms: 2 }, [], { used: 0, most: 6 }],
])('over the loan’s life the adviser grants alone, or not: %s', (_, deferral, before, refused) => {
  expect(overLimit(deferral, before)).toEqual(refused === null ? null : { kind: 'over_deferral_limit', ...refused })
})
