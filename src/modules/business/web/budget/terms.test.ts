import { expect, test } from 'vitest'
import { readTerms } from './terms.ts'

const typed = { start: '10.2016', months: '12', opening: '0', customers_pay: '0', vat: 'none', drawings: '', tax: '38' }

test('an overdraft is typed with a minus and counts as money one does not have; no other amount is below nought', () => {
  expect(readTerms({ ...typed, opening: '-5.000,50' })).toMatchObject({ ok: true, value: { opening: -5_000_50n } })
  expect(readTerms({ ...typed, drawings: '-1', allowance: '-1', wish_amount: '-1', wish_terms: '12' })).toMatchObject({
    refusal: { drawings: { kind: 'amount_below' }, allowance: { kind: 'amount_below' }, wish_amount: { kind: 'amount_below' } },
  })
})
