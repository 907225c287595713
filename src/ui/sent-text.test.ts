import { expect, test } from 'vitest'
import { sentText } from './sent-text.ts'

const sent = (fields: Record<string, string | Uint8Array<ArrayBuffer>>) => {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, typeof value === 'string' ? value : new File([value], 'fil.json'))
  return sentText(form)
}

test('a file keeps its Danish letters, saved as UTF-8 with or without its mark or as an older editor on Windows does', async () => {
  const bytes = new TextEncoder().encode('{"name":"Næstved"}')
  expect(await sent({ file: bytes })).toBe('{"name":"Næstved"}')
  expect(await sent({ file: new Uint8Array([0xef, 0xbb, 0xbf, ...bytes]) })).toBe('{"name":"Næstved"}')
  expect(await sent({ file: Uint8Array.from('{"name":"Næstved"}', (sign) => sign.charCodeAt(0)) })).toBe('{"name":"Næstved"}')
})

test('what was pasted counts where no file was sent, and nothing is nothing', async () => {
  expect(await sent({ file: new Uint8Array(), text: ' {} ' })).toBe('{}')
  expect(await sent({ file: new Uint8Array([0x7b, 0x7d]), text: 'pasted' })).toBe('{}')
  expect(await sent({})).toBe('')
})
