import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { owedFrom } from './attendance.ts'
import { catchUp } from './catch-up.ts'
import { conflictsOf } from './conflicts.ts'
import { isPausedOn } from './paused.ts'
import { type WarningFacts, warningsFrom } from './warnings.ts'

const codes = ['vat_class', 'tax_class'] as const
const offer = fc.record({
  id: fc.uuid(),
  activity: fc.constantFrom(...codes),
  on: fc.integer({ min: 0, max: 20 }).map((days) => day('2016-03-01').add({ days })),
  startsAt: fc.integer({ min: 8, max: 15 }).map((hour) => new Temporal.PlainTime(hour)),
  minutes: fc.integer({ min: 30, max: 240 }),
  place: fc.constant('Lokale 2'),
  teacherId: fc.constant('s'),
  enrolmentIds: fc.constant([]),
})
const lack = fc.record({ missing: fc.integer({ min: 0, max: 4 }), planned: fc.integer({ min: 0, max: 4 }) })

describe('what is owed', () => {
  test('is never less than nothing, falls with each session attended, and knows only what is mandatory', () => {
    const demand = fc.record({
      code: fc.constantFrom(...codes),
      count: fc.integer({ min: 0, max: 6 }),
      mandatory: fc.boolean(),
      name: fc.constant({ da: 'Moms', en: 'VAT' }),
    })
    fc.assert(
      fc.property(demand, fc.integer({ min: 0, max: 9 }), (one, came) => {
        const [owed] = owedFrom([one], new Map([[one.code, came]]))
        expect(owed === undefined).toBe(!one.mandatory)
        if (owed === undefined) return
        expect(owed.missing + Math.min(came, one.count)).toBe(one.count)
        expect(owedFrom([one], new Map([[one.code, came + 1]]))[0]?.missing).toBe(Math.max(owed.missing - 1, 0))
      }),
    )
  })
})

describe('a plan to catch up', () => {
  test('proposes just what is needed, nothing twice, nothing in the way, and says how much is short', () => {
    fc.assert(
      fc.property(fc.tuple(lack, lack), fc.array(offer, { maxLength: 12 }), fc.array(offer, { maxLength: 4 }), (lacks, offers, own) => {
        const wanted = lacks.map((one, index) => ({ ...one, code: codes[index] ?? 'vat_class' }))
        const plan = catchUp(wanted, offers, own)
        for (const [index, { code, proposals, short }] of plan.entries()) {
          const { missing = 0, planned = 0 } = wanted[index] ?? {}
          expect(proposals.length + short).toBe(Math.max(missing - planned, 0))
          expect(proposals.every(({ activity }) => activity === code)).toBe(true)
        }
        const all = plan.flatMap(({ proposals }) => proposals)
        const mine = [...all, ...own].map((one) => ({ ...one, teacherId: one.id, place: one.id, enrolmentIds: ['x'] }))
        expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
        for (const one of mine.slice(0, all.length)) expect(conflictsOf([one], mine)).toEqual([])
      }),
    )
  })
})

describe('early warning', () => {
  const facts = (more: Partial<WarningFacts>): WarningFacts => ({
    attendance: [],
    unanswered: { count: 0, oldest: null },
    overdueSteps: [],
    today: day('2016-03-20'),
    ...more,
  })
  const attended = (pattern: string) =>
    Array.from(pattern, (mark, index) => ({ on: day('2016-03-01').add({ days: index }), absent: mark === '-' }))
  const rules = (more: Partial<WarningFacts>) => warningsFrom(facts(more)).map(({ rule }) => rule)

  test.each([
    ['', []],
    ['-', []],
    ['+-', []],
    ['--+', []],
    ['+--', ['two_absences']],
    ['--+-', ['below_share']],
    ['+-+', []],
    ['+++++++---', ['two_absences']],
    ['++++++----', ['two_absences', 'below_share']],
  ])('of attendance %s says %j', (pattern, expected) => {
    expect(rules({ attendance: attended(pattern) })).toEqual(expected)
  })

  test('names its facts: the days, and how many of how many', () => {
    const [two, below] = warningsFrom(facts({ attendance: attended('+---') }))
    expect([two?.days.map(String), two?.key]).toEqual([['2016-03-03', '2016-03-04'], '2016-03-04'])
    expect([below?.met, below?.of, below?.key]).toEqual([1, 4, '2016-03'])
  })

  test('waits a week with a step of the plan, and says nothing where nothing is unanswered', () => {
    expect(rules({ overdueSteps: [day('2016-03-14')] })).toEqual([])
    expect(rules({ overdueSteps: [day('2016-03-13')] })).toEqual(['overdue_steps'])
    expect(rules({ unanswered: { count: 1, oldest: day('2016-03-01') } })).toEqual(['unanswered'])
  })

  test('a pause lies over its days, and an open one over all that follow', () => {
    const pause = { from: day('2016-03-02'), until: day('2016-03-05') }
    expect(['2016-03-01', '2016-03-02', '2016-03-05', '2016-03-06'].map((on) => isPausedOn([{ ...pause, open: false }], day(on)))).toEqual([
      false,
      true,
      true,
      false,
    ])
    expect(isPausedOn([{ ...pause, open: true }], day('2016-04-01'))).toBe(true)
  })
})
