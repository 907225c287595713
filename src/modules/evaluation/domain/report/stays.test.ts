import { expect, test } from 'vitest'
import { layStays } from './stays.ts'

test('stays lie by day from the first month held to the cut-off, a leap day among them', () => {
  const picture = layStays(
    [
      { place: 2, kind: 'occupied', from: '2016-02-10', until: '2016-03-01' },
      { place: 1, kind: 'reserved', from: '2016-02-28', until: '2016-02-29' },
    ],
    '2016-03-15',
  )
  expect(picture?.days).toBe(29 + 15)
  expect(picture?.months).toEqual([
    { month: '2016-02-01', start: 0 },
    { month: '2016-03-01', start: 29 },
  ])
  expect(picture?.places).toEqual([
    { place: 1, stretches: [{ start: 27, days: 2, kind: 'reserved' }] },
    { place: 2, stretches: [{ start: 9, days: 21, kind: 'occupied' }] },
  ])
})

test('no stay is no picture', () => {
  expect(layStays([], '2016-03-15')).toBeNull()
})
