import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { ore } from '#kernel/money.ts'
import { csv } from './csv.ts'

const written = (rows: Parameters<typeof csv>[0]) => new TextDecoder('utf-8', { ignoreBOM: true }).decode(csv(rows))

test('figures are Danish, days are ISO, lines end in CR LF and the file begins with its mark', () => {
  const cells = [{ day: day('2016-03-01') }, { amount: ore(-138_905n) }, { amount: ore(7n) }, 12, null]
  expect(written([cells])).toBe('\uFEFF2016-03-01;-1389,05;0,07;12;\r\n')
})

test.each(['=1+1', '+45 12', '-2', '@sum', '\tx', '\rx'])('text that a spreadsheet would reckon is kept as text: %j', (text) => {
  expect(
    written([[text]])
      .replaceAll('"', '')
      .startsWith(`\uFEFF'${text}`),
  ).toBe(true)
})

test('whatever text is written is read again, by a reader of quotes that knows nothing of the writer', () => {
  fc.assert(
    fc.property(
      fc.array(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }),
      (rows) => {
        const guarded = rows.map((row) => row.map((text) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).toWellFormed()))
        expect(parsed(written(rows).slice(1))).toEqual(guarded)
      },
    ),
  )
})

function parsed(text: string): string[][] {
  const rows: string[][] = []
  let [row, cell, inside] = [[] as string[], '', false]
  for (let at = 0; at < text.length; at += 1) {
    const sign = text[at] ?? ''
    if (inside) {
      if (sign !== '"') cell += sign
      else if (text[at + 1] === '"') [cell, at] = [`${cell}"`, at + 1]
      else inside = false
    } else if (sign === '"') inside = true
    else if (sign === ';') [row, cell] = [[...row, cell], '']
    else if (sign === '\r' && text[at + 1] === '\n') {
      rows.push([...row, cell])
      ;[row, cell, at] = [[], '', at + 1]
    } else cell += sign
  }
  return rows
}
