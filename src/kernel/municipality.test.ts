import { describe, expect, test } from 'vitest'
import { parseMunicipalityCode, pilotMunicipalityName } from './municipality.ts'

describe('a municipality code', () => {
  for (const [text, code, name] of [
    ['0183', '0183', 'Ishøj'],
    [' 187 ', '0187', 'Vallensbæk'],
    ['0370', '0370', 'Næstved'],
    ['0101', '0101', null],
  ] as const) {
    test(`"${text}" is ${code}, ${name ?? 'no municipality of the pilot'}`, () => {
      const read = parseMunicipalityCode(text)
      expect(read).toEqual({ ok: true, value: code })
      expect(read.ok && pilotMunicipalityName(read.value)).toBe(name)
    })
  }

  for (const [text, kind] of [
    ['', 'municipality_code_missing'],
    ['83', 'municipality_code_malformed'],
    ['0100', 'municipality_code_malformed'],
    ['1183', 'municipality_code_malformed'],
    ['00183', 'municipality_code_malformed'],
    ['O183', 'municipality_code_malformed'],
  ] as const) {
    test(`"${text}" is refused as ${kind}`, () => expect(parseMunicipalityCode(text)).toMatchObject({ ok: false, refusal: { kind } }))
  }
})
