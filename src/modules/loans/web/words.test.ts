import { expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { kroner } from '#kernel/money.ts'
import { type LoanEvent, makePlan, replayLoan } from '../domain/engine/index.ts'
import { planSentence, restSentence } from './words.ts'

const settings = { amount: kroner(50_000), terms: 36, startPauseMonths: 0, anchorDay: 1 }
const out: LoanEvent = { id: 'out', on: day('2016-04-15'), kind: 'pay_out', amount: kroner(50_000) }
const on = (text: string, log: readonly LoanEvent[] = [out], anchorDay = 1) => {
  const standing = replayLoan({ ...settings, anchorDay }, log, day(text))
  if (!standing.ok) throw new Error(standing.refusal.kind)
  return restSentence(standing.value, 'da')?.replaceAll(/\s/g, ' ') ?? null
}

test('what is still to be paid stands in a sentence while it is even, and nowhere when something is late', () => {
  expect(on('2016-04-20')).toBe('Du betaler 1.389 kr. den 1. i hver måned, 35 gange, og 1.385 kr. den sidste gang.')
  const paid: LoanEvent = { id: 'p', on: day('2016-06-01'), kind: 'pay', amount: kroner(1_389) }
  expect(on('2016-06-05', [out, paid])).toBe('Du betaler 1.389 kr. den 1. i hver måned, 34 gange, og 1.385 kr. den sidste gang.')
  expect(on('2016-06-05')).toBeNull()
  const even = makePlan({ ...settings, amount: kroner(24_000), terms: 24 }, day('2016-04-15'))
  expect(even.ok && planSentence(even.value, 1, 'da').replaceAll(/\s/g, ' '), 'no odd last one').toBe(
    'Du betaler 1.000 kr. den 1. i hver måned, 24 gange.',
  )
  expect(on('2016-06-05', [out, { id: 'all', on: day('2016-06-01'), kind: 'pay', amount: kroner(50_000) }])).toBeNull()
})

test('a loan due on a day that some months lack is told by their last day, before the payout and after', () => {
  const said = (anchorDay: number) => {
    const plan = makePlan({ ...settings, anchorDay }, day('2016-04-15'))
    return [plan.ok && planSentence(plan.value, anchorDay, 'da').replaceAll(/\s/g, ' '), on('2016-04-20', [out], anchorDay)]
  }
  const last = 'Du betaler 1.389 kr. den sidste dag i hver måned, 35 gange, og 1.385 kr. den sidste gang.'
  expect(said(31)).toEqual([last, last])
  const thirtieth = 'Du betaler 1.389 kr. den 30. i hver måned (den sidste dag i februar), 35 gange, og 1.385 kr. den sidste gang.'
  expect(said(30)).toEqual([thirtieth, thirtieth])
})

test('a plan with a month left out is no even row', () => {
  const log: LoanEvent[] = [
    out,
    { id: 'p', on: day('2016-06-01'), kind: 'pay', amount: kroner(1_389) },
    { id: 'd', on: day('2016-06-10'), kind: 'defer', deferral: { kind: 'pause', fromDue: day('2016-08-01'), months: 2 } },
  ]
  expect(on('2016-06-11', log), 'July is paid, August and September are not').toBeNull()
})
