import { expect, test } from 'vitest'
import { firstAssumptions } from '../figures/economy.ts'
import { bare } from '../figures/reading.ts'
import type { Figure } from '../report/dataset.ts'
import { sumsWithheld } from './open-sums.ts'
import { shownFigures, shownRepayments } from './open-version.ts'

const words = { da: '', en: '' }
const figure = (code: Figure['key'], group: Figure['group'], more: Partial<Figure> = {}): Figure => {
  return { ...bare, code, key: code, group, unit: 'people', value: 0n, n: 2, name: words, definition: words, definitionVersion: 2, ...more }
}
const figures = [
  figure('places', 'places'),
  figure('place_days_used', 'places', { of: 'place_days_bought' }),
  figure('referred', 'funnel', { of: 'referred' }),
  figure('withdrawn', 'intake', { of: 'referred' }),
  figure('completed', 'funnel', { of: 'referred', value: null }),
  figure('cost_ore', 'economy'),
  figure('cost_per_self_ore', 'economy', { restsOn: 'self_now' }),
  figure('break_even', 'economy', { of: 'started' }),
]
const shown = (withheld: Parameters<typeof shownFigures>[0]['withheld'], version: 'open' | 'closed') =>
  shownFigures({ figures, withheld, assumptions: firstAssumptions }, version).map((one) => one.figure.code)

test('an open version that may tell no count prints no nought, and no line that is there for somebody only', () => {
  expect(shown({ referred: 'untold', started: 'untold' }, 'open')).toEqual(['places', 'place_days_used', 'cost_ore'])
})

test('its closed version has every figure', () => {
  expect(shown({ referred: 'untold', started: 'untold' }, 'closed')).toHaveLength(figures.length)
})

test('a reason that a few have is no line of the open version, since the line alone would tell theirs; one that is withheld for another’s sake stays', () => {
  const [job, ill] = ['ended_first:got_job', 'ended_first:illness']
  const ended = [figure('ended_first', 'discharge'), ...[job, ill].map((code) => ({ ...figure('ended_first', 'discharge'), code }))]
  const codes = (withheld: Parameters<typeof shownFigures>[0]['withheld'], version: 'open' | 'closed') =>
    shownFigures({ figures: ended, withheld, assumptions: firstAssumptions }, version).map((one) => one.figure.code)
  expect(codes({ ended_first: 'hidden', [job]: 'hidden', [ill]: 'hidden' }, 'open')).toEqual(['ended_first'])
  expect(codes({ [job]: 'small', [ill]: 'large' }, 'open')).toEqual(['ended_first', ill])
  expect(codes({ [job]: 'small', [ill]: 'large' }, 'closed')).toHaveLength(3)
})

const sum = (code: Figure['key'], restsOn: string, value = 10_000_000n) => figure(code, 'loans', { unit: 'ore', value, n: 9, restsOn })

test('what is outstanding is not given away by the net effect, of which it is a known part', () => {
  const economy = [
    sum('outstanding_ore', 'loans_outstanding'),
    figure('net_ore', 'economy', { unit: 'ore', value: 5n, n: 9, restsOn: 'self_now' }),
  ]
  const kinds = (lossBp: number) =>
    shownFigures({ figures: economy, withheld: { loans_outstanding: 'large' }, assumptions: { ...firstAssumptions, lossBp } }, 'open').map(
      ({ value }) => value.kind,
    )
  expect(kinds(1000)).toEqual(['hidden', 'hidden'])
  expect(kinds(0)).toEqual(['hidden', 'known'])
})

test.each([
  ['five paid each month', [5, 7], 2],
  ['one paid alone in a month: the month is an instalment, and beside the sum so is every other', [1, 7], 0],
  ['an earlier form does not say how many paid', [undefined, 7], 0],
])('%s', (_name, payers, drawn) => {
  const months = payers.map((number, at) => ({
    month: `2016-0${at + 1}-01`,
    bought: 0,
    occupied: 0,
    repaidOre: 100n,
    ...(number === undefined ? {} : { payers: number }),
  }))
  const shownSum = shownFigures({ figures: [sum('repaid_ore', 'loans_paid_out')], withheld: {}, assumptions: firstAssumptions }, 'open')
  expect(shownRepayments({ months }, shownSum, 'open')).toHaveLength(drawn)
  expect(shownRepayments({ months }, shownSum, 'closed')).toHaveLength(2)
})

const borrowers = (count: number) => Array.from({ length: count }, (_, at) => ({ caseNumber: `I-${at}`, cells: ['loans_granted'] }))
const granted = [sum('granted_ore', 'loans_granted')]
const before = (rows: readonly { caseNumber: string; cells: readonly string[] | null }[]) => [{ shown: new Set(['granted_ore']), rows }]

test.each([
  ['the same borrowers', borrowers(10), []],
  ['one more: the difference is that one’s loan', borrowers(9), ['granted_ore']],
  ['one fewer', borrowers(11), ['granted_ore']],
  ['one has borrowed again', [...borrowers(9), { caseNumber: 'I-9', cells: ['loans_granted', 'loans_granted'] }], ['granted_ore']],
  ['five more are too many to tell apart', borrowers(5), []],
  ['one who was erased may have counted', [...borrowers(9), { caseNumber: 'I-9', cells: null }], []],
])('a sum beside an earlier report: %s', (_name, rows, gone) => expect(sumsWithheld(granted, borrowers(10), before(rows))).toEqual(gone))

test('a sum that no earlier report has shown tells nothing by a difference', () => {
  expect(sumsWithheld(granted, borrowers(10), [{ shown: new Set(), rows: borrowers(9) }])).toEqual([])
})
