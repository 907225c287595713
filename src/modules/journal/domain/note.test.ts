import { expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { mayCorrect, mayNote } from './note.ts'

const today = day('2016-02-29')
const [ours, theirs] = [newId<'organisation'>(), newId<'organisation'>()]
const standing = { organisationId: ours, on: today, words: 'Mødt til tiden.' }

test('what is noted has happened', () => {
  expect(mayNote({ on: today, today }).ok).toBe(true)
  expect(mayNote({ on: day('2016-03-01'), today })).toEqual({ ok: false, refusal: { kind: 'day_in_future' } })
  expect(mayNote({ on: day('1900-02-28'), today })).toEqual({ ok: false, refusal: { kind: 'day_before', min: day('1996-02-29') } })
})

test.each([
  ['another organisation', { organisationId: theirs, on: today, words: 'Noget andet' }, 'not_yours'],
  ['no change at all', { organisationId: ours, on: today, words: 'Mødt til tiden.' }, 'unchanged'],
  ['a day to come', { organisationId: ours, on: day('2016-03-01'), words: 'Mødt til tiden.' }, 'day_in_future'],
] as const)('a correction by %s is refused', (_, wish, kind) => {
  expect(mayCorrect(standing, { ...wish, today })).toEqual({ ok: false, refusal: { kind } })
})

test('the organisation that wrote a note corrects its day or its words', () => {
  expect(mayCorrect(standing, { organisationId: ours, on: day('2016-02-28'), words: standing.words, today }).ok).toBe(true)
  expect(mayCorrect(standing, { organisationId: ours, on: today, words: 'Mødt for sent.', today }).ok).toBe(true)
})
