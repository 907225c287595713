import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { day } from '#kernel/days.ts'
import { mayLendOn, programmeSchema, reasonLists, reasonOf, termPaths } from './programme.ts'

const file = z.object({ programme: z.record(z.string(), z.unknown()) }).parse(JSON.parse(await readFile('pilots/ishoej-2015.json', 'utf8')))
const source = file.programme
const programme = programmeSchema.parse(source)

function faultsOf(change: Record<string, unknown>): string[] {
  const read = programmeSchema.safeParse({ ...source, ...change })
  return read.success ? [] : read.error.issues.map((issue) => issue.path.join('.'))
}

const rung = (kind: string, afterDays: number, feeOre = 0) => ({ kind, afterDays, feeOre })
const ladder = [rung('friendly', 3), rung('coach', 7), rung('reminder', 14, 10_000), rung('reminder', 24, 10_000)]
const marked = { mark: 'assumption', why: { da: 'x', en: 'x' } }
const withLadder = (reminders: unknown, more: Record<string, unknown> = {}, marks = ['reminders']) =>
  faultsOf({
    loanProduct: { ...z.record(z.string(), z.unknown()).parse(source['loanProduct']), reminders, ...more },
    marks: {
      ...z.record(z.string(), z.unknown()).parse(source['marks']),
      ...Object.fromEntries(marks.map((name) => [`loanProduct.${name}`, marked])),
    },
  })

test.each([
  ['as the law allows', ladder, {}, []],
  ['a civil fee above 100 kr.', [...ladder, rung('reminder', 34, 10_001)], {}, ['loanProduct.reminders.4.feeOre']],
  ['a fee on a friendly word', [rung('friendly', 3, 100), rung('coach', 7)], {}, ['loanProduct.reminders.0.feeOre']],
  ['four civil fees', [...ladder, rung('reminder', 34, 1), rung('reminder', 44, 1)], {}, ['loanProduct.reminders']],
  ['four reminders, three with a fee', [...ladder, rung('reminder', 34, 1), rung('reminder', 44)], {}, []],
  ['civil reminders nine days apart', [...ladder, rung('reminder', 33)], {}, ['loanProduct.reminders.4.afterDays']],
  ['a reminder before the coach was asked', [rung('reminder', 3)], {}, ['loanProduct.reminders.0.kind']],
  [
    'a public fee of 250 kr., five days apart',
    [rung('coach', 3), rung('reminder', 9, 25_000), rung('reminder', 14, 25_000)],
    { claimRegime: 'public' },
    [],
  ],
  [
    'a public fee above 250 kr.',
    [rung('coach', 3), rung('reminder', 9, 25_001)],
    { claimRegime: 'public' },
    ['loanProduct.reminders.1.feeOre'],
  ],
])('a ladder: %s', (_what, steps, more, faults) => {
  expect(withLadder(steps, more)).toEqual(faults)
})

test('default interest is for a civil claim, and a ladder without a mark is a fault', () => {
  const lateInterest = { dayCount: 'act/365' }
  expect(withLadder(ladder, { lateInterest }, ['reminders', 'lateInterest'])).toEqual([])
  expect(withLadder(ladder, { lateInterest, claimRegime: 'public' }, ['reminders', 'lateInterest'])).toEqual(['loanProduct.lateInterest'])
  expect(withLadder(ladder, {}, [])).toEqual(['marks.loanProduct.reminders'])
})

test('the pilot’s programme has no faults, and every term has a mark', () => {
  expect(faultsOf({})).toEqual([])
  for (const path of termPaths(programme)) expect(programme.marks[path]?.why.da).toBeTruthy()
})

for (const [what, change, path] of [
  [
    'a loan that is smallest when largest',
    { loanProduct: { ...programme.loanProduct, minOre: 200, maxOre: 100, legalBasis: source['loanProduct'] } },
    'loanProduct.legalBasis.text',
  ],
  [
    'a legal basis from no day',
    {
      loanProduct: {
        ...z.record(z.string(), z.unknown()).parse(source['loanProduct']),
        legalBasis: { text: 'x', validFrom: 'x', validUntil: '2026-01-01', mark: 'memo' },
      },
    },
    'loanProduct.legalBasis.validFrom',
  ],
  ['an unknown field', { colour: 'green' }, ''],
  ['a score that is none', { disagreementThreshold: 4 }, 'disagreementThreshold'],
  ['a missing list of reasons', { reasons: {} }, 'reasons.refusal'],
  ['a term without a mark', { marks: {} }, 'marks.gateDaysMax'],
  ['a mark without a term', { marks: { ...programme.marks, colour: { mark: 'memo', why: { da: 'x', en: 'x' } } } }, 'marks.colour'],
  ['a criterion that stands twice', { criteria: [...programme.criteria, ...programme.criteria.slice(0, 1)] }, 'criteria.7.code'],
] as const)
  test(`${what} is named with its path`, () => {
    expect(faultsOf(change)).toContain(path)
  })

for (const [on, answer] of [
  ['1998-06-30', false],
  ['1998-07-01', true],
  ['2016-02-29', true],
  ['2026-06-30', true],
  ['2026-07-01', false],
] as const)
  test(`a loan may ${answer ? '' : 'not '}be granted on ${on}: the legal basis has its days`, () => {
    expect(mayLendOn(programme.loanProduct, day(on))).toBe(answer)
  })

test('in every list exactly "other" must be put in words, and an unknown reason is none', () => {
  for (const list of reasonLists) {
    expect(programme.reasons[list].filter((reason) => reason.needsText).map((reason) => reason.code)).toEqual(['other'])
    expect(reasonOf(programme, list, 'lottery')).toBeNull()
  }
})
