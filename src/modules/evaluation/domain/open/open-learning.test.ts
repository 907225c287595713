import { expect, test } from 'vitest'
import type { Learning } from '../report/learning.ts'
import { shownLearning } from './open-learning.ts'

const learning: Learning = {
  lessons: [{ about: 'criterion', title: 'Gæld', words: 'Kun til parterne', learnedOn: '2016-03-01', organisation: 'Næstved' }],
  changes: [{ kind: 'places', on: '2016-04-01', before: 2, after: 3, reason: 'Venteliste' }],
  gaps: [
    { kind: 'basis_end', owner: 'acting_job_centre', cases: 2, code: 'unknown_end' },
    { kind: 'answers', owner: 'provider', cases: 1, code: null },
    { kind: 'price', owner: 'purchaser', cases: 0, code: null },
  ],
}
const open = (withheld: Parameters<typeof shownLearning>[0]['withheld']) => shownLearning({ learning, withheld }, 'open')

test('the open version has the headings of lessons and the kinds of gaps, neither words nor numbers of cases', () => {
  const shown = open({})
  expect(JSON.stringify(shown)).not.toContain('Kun til parterne')
  expect(JSON.stringify(shown)).not.toContain('Venteliste')
  expect(shown?.gaps.map(({ kind, cases }) => [kind, cases])).toEqual([
    ['basis_end', null],
    ['answers', null],
    ['price', null],
  ])
})

test('a missing answer is not told where answers are withheld, and no gap of a person where no count may be told', () => {
  expect(open({ answered_staff_end: 'small' })?.gaps.map(({ kind }) => kind)).toEqual(['basis_end', 'price'])
  expect(open({ started: 'untold' })?.gaps.map(({ kind }) => kind)).toEqual(['price'])
})

test('the closed version has all; a report frozen before it was kept has none', () => {
  expect(shownLearning({ learning, withheld: {} }, 'closed')).toEqual(learning)
  expect(shownLearning({ withheld: {} }, 'closed')).toBeNull()
})
