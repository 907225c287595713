import { expect, test } from 'vitest'
import { addressLines } from './address.ts'

test.each([
  ['Åboulevarden 12, 3. tv.\n8000 Ærøskøbing', ['Åboulevarden 12, 3. tv.', '8000 Ærøskøbing']],
  ['Åboulevarden 12, 3. tv., 8000 Ærøskøbing', ['Åboulevarden 12, 3. tv.', '8000 Ærøskøbing']],
  ['Vej 1,\r\n\r\n2635 Ishøj', ['Vej 1', '2635 Ishøj']],
  ['', []],
])('the address %j is written in these lines', (address, lines) => {
  expect(addressLines(address)).toEqual(lines)
})
