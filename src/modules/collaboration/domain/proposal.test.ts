import { expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { proposableKinds, refusedDays } from './proposal.ts'

const today = day('2016-12-11')
const pause = { kind: 'pause', from: day('2016-12-20'), until: day('2017-01-10') } as const

test.each([
  ['a first day long past', { ...pause, from: day('1916-12-20') }, { kind: 'out_of_reach', field: 'from' }],
  ['a last day far ahead', { ...pause, until: day('2107-01-10') }, { kind: 'out_of_reach', field: 'until' }],
  ['a prolongation far ahead', { kind: 'prolong', until: day('2099-01-01') }, { kind: 'out_of_reach', field: 'until' }],
  ['an appointment far ahead', { ...pause, kind: 'new_time', until: day('2061-01-10') }, { kind: 'out_of_reach', field: 'until' }],
  ['a pause that ends before it begins', { ...pause, until: day('2016-12-19') }, { kind: 'until_before_from' }],
] as const)('%s is refused', (_, change, refusal) => {
  expect(refusedDays(change, today)).toMatchObject(refusal)
})

test('what can be proposed is what can be: nothing of a course that has ended but a word, and nothing once the case is closed', () => {
  const run = { prolong: false, pause: true, underWay: true, closed: false }
  expect(proposableKinds(run)).toEqual(['pause', 'new_time', 'goal', 'other'])
  expect(proposableKinds({ ...run, pause: false, underWay: false })).toEqual(['other'])
  expect(proposableKinds({ ...run, underWay: false, closed: true })).toEqual([])
})

test('a pause that has begun, an earlier hour and a goal are proposed freely', () => {
  expect(refusedDays({ ...pause, from: day('2016-12-05') }, today)).toBeNull()
  expect(refusedDays({ kind: 'new_time', from: day('2016-12-20'), until: day('2016-12-19') }, today)).toBeNull()
  expect(refusedDays({ kind: 'goal' }, today)).toBeNull()
})
