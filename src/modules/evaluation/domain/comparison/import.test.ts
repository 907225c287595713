import { expect, test } from 'vitest'
import { readComparison, readReferences } from './import.ts'

test('a file in the documented form is read whole', () => {
  const text =
    '\uFEFF# Iværksætterhuset\r\nreferred;64\r\nstarted; 47\r\nself_end12;11\r\nsource;Årsberetning; side 14\r\ncaveat;Ingen lån\r\nreference;Landet;34 %;Jobindsats 2015\r\n\r\n'
  expect(readComparison(text)).toEqual({
    ok: true,
    value: {
      figures: { referred: 64, started: 47, self_end12: 11 },
      source: 'Årsberetning; side 14',
      caveat: 'Ingen lån',
      references: [{ name: 'Landet', value: '34 %', source: 'Jobindsats 2015' }],
    },
  })
})

test.each([
  ['referred', { kind: 'line_malformed', line: 1 }],
  ['\nreferred;mange\nsource;x', { kind: 'line_malformed', line: 2 }],
  ['referred;-1\nsource;x', { kind: 'line_malformed', line: 1 }],
  ['happy;3\nsource;x', { kind: 'measure_unknown', line: 1, code: 'happy' }],
  ['reference;Landet;34 %', { kind: 'line_malformed', line: 1 }],
  ['referred;64', { kind: 'source_missing' }],
  ['reference;Landet;34 %;x;[[happy]]', { kind: 'code_unknown', line: 1, code: 'happy' }],
  ['reference;Landet;mange;x;[[self_end12]]', { kind: 'no_percent', line: 1, value: 'mange' }],
  ['reference;Landet;134 %;x;[[self_end12]]', { kind: 'no_percent', line: 1, value: '134 %' }],
])('%j is refused and the line named', (text, refusal) => expect(readComparison(text)).toEqual({ ok: false, refusal }))

test('reference lines are typed one a line', () => {
  expect(readReferences('Landet; 34 %; Jobindsats\n\n')).toMatchObject({ ok: true, value: [{ name: 'Landet' }] })
  expect(readReferences('Landet; 34 %; Jobindsats; 2015; [[self_end12]]')).toEqual({
    ok: true,
    value: [{ name: 'Landet', value: '34 %', source: 'Jobindsats; 2015', of: 'self_end12' }],
  })
  expect(readReferences('Landet; 34 %')).toMatchObject({ ok: false, refusal: { line: 1 } })
})
