import { expect, test } from 'vitest'
import { isId, newId, parseId } from './ids.ts'

test('a new identity is read back as itself, and two are never the same', () => {
  const id = newId<'loan'>()
  expect(isId(id)).toBe(true)
  expect(parseId<'loan'>(id)).toBe(id)
  expect(newId<'loan'>()).not.toBe(id)
})

for (const text of [
  '',
  '12',
  undefined,
  null,
  'DROP TABLE',
  '00000000-0000-0000-0000-00000000000',
  '00000000-0000-0000-0000-00000000000G',
]) {
  test(`"${text}" has not the form of an identity`, () => expect(parseId(text)).toBeNull())
}
