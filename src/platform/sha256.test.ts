import { expect, test } from 'vitest'
import { sha256Of } from './sha256.ts'

test('a hash is that of the standard’s own example, for a text and for its bytes in UTF-8', () => {
  const ofAbc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'
  expect(sha256Of('abc')).toBe(ofAbc)
  expect(sha256Of(new TextEncoder().encode('abc'))).toBe(ofAbc)
  expect(sha256Of('Næstved')).toBe(sha256Of(new TextEncoder().encode('Næstved')))
})
