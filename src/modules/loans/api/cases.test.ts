import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { calculateDueDates, calculateSchedule, calculateTimeline } from './calculators.ts'

type Json = Record<string, unknown>
type Case = { id: string; source: string; loan: Json; expected?: { rows?: Json[]; totals?: Json; dueDates?: string[] }; steps?: Json[] }

const folder = new URL('../domain/engine/cases/', import.meta.url)
const cases = (name: string): Case[] => (JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as { cases: Case[] }).cases

function answer(result: ReturnType<typeof calculateSchedule>): Json {
  if (!result.ok) throw new Error(`${result.refusal.field}: ${result.refusal.reason}`)
  return result.value as Json
}

/** Every given field is there as given; what is not given is not asserted. */
function holds(actual: unknown, expected: Json | undefined): void {
  if (expected !== undefined) expect(actual).toMatchObject(Object.fromEntries(Object.entries(expected)))
}

/**
 * One gathered case contradicts itself: its loan says act/365-year-of-start, while its figures (and the 360_30 in the name of its product)
 * are those of 30/360. Both are pinned: the figures with the day count they were made by, and the label by what it means.
 */
const mislabelled: Record<string, Json> = { 'annuity-18': { dayCount: '30/360' } }

test('a mislabelled case is answered by its label: 31 days of 366 on 1000 at 26 %', () => {
  const loan = cases('schedules').find((each) => each.id === 'annuity-18')?.loan
  const got = answer(calculateSchedule(loan)) as { rows: Json[] }
  expect(got.rows[0]?.['interest']).toBe('22.02')
})

describe('schedules of the peers', () => {
  test.each(cases('schedules').map((each) => [each.id, each] as const))('%s', (id, { loan, expected }) => {
    const got = answer(calculateSchedule({ ...loan, ...mislabelled[id] })) as { rows: Json[]; totals: Json }
    expect(got.rows.length).toBe(expected?.rows?.length)
    for (const row of expected?.rows ?? [])
      holds(
        got.rows.find((each) => each['n'] === row['n']),
        row,
      )
    holds(got.totals, expected?.totals)
  })
})

describe('due dates of the peers', () => {
  test.each(cases('due-dates').map((each) => [each.id, each] as const))('%s', (_, { loan, expected }) => {
    expect(answer(calculateDueDates(loan))['dueDates']).toEqual(expected?.dueDates)
  })
})

/** A step as it is sent: a check bare, a step that must be refused as the step it names. */
function sent(step: Json): Json {
  if (step['do'] === 'check') return { on: step['on'], do: 'check' }
  if (step['do'] !== 'refused') return step
  const { what, ...rest } = step
  return { ...rest, do: what }
}

const inAnyOrder = (list: unknown) => [...(list as Json[])].sort((a, b) => JSON.stringify(key(a)).localeCompare(JSON.stringify(key(b))))
const key = (row: Json) => [row['date'], row['type'], row['reversed'] ?? false, row['amount']]

/** A transaction that a case does not show as reversed must not be. */
const asShown = (row: Json) => ({ ...row, reversed: row['reversed'] ?? false })

function checkHolds(got: Json, step: Json): void {
  const { on: _on, do: _do, schedule, transactions, transactionsInclude, ...rest } = step
  if (schedule !== undefined) {
    const rows = got['schedule'] as Json[]
    expect(rows.length).toBe((schedule as Json[]).length)
    for (const row of schedule as Json[])
      holds(
        rows.find((each) => each['n'] === row['n']),
        row,
      )
  }
  if (transactions !== undefined) expect(inAnyOrder(got['transactions']).map(asShown)).toMatchObject(inAnyOrder(transactions).map(asShown))
  for (const each of (transactionsInclude ?? []) as Json[]) expect(got['transactions']).toContainEqual(expect.objectContaining(each))
  const { arrearsByInstalment, ...state } = rest
  holds(got, state)
  if (arrearsByInstalment !== undefined) expect(got['arrearsByInstalment']).toEqual(arrearsByInstalment)
}

describe.each(['repayments', 'deferrals', 'arrears', 'writeoffs'])('%s of the peers', (name) => {
  test.each(cases(name).map((each) => [each.id, each] as const))('%s', (_, { loan, steps }) => {
    const given = steps ?? []
    const got = answer(calculateTimeline({ loan, steps: given.map(sent) }))['steps'] as Json[]
    for (const [index, step] of given.entries()) {
      const reply = got[index] ?? {}
      if (step['do'] === 'check') checkHolds(reply, step)
      else
        expect([step, reply['ok'], reply['refused']]).toEqual([
          step,
          step['do'] !== 'refused',
          step['do'] === 'refused' ? expect.any(String) : undefined,
        ])
    }
  })
})
