import { expect, test } from 'vitest'
import { texts } from './texts.ts'

test.each(['da', 'en'] as const)('in the log no two things are told by the same words (%s)', (lang) => {
  const { pages, modules } = texts(lang)
  // Whoever opens their own page is told of it by its name, whichever of its parts it was.
  const { portal: _, ...others } = modules
  const words = [...Object.values(pages), ...Object.values(others)]
  expect(words.filter((word, at) => words.indexOf(word) !== at)).toEqual([])
})
