import { expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { anewOf } from './anew.ts'

const happened = (name: 'refuse' | 'change_after_complaint' | 'review' | 'conciliate', payload = {}) => ({
  name,
  on: day('2016-03-01'),
  payload,
  text: name === 'change_after_complaint' ? 'Kunderne er bekræftet.' : null,
})
const standing = { state: 'joint_assessment', hearingUntil: null, expectedOn: null } as const
const anew = (history: Parameters<typeof anewOf>[1], over: Partial<Parameters<typeof anewOf>[0]> = {}, today = '2016-03-02') =>
  anewOf({ ...standing, ...over }, history, day(today))

test('who toppled the decision is told apart: the authority itself, or the board, which changed it or sent it back', () => {
  const by = (appeal: string | null) => anew([happened('refuse'), happened('change_after_complaint', { appeal })])?.by
  expect([by(null), by('changed'), by('sent_back')]).toEqual(['authority', 'changed', 'sent_back'])
})

test('the new decision is expected by the rhythm of what is left, or by the day that was told, and is late after it', () => {
  const history = [happened('change_after_complaint'), happened('conciliate')]
  expect(anew(history)).toMatchObject({ expectedOn: day('2016-03-16'), late: false, why: 'Kunderne er bekræftet.' })
  expect(anew(history, {}, '2016-03-17')?.late).toBe(true)
  expect(anew(history, { expectedOn: day('2016-04-01') }, '2016-03-17')).toMatchObject({ expectedOn: day('2016-04-01'), late: false })
})

test('nothing is told anew once it is heard or decided, nor of a round that a review began', () => {
  const history = [happened('change_after_complaint')]
  for (const state of ['refusal_proposed', 'accepted', 'refused', 'not_now'] as const) expect(anew(history, { state })).toBeNull()
  expect(anew([...history, happened('review')])).toBeNull()
  expect(anew([happened('refuse')])).toBeNull()
})
