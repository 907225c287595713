import { afterAll, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { type Id, newId } from '#kernel/ids.ts'
import { kroner } from '#kernel/money.ts'
import { trialBalance } from '#modules/ledger/index.ts'
import { nobody } from '#platform/db/database.ts'
import { noon } from '../../../test/support/enrolment-scene.ts'
import { stepArrears } from './actions/arrears.ts'
import { stepClosing } from './actions/closing.ts'
import { stepDeferral } from './actions/defer.ts'
import { enter } from './actions/enter.ts'
import { moveMoney } from './actions/money.ts'
import { type Note, noteOnLoan } from './actions/note.ts'
import { type Step, takeLoanStep } from './actions/take-step.ts'
import { loanChecks } from './actions/verify.ts'
import type { LoanId } from './domain/loan.ts'
import { eventsOf } from './store/events.ts'
import { loan as loanById } from './store/loans.ts'
import { applied, done, found, move, offered, paidOut, run, scene, staff, standing, take } from './test-support/loan-scene.ts'

afterAll(() => scene.database.close())

const today = '2016-08-10'
// The debtor is told ten days before a claim is handed over.
const notified = '2016-07-25'
const { hanne, poul, gitte } = staff
type Clerk = typeof gitte | typeof run.citizen
type Deed = (tx: Parameters<typeof moveMoney>[0], clerk: Clerk, loanId: LoanId, requestId: string) => Promise<{ ok: boolean }>
const base = (actor: Clerk, loanId: LoanId, requestId: string, on = today) => ({ actor, loanId, requestId, on: day(on), at: noon(on) })
const pause = { kind: 'pause', fromDue: day('2016-09-01'), months: 2 } as const

/** Enters an event before the race, by somebody, and answers its identity. */
async function before(actor: Clerk, id: LoanId, deed: Deed): Promise<string> {
  const requestId = newId()
  const answer = await scene.as(actor, noon(today), (tx) => deed(tx, actor, id, requestId))
  expect(answer.ok).toBe(true)
  return requestId
}

const pay: Deed = (tx, clerk, id, requestId) =>
  moveMoney(tx, { ...base(clerk, id, requestId), move: { kind: 'pay', amount: kroner(1000), on: day(today) } })
const propose =
  (closing: 'write_off' | 'remit' | 'hand_over', on = today): Deed =>
  (tx, clerk, id, requestId) =>
    stepClosing(tx, { ...base(clerk, id, requestId, on), step: { kind: 'propose_closing', closing, reason: 'other', words: 'Lukket' } })
const close =
  (kind: 'drop_closing' | 'hand_over' | 'recall'): Deed =>
  (tx, clerk, id, requestId) =>
    stepClosing(tx, { ...base(clerk, id, requestId), step: { kind, words: 'Ja' } })
const arrears =
  (step: Parameters<typeof stepArrears>[1]['step']): Deed =>
  (tx, clerk, id, requestId) =>
    stepArrears(tx, { ...base(clerk, id, requestId), step })
const calm = arrears({ kind: 'arrears_pause', from: day(today), until: null, words: 'Ro' })
const fee: Deed = async (tx, clerk, id, requestId) => {
  const one = await loanById(tx, id)
  if (one === null) throw new Error('no loan')
  const payload = { rung: 3, due: '2016-06-01', amount: '10000' }
  const body = { kind: 'charge', amount: kroner(100), due: day('2016-06-01') } as const
  const entry = { loan: one, name: 'remind', on: day(today), body, payload } as const
  return enter(tx, base(clerk, id, requestId), await eventsOf(tx, id), entry)
}
const step =
  (taken: Step, on = today): Deed =>
  (tx, clerk, id, requestId) =>
    takeLoanStep(tx, { ...base(clerk, id, requestId, on), step: taken })
const note =
  (kind: Note['kind']): Deed =>
  (tx, clerk, id, requestId) =>
    noteOnLoan(tx, { ...base(clerk, id, requestId), note: { kind, words: 'Som sagt' } })
const defer: Deed = (tx, clerk, id, requestId) =>
  stepDeferral(tx, { ...base(clerk, id, requestId), step: { kind: 'defer', answers: null, deferral: pause, reason: 'other', words: 'Ja' } })

type Case = {
  what: string
  /** Two people with the role that does it. */
  by: Clerk
  make?: () => Promise<LoanId>
  /** What must stand before; answers an event the deed names. */
  first?: (id: LoanId) => Promise<string>
  deed: (named: string) => Deed
  /** How many of two at once, each with a form of their own, get through. */
  through: 1 | 2
  /** What is left afterwards, øre. */
  left: bigint
}

const accepted = async () => {
  const id = await offered()
  expect(await take(run.citizen, id, { kind: 'accept' })).toEqual(done)
  return id
}

const cases: Case[] = [
  {
    what: 'return the application with questions',
    by: hanne,
    make: applied,
    deed: () => step({ kind: 'return', words: '?' }),
    through: 1,
    left: 0n,
  },
  {
    what: 'apply again',
    by: run.citizen,
    make: applied,
    first: (id) => before(hanne, id, step({ kind: 'return', words: 'Hvilken maskine?' })),
    deed: () => step({ kind: 'apply_again', words: 'En overlock' }),
    through: 1,
    left: 0n,
  },
  { what: 'accept the offer', by: run.citizen, make: offered, deed: () => step({ kind: 'accept' }, '2016-04-14'), through: 1, left: 0n },
  { what: 'withdraw an accepted loan', by: run.citizen, make: accepted, deed: () => step({ kind: 'withdraw' }), through: 1, left: 0n },
  // What two say against one claim is both kept; a dispute ends once, and a death is noted once.
  { what: 'dispute the claim', by: hanne, deed: () => note('dispute'), through: 2, left: 100_000n },
  {
    what: 'end a dispute',
    by: poul,
    first: (id) => before(hanne, id, note('dispute')),
    deed: () => note('end_dispute'),
    through: 1,
    left: 100_000n,
  },
  { what: 'note a death', by: hanne, deed: () => note('note_death'), through: 1, left: 100_000n },
  {
    what: 'pay the loan out',
    by: gitte,
    make: accepted,
    deed: () => (tx, clerk, id, requestId) => moveMoney(tx, { ...base(clerk, id, requestId), move: { kind: 'pay_out' } }),
    through: 1,
    left: 100_000n,
  },
  { what: 'register the payment that settles it', by: gitte, deed: () => pay, through: 2, left: 0n },
  {
    what: 'take a payment back',
    by: gitte,
    first: (id) => before(gitte, id, pay),
    deed: (named) => (tx, clerk, id, requestId) => moveMoney(tx, { ...base(clerk, id, requestId), move: { kind: 'undo', eventId: named } }),
    through: 1,
    left: 100_000n,
  },
  { what: 'grant a deferral of the same instalment', by: hanne, deed: () => defer, through: 1, left: 100_000n },
  {
    what: 'take a deferral back',
    by: hanne,
    first: (id) => before(hanne, id, defer),
    deed: (named) => (tx, clerk, id, requestId) =>
      stepDeferral(tx, { ...base(clerk, id, requestId), step: { kind: 'undo_deferral', eventId: named, words: null } }),
    through: 1,
    left: 100_000n,
  },
  {
    what: 'waive a fee',
    by: gitte,
    first: (id) => before(gitte, id, fee),
    deed: (named) => (tx, clerk, id, requestId) =>
      stepArrears(tx, { ...base(clerk, id, requestId), step: { kind: 'waive', chargeId: named, words: 'Fejl' } }),
    through: 1,
    left: 100_000n,
  },
  { what: 'pause the arrears clock', by: gitte, deed: () => calm, through: 1, left: 100_000n },
  {
    what: 'let the arrears clock run again',
    by: gitte,
    first: (id) => before(gitte, id, calm),
    deed: () => arrears({ kind: 'arrears_resume', words: 'Aftalen er slut' }),
    through: 1,
    left: 100_000n,
  },
  {
    what: 'pay back what was paid too much',
    by: gitte,
    first: (id) =>
      before(gitte, id, (tx, clerk, loanId, requestId) =>
        moveMoney(tx, { ...base(clerk, loanId, requestId), move: { kind: 'pay', amount: kroner(1300), on: day(today) } }),
      ),
    deed: () => (tx, clerk, id, requestId) =>
      moveMoney(tx, { ...base(clerk, id, requestId), move: { kind: 'refund', amount: kroner(300) } }),
    through: 1,
    left: 0n,
  },
  {
    what: 'drop a proposal to close the claim',
    by: gitte,
    first: (id) => before(gitte, id, propose('write_off')),
    deed: () => close('drop_closing'),
    through: 1,
    left: 100_000n,
  },
  {
    what: 'hand the claim over to collection',
    by: poul,
    first: (id) => before(gitte, id, propose('hand_over', notified)),
    deed: () => close('hand_over'),
    through: 1,
    left: 100_000n,
  },
  {
    what: 'call the claim back from collection',
    by: gitte,
    first: async (id) => {
      await before(gitte, id, propose('hand_over', notified))
      return before(poul, id, close('hand_over'))
    },
    deed: () => close('recall'),
    through: 1,
    left: 100_000n,
  },
  { what: 'propose that the claim is closed', by: gitte, deed: () => propose('write_off'), through: 1, left: 100_000n },
  ...(['write_off', 'remit'] as const).map(
    (kind): Case => ({
      what: kind,
      by: poul,
      first: (id) => before(gitte, id, propose(kind)),
      deed: () => (tx, clerk, id, requestId) => stepClosing(tx, { ...base(clerk, id, requestId), step: { kind, words: 'Ja' } }),
      through: 1,
      left: 0n,
    }),
  ),
  {
    what: 'recover what was written off',
    by: gitte,
    first: async (id) => {
      await before(gitte, id, propose('write_off'))
      return before(poul, id, (tx, clerk, loanId, requestId) =>
        stepClosing(tx, { ...base(clerk, loanId, requestId), step: { kind: 'write_off', words: 'Ja' } }),
      )
    },
    deed: () => (tx, clerk, id, requestId) =>
      moveMoney(tx, { ...base(clerk, id, requestId), move: { kind: 'recover', amount: kroner(600), on: day(today) } }),
    through: 1,
    left: 0n,
  },
]

const over = async (id: LoanId) => {
  const state = (await found(id))?.state ?? 'withdrawn'
  if (['applied', 'returned', 'offered', 'accepted'].includes(state)) await before(run.citizen, id, step({ kind: 'withdraw' }))
  if ((await found(id))?.state === 'handed_over') await before(gitte, id, close('recall'))
  const { outstanding } = await scene.as(gitte, noon(today), (tx) => standing(tx, id, today))
  if ((await found(id))?.state === 'repaying' && outstanding > 0n)
    expect(await move(gitte, id, { kind: 'pay', amount: outstanding, on: day(today) }, { on: today })).toEqual(done)
}

test.each(cases)('two at once $what: $through gets through, the books balance, and the same form again changes nothing', async (one) => {
  const id = await (one.make ?? paidOut)()
  const named = (await one.first?.(id)) ?? ''
  // A citizen has one person but two windows.
  const other: Clerk = one.by.kind === 'staff' ? { ...one.by, humanId: newId<'human'>() } : one.by
  const requests: Id<string>[] = [newId(), newId()]
  const press = (clerk: Clerk, requestId: string) => scene.as(clerk, noon(today), (tx) => one.deed(named)(tx, clerk, id, requestId))
  const answers = await Promise.all([press(one.by, requests[0] ?? ''), press(other, requests[1] ?? '')])
  expect(answers.filter((answer) => answer.ok)).toHaveLength(one.through)
  const events = async () => (await scene.as(gitte, noon(today), (tx) => eventsOf(tx, id))).length
  const kept = await events()
  const winner = answers[0].ok ? 0 : 1
  await press(winner === 0 ? one.by : other, requests[winner] ?? '')
  expect(await events(), 'a double click').toBe(kept)
  expect((await scene.as(gitte, noon(today), (tx) => standing(tx, id, today))).outstanding).toBe(one.left)
  for (const check of loanChecks) {
    const { differences } = await scene.database.ownerDb.read(nobody(day(today)), (tx) => check.batch(tx, null, 500))
    expect([check.name, differences]).toEqual([check.name, []])
  }
  const lines = await scene.as(gitte, noon(today), (tx) => trialBalance(tx, gitte.organisationId, day(today)))
  expect(lines.reduce((sum, line) => sum + line.balance, 0n)).toBe(0n)
  await over(id)
})
