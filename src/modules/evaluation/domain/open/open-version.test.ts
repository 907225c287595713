import { expect, test } from 'vitest'
import { bare } from '../figures/reading.ts'
import type { Figure } from '../report/dataset.ts'
import { shownFigures } from './open-version.ts'

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
  shownFigures({ figures, withheld }, version).map((one) => one.figure.code)

test('an open version that may tell no count prints no nought, and no line that is there for somebody only', () => {
  expect(shown({ referred: 'untold', started: 'untold' }, 'open')).toEqual(['places', 'place_days_used', 'cost_ore'])
})

test('its closed version has every figure', () => {
  expect(shown({ referred: 'untold', started: 'untold' }, 'closed')).toHaveLength(figures.length)
})
