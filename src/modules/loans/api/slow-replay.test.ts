import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bearing, bearingStep, loans, step, timeline } from '../test-support/drawn-lives.ts'
import { slowTimeline } from '../test-support/slow-replay.ts'
import type { Json } from '../test-support/slow-types.ts'
import { calculateTimeline } from './calculators.ts'

type Case = { id: string; formula: string; loan: Json; steps: Json[] }
const folder = new URL('../domain/engine/cases/', import.meta.url)
const cases = ['repayments', 'deferrals', 'arrears', 'writeoffs']
  .flatMap((name) => (JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as { cases: Case[] }).cases)
  .filter(({ loan }) => Number(loan['annualRatePercent']) === 0)

const key = (each: Json) => JSON.stringify([each['date'], each['type'], each['reversed'] ?? false, each['amount'], each['principal']])
const inOrder = (list: unknown) =>
  (list as Json[]).map((each) => ({ ...each, replayed: undefined })).toSorted((a, b) => key(a).localeCompare(key(b)))
const field = (answer: Json | undefined, name: string) => answer?.[name] ?? []
/** What both reckonings say, in one order: what only one of them knows is left out. */
function common(check: Json): Json {
  const { schedule, transactions, status, outstanding, overpaid, arrears } = check
  const { amount, delinquentFrom, pastDueDays, delinquentDays } = arrears as Json
  const bare = inOrder(transactions)
  return {
    schedule,
    status,
    outstanding,
    overpaid,
    arrears: { amount, delinquentFrom, pastDueDays, delinquentDays },
    transactions: bare,
  }
}

describe('the second reckoning', () => {
  test.each(cases.map((each) => [each.id, each] as const))('gives the figures of %s', (_, { loan, steps }) => {
    const given = steps.filter((step) => step['do'] === 'check')
    const got = slowTimeline(loan, steps)
    for (const [index, check] of given.entries()) {
      const {
        schedule,
        totals: _t,
        on: _on,
        do: _do,
        arrearsByInstalment: _b,
        transactionsInclude: _i,
        transactions,
        arrears,
        ...rest
      } = check
      expect(got[index]).toMatchObject(rest)
      if (schedule !== undefined) expect((field(got[index], 'schedule') as Json[]).length).toBe((schedule as Json[]).length)
      for (const [at, row] of ((schedule ?? []) as Json[]).entries()) {
        const given = Object.fromEntries(
          Object.entries(row).filter(([name, value]) => name !== 'days' && (value !== null || name === 'paidOn')),
        )
        expect((field(got[index], 'schedule') as Json[])[at]).toMatchObject(given)
      }
      if (transactions !== undefined) expect(inOrder(field(got[index], 'transactions'))).toMatchObject(inOrder(transactions))
      if (arrears !== undefined) {
        const { bucket: _k, ...numbers } = arrears as Json
        expect(got[index]?.['arrears']).toMatchObject(numbers)
      }
    }
  })
})

/** Both reckonings say the same of every check, over the steps that are not refused. */
function sameByBoth(loan: Json, drawn: readonly [number, Json][]): void {
  const asked = timeline(loan, drawn)
  const { firstPart: _part, ...sent } = loan
  const answer = calculateTimeline({ loan: sent, steps: asked })
  if (!answer.ok) throw new Error(`${answer.refusal.field} ${answer.refusal.reason}`)
  const replies = (answer.value as { steps: Json[] }).steps
  const taken = asked.filter((_, index) => replies[index]?.['ok'] !== false)
  const slow = slowTimeline(loan, taken)
  const fast = replies.filter((each) => 'schedule' in each)
  for (const [index, each] of fast.entries()) expect(common(each)).toEqual(common(slow[index] ?? {}))
}

test('any life of a loan at 0 % is the same by both reckonings', () => {
  fc.assert(fc.property(loans, fc.array(fc.tuple(fc.nat(40), step), { minLength: 1, maxLength: 8 }), sameByBoth), { numRuns: 400 })
})

test('any life of an annuity is the same by both reckonings, day by day where interest follows what is paid', () => {
  fc.assert(fc.property(bearing, fc.array(fc.tuple(fc.nat(40), bearingStep), { minLength: 1, maxLength: 7 }), sameByBoth), { numRuns: 200 })
})
