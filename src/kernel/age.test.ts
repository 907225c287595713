import { expect, test } from 'vitest'
import { comesOfAgeOn } from './age.ts'
import { day } from './days.ts'

test.each([
  ['1998-10-12', '2016-10-12'],
  ['1998-03-01', '2016-03-01'],
  ['2000-02-28', '2018-02-28'],
  ['2000-02-29', '2018-03-01'],
  ['1998-02-28', '2016-02-28'],
])('who was born on %s is 18 from %s', (born, adult) => {
  expect(comesOfAgeOn(day(born))).toEqual(day(adult))
})
