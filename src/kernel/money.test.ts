import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Ore, formatOre, kroner, minOre, ore, parseKroner, splitByShares, splitEvenly, sumOre } from './money.ts'

const anyAmount = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n }).map(ore)

describe('splitting evenly', () => {
  for (const [whole, parts, answer] of [
    [100n, 3, [34n, 33n, 33n]],
    [101n, 3, [34n, 34n, 33n]],
    [0n, 2, [0n, 0n]],
    [1n, 3, [1n, 0n, 0n]],
    [-100n, 3, [-34n, -33n, -33n]],
    [5_000_000n, 24, Array.from({ length: 24 }, (_, at) => (at < 8 ? 208_334n : 208_333n))],
  ] as const) {
    test(`${whole} øre in ${parts}`, () => expect(splitEvenly(ore(whole), parts)).toEqual(answer))
  }

  test('creates and loses no øre, and no two parts differ by more than one', () => {
    fc.assert(
      fc.property(anyAmount, fc.integer({ min: 1, max: 240 }), (whole, parts) => {
        const shares = splitEvenly(whole, parts)
        expect(shares).toHaveLength(parts)
        expect(sumOre(shares)).toBe(whole)
        const sorted = shares.toSorted((a, b) => (a < b ? -1 : 1))
        expect((sorted.at(-1) ?? 0n) - (sorted[0] ?? 0n)).toBeLessThanOrEqual(1n)
      }),
    )
  })

  for (const parts of [0, -1, 1.5, Number.NaN]) {
    test(`into ${parts} parts is a bug and thrown`, () => expect(() => splitEvenly(ore(100n), parts)).toThrow(RangeError))
  }
})

describe('splitting by shares', () => {
  for (const [whole, shares, answer] of [
    [50_000n, [7000, 3000], [35_000n, 15_000n]],
    [100n, [3333, 3333, 3334], [33n, 33n, 34n]],
    [1n, [5000, 5000], [0n, 1n]],
    [-1n, [5000, 5000], [0n, -1n]],
    [99n, [0, 10_000, 0], [0n, 99n, 0n]],
    [0n, [2500, 7500], [0n, 0n]],
  ] as const) {
    test(`${whole} øre by ${shares.join(', ')}`, () => expect(splitByShares(ore(whole), shares)).toEqual(answer))
  }

  const anyShares = fc
    .uniqueArray(fc.integer({ min: 0, max: 10_000 }), { maxLength: 4 })
    .map((cuts) => [0, ...cuts.toSorted((a, b) => a - b), 10_000])
    .map((cuts) => cuts.slice(1).map((cut, at) => cut - (cuts[at] ?? 0)))

  test('makes the whole to the øre, each part within an øre of its exact share, and the opposite of the opposite', () => {
    fc.assert(
      fc.property(anyAmount, anyShares, (whole, shares) => {
        const parts = splitByShares(whole, shares)
        expect(sumOre(parts)).toBe(whole)
        for (const [at, part] of parts.entries()) {
          const off = part * 10_000n - whole * BigInt(shares[at] ?? 0)
          expect(off < 10_000n && off > -10_000n).toBe(true)
        }
        expect(splitByShares(ore(0n - whole), shares)).toEqual(parts.map((part) => 0n - part))
      }),
    )
  })

  test('shares that do not make the whole are a bug and thrown', () => {
    expect(() => splitByShares(ore(100n), [5000, 4999])).toThrow(RangeError)
  })
})

describe('reading kroner', () => {
  for (const [text, amount] of [
    ['1.389', 138_900n],
    ['1389', 138_900n],
    ['1389,5', 138_950n],
    ['1389.50', 138_950n],
    ['1.389,50 kr.', 138_950n],
    ['1 389,50 kr', 138_950n],
    ['1.389,50 kr. ', 138_950n],
    ['1\u00a0389 KR.', 138_900n],
    ['50.000', 5_000_000n],
    ['1.5', 150n],
    ['0,01', 1n],
    ['-12,34', -1_234n],
    ['0', 0n],
    ['007', 700n],
  ] as const) {
    test(`"${text}" is ${amount} øre`, () => expect(parseKroner(text)).toEqual({ ok: true, value: amount }))
  }

  for (const [text, kind] of [
    ['', 'amount_missing'],
    [' kr. ', 'amount_missing'],
    ['ti tusind', 'amount_malformed'],
    ['1,389.50', 'amount_malformed'],
    ['1.38.900', 'amount_malformed'],
    ['12,345', 'amount_malformed'],
    ['1e5', 'amount_malformed'],
    ['--5', 'amount_malformed'],
    ['1,', 'amount_malformed'],
    ['10000000000000,01', 'amount_too_large'],
  ] as const) {
    test(`"${text}" is refused as ${kind}`, () => expect(parseKroner(text)).toMatchObject({ ok: false, refusal: { kind } }))
  }
})

describe('writing an amount', () => {
  for (const [amount, da, en, short] of [
    [138_950n, '1.389,50', '1,389.50', '1.389,50'],
    [138_900n, '1.389,00', '1,389.00', '1.389'],
    [5n, '0,05', '0.05', '0,05'],
    [-5n, '-0,05', '-0.05', '-0,05'],
    [0n, '0,00', '0.00', '0'],
    [100_000_000_000n, '1.000.000.000,00', '1,000,000,000.00', '1.000.000.000'],
  ] as const) {
    test(`${amount} øre is ${da} in Danish, ${en} in English, ${short} in short`, () => {
      expect([formatOre(ore(amount), 'da'), formatOre(ore(amount), 'en'), formatOre(ore(amount), 'da', 'short')]).toEqual([da, en, short])
    })
  }

  test('in Danish, full or short, is read back as the same amount', () => {
    fc.assert(
      fc.property(anyAmount, fc.constantFrom('full' as const, 'short' as const), (amount, form) => {
        expect(parseKroner(formatOre(amount, 'da', form))).toEqual({ ok: true, value: amount })
      }),
    )
  })
})

test('sums, whole kroner and the smaller of two', () => {
  expect(sumOre([])).toBe(0n)
  expect(sumOre([kroner(1), kroner(2n), ore(-50n)])).toBe(250n)
  expect(minOre(ore(1n), ore(2n))).toBe(1n)
  expect(minOre(ore(2n), ore(1n))).toBe(1n)
  expect(() => kroner(1.5)).toThrow(RangeError)
})

test('an amount is a whole number of øre to the compiler too', () => {
  // @ts-expect-error a bare bigint is not money
  const bare: Ore = 5n
  expect(bare).toBe(5n)
})
