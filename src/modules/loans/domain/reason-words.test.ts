import { expect, test } from 'vitest'
import { reasonWords } from './reason-words.ts'

test('a letter gives the reason’s name and the words, and does not begin with “Andet.”', () => {
  const season = { name: { da: 'Sæson', en: 'Season' }, needsText: false }
  const other = { name: { da: 'Andet', en: 'Other' }, needsText: true }
  const said = 'Kunderne kommer i januar.'
  expect([season, other, null].map((named) => reasonWords(named, said, 'da'))).toEqual([`Sæson. ${said}`, said, said])
})
