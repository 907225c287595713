import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { ore } from '#kernel/money.ts'
import { firstAssumptions } from './economy.ts'
import type { Facts } from './facts.ts'
import { readings } from './readings.ts'

// Every indicator again, from one person's happenings at a time, written by another hand than the figures: days are numbers here,
// and each count is one sentence. The histories come from a small world in which anything can happen to anybody.

const origin = day('2013-01-01')
const on = (at: number) => origin.add({ days: at })
const cutoffAt = 1200
const bases = ['unemployment_benefit', 'social_assistance', 'self_supporting', 'flex_wage_subsidy', 'student_grant']

type Person = {
  submitted: number | null
  assessed: boolean
  fate: 'refused' | 'withdrawn' | 'not_now' | 'accepted' | 'open'
  decidedAfter: number
  run: 'waiting' | 'left_list' | 'qualifying' | 'gate' | 'main' | 'completed' | 'completed_first_phase' | 'ended_early'
  startAfter: number
  length: number
  main: boolean
  basis: readonly string[]
  spans: number
  registered: number | null
  trading: number | null
  ceased: number | null
  sessions: readonly boolean[]
  loan: { amount: number; granted: boolean; paid: boolean; repaid: number; undone: boolean; late: number } | null
}

const person: fc.Arbitrary<Person> = fc.record({
  submitted: fc.option(fc.integer({ min: 0, max: 1100 }), { freq: 8 }),
  assessed: fc.boolean(),
  fate: fc.constantFrom('refused', 'withdrawn', 'not_now', 'accepted', 'accepted', 'accepted', 'open'),
  decidedAfter: fc.integer({ min: 0, max: 60 }),
  run: fc.constantFrom(
    'waiting',
    'left_list',
    'qualifying',
    'gate',
    'main',
    'completed',
    'completed',
    'completed_first_phase',
    'ended_early',
  ),
  startAfter: fc.integer({ min: 0, max: 90 }),
  length: fc.integer({ min: 1, max: 400 }),
  main: fc.boolean(),
  basis: fc.array(fc.constantFrom(...bases), { maxLength: 3 }),
  spans: fc.integer({ min: 100, max: 700 }),
  registered: fc.option(fc.integer({ min: 100, max: 1300 })),
  trading: fc.option(fc.integer({ min: 0, max: 300 })),
  ceased: fc.option(fc.integer({ min: 1, max: 500 })),
  sessions: fc.array(fc.boolean(), { maxLength: 4 }),
  loan: fc.option(
    fc.record({
      amount: fc.integer({ min: 1_000_00, max: 50_000_00 }),
      granted: fc.boolean(),
      paid: fc.boolean(),
      repaid: fc.integer({ min: 0, max: 60_000_00 }),
      undone: fc.boolean(),
      late: fc.integer({ min: 0, max: 120 }),
    }),
  ),
})

const begun = new Set(['qualifying', 'gate', 'main', 'completed', 'completed_first_phase', 'ended_early'])
const over = new Set(['completed', 'completed_first_phase', 'ended_early'])
const accepted = (one: Person) => one.submitted !== null && one.fate === 'accepted'
const started = (one: Person) => accepted(one) && begun.has(one.run)
const ended = (one: Person) => started(one) && over.has(one.run)
const startAt = (one: Person) => (one.submitted ?? 0) + one.decidedAfter + one.startAfter
const endAt = (one: Person) => startAt(one) + one.length
// spans lie end to end from day 0; the last goes on
const basisAt = (one: Person, at: number) => one.basis[Math.min(Math.floor(at / one.spans), one.basis.length - 1)]
const inMain = (one: Person) => started(one) && (one.run === 'main' || one.run === 'completed' || (one.run === 'ended_early' && one.main))
const monthsAfter = (at: number, months: number) => Number(origin.until(on(at).add({ months }), { largestUnit: 'days' }).days)

function factsOf(people: readonly Person[]): Facts {
  const number = (at: number) => `I-${String(at).padStart(3, '0')}`
  const each = people.map((one, at) => ({ one, caseNumber: number(at) }))
  return {
    cutoffOn: on(cutoffAt),
    places: [],
    placeMonths: [],
    referrals: each.map(({ one, caseNumber }) => ({
      caseNumber,
      state: one.fate === 'open' ? 'joint_assessment' : one.fate,
      submittedOn: one.submitted === null ? null : on(one.submitted),
      assessedOn: one.assessed && one.submitted !== null ? on(one.submitted + 1) : null,
      decidedOn: one.submitted === null || ['open', 'withdrawn'].includes(one.fate) ? null : on(one.submitted + one.decidedAfter),
      reason: one.fate === 'refused' ? 'debt' : null,
    })),
    runs: each
      .filter(({ one }) => accepted(one))
      .map(({ one, caseNumber }) => ({
        caseNumber,
        state: over.has(one.run) || one.run === 'left_list' ? 'closed' : one.run,
        acceptedOn: on((one.submitted ?? 0) + one.decidedAfter),
        startedOn: begun.has(one.run) ? on(startAt(one)) : null,
        mainStartedOn: inMain(one) ? on(startAt(one) + 1) : null,
        endedOn: ended(one) ? on(endAt(one)) : null,
        outcome: over.has(one.run) || one.run === 'left_list' ? one.run : null,
        reason: one.run === 'ended_early' ? 'job' : null,
      })),
    support: each
      .filter(({ one }) => accepted(one))
      .flatMap(({ one, caseNumber }) =>
        one.basis.map((code, index) => ({
          caseNumber,
          code,
          from: on(index * one.spans),
          until: index === one.basis.length - 1 ? null : on((index + 1) * one.spans - 1),
        })),
      ),
    milestones: each.flatMap(({ one, caseNumber }) => {
      if (one.registered === null || !accepted(one)) return []
      const { registered, trading, ceased } = one
      const life = [{ caseNumber, name: 'registered', at: registered }]
      if (trading !== null) life.push({ caseNumber, name: 'trading', at: registered + trading })
      if (ceased !== null) life.push({ caseNumber, name: 'ceased', at: registered + (trading ?? 0) + ceased })
      return life.map(({ at, ...event }) => ({ ...event, on: on(at) }))
    }),
    attendance: each
      .filter(({ one }) => started(one) && one.sessions.length > 0)
      .map(({ one, caseNumber }) => {
        const attended = one.sessions.filter((came) => came).length
        return { caseNumber, activity: 'vat', offered: one.sessions.length, attended, minutes: attended * 90 }
      }),
    loans: each.flatMap(({ one, caseNumber }) => {
      if (one.loan === null || !started(one)) return []
      const { amount, granted, paid, repaid, undone } = one.loan
      const event = (name: string, money: number | null = null, undoes: string | null = null) => ({
        loanId: caseNumber,
        caseNumber,
        amount: ore(BigInt(amount)),
        eventId: `${caseNumber} ${name}`,
        name,
        on: on(startAt(one) + 10),
        paid: money === null ? null : ore(BigInt(money)),
        undoes,
      })
      const life = [event('apply'), event(granted ? 'approve' : 'decline')]
      if (granted && paid) life.push(event('pay_out', amount), event('pay', repaid))
      if (granted && paid && undone) life.push(event('undo', null, `${caseNumber} pay`))
      return life
    }),
    standings: each.flatMap(({ one, caseNumber }) => {
      const left = leftOf(one)
      if (left === null) return []
      return [
        {
          loanId: caseNumber,
          caseNumber,
          outstanding: ore(BigInt(left)),
          overdueDays: one.loan?.late ?? 0,
          lost: ore(0n),
          deferred: false,
          toPayOut: false,
        },
      ]
    }),
    surveys: [],
    assumptions: firstAssumptions,
    reimbursement: [],
    programme: { reasons: [], activities: [], bases: [], courseMonths: 13 },
    learned: { lessons: [], changes: [] },
  }
}

function leftOf(one: Person): number | null {
  if (one.loan === null || !started(one) || !one.loan.granted || !one.loan.paid) return null
  return Math.max(0, one.loan.amount - (one.loan.undone ? 0 : one.loan.repaid))
}

const lower = (all: readonly number[]) => all.toSorted((a, b) => a - b)[Math.floor((all.length - 1) / 2)]

function expectedOf(people: readonly Person[]): Record<string, number | null> {
  const count = (is: (one: Person) => boolean) => people.filter(is).length
  const sum = (of: (one: Person) => number) => people.reduce((total, one) => total + of(one), 0)
  const laterOf = (whole: (one: Person) => boolean, part: (one: Person) => boolean) =>
    count(whole) === 0 ? null : count((one) => whole(one) && part(one))
  const due = (months: number) => (one: Person) => ended(one) && monthsAfter(endAt(one), months) <= cutoffAt
  const lived = (months: number) => (one: Person) => basisAt(one, monthsAfter(endAt(one), months))
  const known = (months: number) => (one: Person) => due(months)(one) && lived(months)(one) !== undefined
  const founded = (one: Person) => started(one) && one.registered !== null && one.registered <= cutoffAt
  const ceasedAt = (one: Person) =>
    one.ceased === null ? Number.POSITIVE_INFINITY : (one.registered ?? 0) + (one.trading ?? 0) + one.ceased
  const aged = (months: number) => (one: Person) => founded(one) && monthsAfter(one.registered ?? 0, months) <= cutoffAt
  const granted = (one: Person) => started(one) && one.loan?.granted === true
  const paidOut = (one: Person) => granted(one) && one.loan?.paid === true
  const waited = (from: (one: Person) => number | null, to: (one: Person) => number | null) =>
    people.flatMap((one) => {
      const [a, b] = [from(one), to(one)]
      return a === null || b === null || b > cutoffAt ? [] : [b - a]
    })
  const decision = waited(
    (one) => one.submitted,
    (one) => (one.submitted === null || ['open', 'withdrawn'].includes(one.fate) ? null : one.submitted + one.decidedAfter),
  )
  return {
    referred: count((one) => one.submitted !== null),
    assessed: count((one) => one.submitted !== null && (one.assessed || ['accepted', 'refused', 'not_now'].includes(one.fate))),
    accepted: count(accepted),
    started: count(started),
    main_reached: count(inMain),
    refused: count((one) => one.submitted !== null && one.fate === 'refused'),
    'refused:debt': count((one) => one.submitted !== null && one.fate === 'refused'),
    waiting: count((one) => accepted(one) && one.run === 'waiting'),
    left_before_start: count((one) => accepted(one) && one.run === 'left_list'),
    ended_first: count((one) => started(one) && one.run === 'ended_early' && !one.main),
    ended_main: count((one) => started(one) && one.run === 'ended_early' && one.main),
    completed_of_due: laterOf(
      (one) => started(one) && monthsAfter(startAt(one), 13) <= cutoffAt,
      (one) => one.run === 'completed',
    ),
    lead_median_decision: lower(decision) ?? null,
    lead_max_decision: decision.length === 0 ? null : Math.max(...decision),
    attendance: sum((one) => (started(one) ? one.sessions.filter((came) => came).length : 0)),
    ...Object.fromEntries(
      [
        [0, 'end'],
        [6, 'end6'],
        [12, 'end12'],
        [24, 'end24'],
      ].flatMap(([months, moment]) => {
        const after = Number(months)
        return [
          [`basis_${moment}`, laterOf(due(after), known(after))],
          [`basis_${moment}:social_assistance`, count((one) => known(after)(one) && lived(after)(one) === 'social_assistance')],
          [`self_${moment}`, laterOf(known(after), (one) => lived(after)(one) === 'self_supporting')],
          [
            `part_${moment}`,
            laterOf(known(after), (one) => {
              const [before, now] = [basisAt(one, startAt(one)) ?? '', lived(after)(one) ?? '']
              const partly = ['flex_wage_subsidy', 'student_grant']
              return now === 'self_supporting' || (partly.includes(now) && before !== '' && !partly.includes(before))
            }),
          ],
        ]
      }),
    ),
    registered: count(founded),
    alive: count((one) => founded(one) && ceasedAt(one) > cutoffAt),
    alive_6: laterOf(aged(6), (one) => ceasedAt(one) > monthsAfter(one.registered ?? 0, 6)),
    trading_12: laterOf(aged(12), (one) => {
      const year = monthsAfter(one.registered ?? 0, 12)
      return ceasedAt(one) > year && one.trading !== null && (one.registered ?? 0) + one.trading <= year
    }),
    loan_granted: count(granted),
    loans_declined: count((one) => started(one) && one.loan?.granted === false),
    granted_ore: sum((one) => (granted(one) ? (one.loan?.amount ?? 0) : 0)),
    paid_out_ore: sum((one) => (paidOut(one) ? (one.loan?.amount ?? 0) : 0)),
    repaid_ore: sum((one) => (paidOut(one) && one.loan?.undone === false ? one.loan.repaid : 0)),
    outstanding_ore: sum((one) => leftOf(one) ?? 0),
    par30_ore: sum((one) => ((one.loan?.late ?? 0) > 30 ? (leftOf(one) ?? 0) : 0)),
    par90_ore: sum((one) => ((one.loan?.late ?? 0) > 90 ? (leftOf(one) ?? 0) : 0)),
    median_granted_ore: lower(people.flatMap((one) => (granted(one) ? [one.loan?.amount ?? 0] : []))) ?? 0,
  }
}

test('every indicator is what another hand counts, over a thousand random histories', () => {
  let told = 0
  fc.assert(
    fc.property(fc.array(person, { maxLength: 25 }), (people) => {
      const { figures } = readings(factsOf(people))
      const found = new Map(figures.map((figure) => [figure.code, figure.value]))
      for (const [code, expected] of Object.entries(expectedOf(people))) {
        const value = found.get(code)
        // a reason, a support basis or a wait that nobody has is no figure
        if (value === undefined && (expected === null || (expected === 0 && code.includes(':')))) continue
        if (value !== null && value !== undefined && value > 0n) told += 1
        expect([code, value]).toEqual([code, expected === null ? null : BigInt(expected)])
      }
    }),
    { numRuns: 1000 },
  )
  expect(told).toBeGreaterThan(10_000) // it did compare something
})
