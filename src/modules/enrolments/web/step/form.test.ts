import { expect, test } from 'vitest'
import { readStepForm } from './form.ts'

const body = (fields: Record<string, string>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}
const lacks = (fields: Record<string, string>) => {
  const read = readStepForm('record_check', body(fields), [])
  return read.ok ? [] : Object.keys(read.refusal)
}

test('a follow-up is told all that it lacks at once, in the order of the form; of somebody who was not reached nothing more is asked', () => {
  expect(lacks({ month: '3' })).toEqual(['finding', 'basis', 'business'])
  expect(lacks({ month: '3', finding: 'job' })).toEqual(['basis', 'business'])
  expect(lacks({ month: '3', finding: 'job', basis: 'self_supporting' })).toEqual(['business'])
  expect(lacks({ month: '3', finding: 'not_reached' })).toEqual([])
})
