import { expect, test } from 'vitest'
import type { Shown, ShownFigure } from '../open/open-version.ts'
import type { Measure } from './dataset.ts'
import { linedFigures, percentOf } from './reference-lines.ts'

const words = { da: '', en: '' }
const figureOf = (code: string, given: { value: Shown; denominator: number | null; of: string }): ShownFigure => ({
  figure: {
    code,
    key: 'started',
    variant: null,
    group: 'funnel',
    unit: 'people',
    value: 1n,
    n: 1,
    denominator: given.denominator,
    of: given.of,
    restsOn: null,
    note: null,
    name: words,
    definition: words,
    definitionVersion: 2,
  },
  value: given.value,
  denominator: given.denominator,
  n: given.denominator,
})
const known = (value: bigint): Shown => ({ kind: 'known', value })
const started = figureOf('started', { value: known(30n), denominator: 50, of: 'referred' })
const none = { targets: [], compared: new Map<Measure, Shown>(), published: [] }

test.each([
  ['21 %', 2100],
  ['0%', 0],
  ['100 %', 10_000],
  ['33,5 %', 3350],
  ['33.25 %', 3325],
  ['101 %', null],
  ['-3 %', null],
  ['21', null],
  ['omkring 21 %', null],
])('%s is %j hundredths of a per cent', (value, bp) => expect(percentOf({ value })).toBe(bp))

test('a target in per cent, one in number, the compared share and a published per cent stand at their places', () => {
  const found = linedFigures({
    figures: [started],
    targets: [
      { code: 'started', name: words, atLeast: 40, unit: 'count' },
      { code: 'started', name: words, atLeast: 70, unit: 'percent' },
    ],
    compared: new Map([
      ['referred', known(64n)],
      ['started', known(47n)],
    ]),
    published: [{ name: 'Landet', value: '50 %', source: 'x', of: 'started' }],
  })
  expect(found.map(({ unit, value, scale, lines }) => ({ unit, value, scale, at: lines.map(({ kind, at }) => [kind, at]) }))).toEqual([
    {
      unit: 'percent',
      value: 6000,
      scale: 10_000,
      at: [
        ['target', 7000],
        ['compared', 7344],
        ['published', 5000],
      ],
    },
    { unit: 'count', value: 30, scale: 40, at: [['target', 40]] },
  ])
})

test('a compared share is drawn neither where one of its counts is withheld nor where it is of others than ours', () => {
  const hidden = new Map<Measure, Shown>([
    ['referred', known(64n)],
    ['started', { kind: 'large' }],
  ])
  expect(linedFigures({ ...none, figures: [started], compared: hidden })).toEqual([])
  const ofOthers = figureOf('started', { value: known(30n), denominator: 40, of: 'accepted' })
  const told = new Map<Measure, Shown>([
    ['referred', known(64n)],
    ['started', known(47n)],
  ])
  expect(linedFigures({ ...none, figures: [ofOthers], compared: told })).toEqual([])
})

test('no bar and no scale gives a withheld count away', () => {
  const withheld = figureOf('started', { value: { kind: 'small' }, denominator: null, of: 'referred' })
  const of = linedFigures({
    ...none,
    figures: [withheld],
    targets: [
      { code: 'started', name: words, atLeast: 40, unit: 'count' },
      { code: 'started', name: words, atLeast: 70, unit: 'percent' },
    ],
  })
  expect(of.map(({ value, scale }) => [value, scale])).toEqual([
    [null, 10_000],
    [null, 40],
  ])
})
