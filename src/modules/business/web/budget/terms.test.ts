import { expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { readTerms } from './terms.ts'

const typed = { start: '10.2016', months: '12', opening: '0', customers_pay: '0', vat: 'none', drawings: '', tax: '38' }

test('an overdraft is typed with a minus and counts as money one does not have; no other amount is below nought', () => {
  expect(readTerms({ ...typed, opening: '-5.000,50' })).toMatchObject({ ok: true, value: { opening: -5_000_50n } })
  expect(readTerms({ ...typed, drawings: '-1', allowance: '-1', wish_amount: '-1', wish_terms: '12' })).toMatchObject({
    refusal: { drawings: { kind: 'amount_below' }, allowance: { kind: 'amount_below' }, wish_amount: { kind: 'amount_below' } },
  })
})

test('a loan wish of which a part is written is told what it lacks, together with all else that is wrong', () => {
  const missing = { kind: 'own' }
  expect(readTerms({ ...typed, tax: '', wish_amount: '20.000' })).toMatchObject({
    refusal: { tax: { kind: 'missing' }, wish_terms: missing },
  })
  expect(readTerms({ ...typed, wish_terms: '24' })).toMatchObject({ refusal: { wish_amount: missing } })
  expect(readTerms({ ...typed, wish_pause: '3' })).toMatchObject({ refusal: { wish_amount: missing, wish_terms: missing } })
  for (const none of [{}, { wish_pause: '0', wish_month: '2' }])
    expect(readTerms({ ...typed, ...none })).toMatchObject({ value: { wish: null } })
})

test('a first month more than five years from today is a slip of the pen, at its field; live figures reckon with it all the same', () => {
  const today = day('2016-10-03')
  for (const start of ['1.2011', '12.2021']) expect(readTerms({ ...typed, start }, today).ok, start).toBe(start === '12.2021')
  for (const start of ['10.2061', '13.2016', '12.2022'])
    expect(readTerms({ ...typed, start }, today), start).toMatchObject({ refusal: { start: { kind: 'own' } } })
  expect(readTerms({ ...typed, start: '10.2061' }).ok).toBe(true)
})
