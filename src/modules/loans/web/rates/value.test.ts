import { expect, test } from 'vitest'
import { rateText, typedRate } from './value.ts'

test.each([
  ['eu_base_dk', '2,42', 242n, '2,42'],
  ['eu_base_dk', '-0,12', -12n, '−0,12'],
  ['national_bank_lending', '−0.35', -35n, '−0,35'],
  ['late_interest_supplement', '8', 800n, '8,00'],
  ['eur_dkk', '7,46038', 746_038n, '7,46038'],
  ['de_minimis_ceiling', '300 000', 30_000_000n, '300.000'],
  ['de_minimis_ceiling', '300.000', 30_000_000n, '300.000'],
  ['de_minimis_ceiling', '1.250.000,50', 125_000_050n, '1.250.000,50'],
] as const)('%s typed %s is kept as %s and shown as %s', (kind, typed, kept, shown) => {
  expect(typedRate(kind, typed)).toBe(kept)
  expect(rateText(kind, kept, 'da')).toBe(shown)
})

test.each([
  ['eu_base_dk', '2,423'],
  ['eu_base_dk', 'to'],
  ['eu_margin_start_up', '-4'],
  ['eur_dkk', '7,460381'],
  ['eur_dkk', ''],
] as const)('%s typed %s is refused', (kind, typed) => {
  expect(typedRate(kind, typed)).toBeNull()
})
