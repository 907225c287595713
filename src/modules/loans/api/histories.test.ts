import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { calculateTimeline } from './calculators.ts'

type Json = Record<string, unknown>
type Case = { loan: Json; steps: Json[] }

const folder = new URL('../domain/engine/cases/', import.meta.url)
const cases = ['repayments', 'deferrals', 'arrears', 'writeoffs'].flatMap(
  (name) => (JSON.parse(readFileSync(new URL(`${name}.json`, folder), 'utf8')) as { cases: Case[] }).cases,
)
const sent = ({ what, ...step }: Json): Json =>
  step['do'] === 'check'
    ? { on: step['on'], do: 'check' }
    : step['do'] === 'refused'
      ? { ...step, do: what }
      : { ...step, ...(what === undefined ? {} : { what }) }
const pool = cases.flatMap(({ steps }) => steps.map(sent))
const dayFields = ['date', 'due', 'start', 'end', 'startDate', 'from', 'newDueDate'] as const

const change = fc.record({
  at: fc.nat(),
  kind: fc.constantFrom('insert', 'remove', 'move', 'amount'),
  by: fc.integer({ min: -200, max: 200 }),
  other: fc.nat(),
})
type Change = { at: number; kind: 'insert' | 'remove' | 'move' | 'amount'; by: number; other: number }

function changed(steps: readonly Json[], { at, kind, by, other }: Change): Json[] {
  const index = at % (steps.length + 1)
  if (kind === 'insert') return steps.toSpliced(index, 0, pool[other % pool.length] ?? {})
  if (kind === 'remove') return steps.toSpliced(index, 1)
  return steps.map((step, each) => {
    if (each !== index) return step
    if (kind === 'amount')
      return 'amount' in step ? { ...step, amount: `${Math.abs(by) + 1}.${String(other % 100).padStart(2, '0')}` } : step
    const moved = dayFields.flatMap((field) => {
      const value = step[field]
      return typeof value === 'string' ? [[field, Temporal.PlainDate.from(value).add({ days: by }).toString()]] : []
    })
    return { ...step, ...Object.fromEntries(moved) }
  })
}

const negative = (row: object) => Object.values(row).some((value) => typeof value === 'string' && value.startsWith('-'))

test('a real history with steps put in, taken out, moved and changed gets an answer for each step, and never a negative figure', () => {
  fc.assert(
    fc.property(fc.constantFrom(...cases), fc.array(change, { minLength: 1, maxLength: 5 }), ({ loan, steps }, changes) => {
      const asked = [...changes.reduce<Json[]>(changed, steps.map(sent)), { on: '2030-01-01', do: 'check' }]
      const answer = calculateTimeline({ loan, steps: asked })
      if (!answer.ok) {
        expect(answer.refusal.field).toMatch(/^(steps|loan)/)
        return
      }
      const answers = (answer.value as { steps: (Json & { schedule?: object[] })[] }).steps
      expect(answers).toHaveLength(asked.length)
      for (const each of answers) expect((each.schedule ?? []).filter(negative)).toEqual([])
    }),
    { numRuns: 1500 },
  )
})
