import { expect, test } from 'vitest'
import { fill, namedFigures, wordsIn } from './sections.ts'

const told = (code: string, share: boolean) => (share ? '3 / 5' : code === 'started' ? 'et skjult antal' : '7')

test.each([
  ['Der er [[started]] begyndt.', 'Der er et skjult antal begyndt.'],
  ['Det går godt. [[started]] er begyndt.', 'Det går godt. Et skjult antal er begyndt.'],
  ['[[started]] er begyndt.\n\n[[started]] fortsætter.', 'Et skjult antal er begyndt.\n\nEt skjult antal fortsætter.'],
  ['Antal: [[started]], [[started%]].', 'Antal: et skjult antal, 3 / 5.'],
  ['[[places]] pladser', '7 pladser'],
])('%j reads %j', (words, read) => expect(fill(words, told)).toBe(read))

test('the figures that words name are found, also by their share', () => {
  expect(namedFigures('[[started]] og [[refused:debt%]], ikke [[Nej]]')).toEqual(['started', 'refused:debt'])
})

test.each([
  ['Alle må læse det.', 'Alle må læse det.', 'Alle må læse det.'],
  ['Åbent.\n\n[[closed]] En fik job.\n\nÅbent igen.', 'Åbent.\n\nÅbent igen.', 'Åbent.\n\nEn fik job.\n\nÅbent igen.'],
  ['[[closed]]\nEn fik job.', '', 'En fik job.'],
  ['En fik job. [[closed]]', '', 'En fik job. '],
])('%j is open as %j, closed as %j', (words, open, closed) => {
  expect([wordsIn(words, 'open'), wordsIn(words, 'closed')]).toEqual([open, closed])
  expect(namedFigures(words)).toEqual([])
})
