import { expect, test } from 'vitest'
import { changedTerms } from './changed-terms.ts'

const programme = {
  key: 'p',
  phases: [{ code: 'qualifying', months: 6, activities: [{ code: 'vat_class', count: 2 }] }],
  loanProduct: { maxOre: 5_000_000, minOre: 100_000 },
}

test('what changed is named by its codes, what did not is left out', () => {
  expect(changedTerms(programme, programme)).toEqual([])
  const changed = {
    ...programme,
    phases: [{ code: 'qualifying', months: 4, activities: [{ code: 'vat_class', count: 3 }] }],
    loanProduct: { maxOre: 3_000_000, minOre: 100_000 },
  }
  expect(changedTerms(programme, changed)).toEqual([
    'phases.qualifying.months',
    'phases.qualifying.activities.vat_class',
    'loanProduct.maxOre',
  ])
})

test('what is new and what is gone count as changed', () => {
  expect(changedTerms({ a: 1 }, { b: 1 })).toEqual(['b', 'a'])
})
