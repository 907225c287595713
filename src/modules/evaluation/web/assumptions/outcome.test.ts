import { expect, test } from 'vitest'
import { ore } from '#kernel/money.ts'
import { firstAssumptions } from '../../domain/figures/economy.ts'
import { undatedSteps } from '../../domain/figures/reimbursement.ts'
import { outcomeTexts, packGround, unpackGround } from './outcome.ts'

const ground = { places: ore(15_000_000n), outstanding: null, started: 12n, rules: [{ fromWeek: 1, steps: undatedSteps }] }
const trial = { assumptions: firstAssumptions, selfSupporting: 2 }

test('the page’s script reckons on the very ground that the server wrote', () => {
  for (const one of [ground, { ...ground, outstanding: ore(1n), started: null }]) expect(unpackGround(packGround(one))).toEqual(one)
  const turned = {
    ...ground,
    rules: [
      { fromWeek: 1, steps: [{ untilWeek: null, percent: 30 }] },
      { fromWeek: 9, steps: undatedSteps },
    ],
  }
  expect(unpackGround(packGround(turned))).toEqual(turned)
  expect(unpackGround('[]')).toBeNull()
})

test('two who live of no benefit for five years against places of 150.000 kr.', () => {
  const lines = outcomeTexts(ground, trial, 'da')
  expect(lines.saved).toContain('1.056.000')
  expect(lines.net).toContain('906.000')
  expect(lines.needed).toBe('1')
  expect(lines.neededOf).toMatch(/^8\s%/)
})
