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
import { moveMoney } from './actions/money.ts'
import { loanChecks } from './actions/verify.ts'
import type { LoanId } from './domain/loan.ts'
import { eventsOf } from './store/events.ts'
import { applied, done, found, move, offered, paidOut, run, scene, staff, standing, take } from './test-support/loan-scene.ts'
import {
  type Clerk,
  type Deed,
  arrears,
  base,
  before,
  calm,
  close,
  defer,
  fee,
  note,
  notified,
  pay,
  payMore,
  payOut,
  propose,
  refundOf,
  step,
  today,
} from './test-support/deeds.ts'

afterAll(() => scene.database.close())

const { hanne, poul, gitte } = staff

type Case = {
  what: string
  /** Two people with the role that does it. */
  by: Clerk
  make?: () => Promise<LoanId>
  /** What must stand before; answers an event the deed names. */
  first?: (id: LoanId) => Promise<string>
  deed: (named: string) => Deed
  /** Somebody else who does something else at the same instant; the same by a colleague when left out. */
  against?: { by: Clerk; deed: Deed }
  /** How many of the two, each with a form of their own, get through: one, both, or both where the one happens to come first. */
  through: 1 | 2 | '1 or 2'
  /** What is left afterwards, øre; two figures where it is the first or the second that came through. */
  left: bigint | readonly [bigint, bigint]
}

const accepted = async () => {
  const id = await offered()
  expect(await take(run.citizen, id, { kind: 'accept' })).toEqual(done)
  return id
}

const cases: Case[] = [
  { what: 'advise the application', by: hanne, make: applied, deed: () => step({ kind: 'advise', words: 'Godt' }), through: 1, left: 0n },
  {
    what: 'accept the offer while the citizen withdraws in another window',
    by: run.citizen,
    make: offered,
    deed: () => step({ kind: 'accept' }, '2016-04-14'),
    against: { by: run.citizen, deed: step({ kind: 'withdraw' }, '2016-04-14') },
    through: '1 or 2',
    left: 0n,
  },
  {
    what: 'pay the loan out while the citizen withdraws',
    by: gitte,
    make: () => accepted(),
    deed: () => payOut,
    against: { by: run.citizen, deed: step({ kind: 'withdraw' }) },
    through: 1,
    left: [100_000n, 0n],
  },
  ...(['write_off', 'remit'] as const).map(
    (kind): Case => ({
      what: `${kind} the claim while it is paid`,
      by: poul,
      first: (id) => before(gitte, id, propose(kind)),
      deed: () => (tx, clerk, id, requestId) => stepClosing(tx, { ...base(clerk, id, requestId), step: { kind, words: 'Ja' } }),
      against: { by: gitte, deed: pay },
      through: 1,
      left: 0n,
    }),
  ),
  {
    what: 'hand the claim over while the proposal is dropped',
    by: poul,
    first: (id) => before(gitte, id, propose('hand_over', notified)),
    deed: () => close('hand_over'),
    against: { by: gitte, deed: close('drop_closing') },
    through: 1,
    left: 100_000n,
  },
  {
    what: 'pay back too much while the payment is taken back',
    by: gitte,
    first: (id) => before(gitte, id, payMore),
    deed: () => refundOf(300),
    against: {
      by: gitte,
      deed: async (tx, clerk, id, requestId) => {
        const eventId = (await eventsOf(tx, id)).find((event) => event.name === 'pay')?.id ?? ''
        return moveMoney(tx, { ...base(clerk, id, requestId), move: { kind: 'undo', eventId } })
      },
    },
    through: 1,
    left: [0n, 100_000n],
  },
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
    deed: () => payOut,
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
    first: (id) => before(gitte, id, payMore),
    deed: () => refundOf(300),
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
  if (['applied', 'advised', 'returned', 'offered', 'accepted'].includes(state)) await before(run.citizen, id, step({ kind: 'withdraw' }))
  if ((await found(id))?.state === 'handed_over') await before(gitte, id, close('recall'))
  const { outstanding } = await scene.as(gitte, noon(today), (tx) => standing(tx, id, today))
  if ((await found(id))?.state === 'repaying' && outstanding > 0n)
    expect(await move(gitte, id, { kind: 'pay', amount: outstanding, on: day(today) }, { on: today })).toEqual(done)
}

test.each(cases)('two at once: $what: $through gets through, the books balance, and the same form again changes nothing', async (one) => {
  const id = await (one.make ?? paidOut)()
  const named = (await one.first?.(id)) ?? ''
  // A citizen has one person but two windows.
  const other: Clerk = one.by.kind === 'staff' ? { ...one.by, humanId: newId<'human'>() } : one.by
  const second = one.against ?? { by: other, deed: one.deed(named) }
  const requests: Id<string>[] = [newId(), newId()]
  const press = (winner: number) => {
    const [clerk, deed] = winner === 0 ? [one.by, one.deed(named)] : [second.by, second.deed]
    return scene.as(clerk, noon(today), (tx) => deed(tx, clerk, id, requests[winner] ?? ''))
  }
  const answers = await Promise.all([press(0), press(1)])
  const through = answers.filter((answer) => answer.ok).length
  expect(one.through === '1 or 2' ? [1, 2] : [one.through]).toContain(through)
  const events = async () => (await scene.as(gitte, noon(today), (tx) => eventsOf(tx, id))).length
  const kept = await events()
  const winner = answers[0].ok ? 0 : 1
  await press(winner)
  expect(await events(), 'a double click').toBe(kept)
  expect((await scene.as(gitte, noon(today), (tx) => standing(tx, id, today))).outstanding).toBe(
    typeof one.left === 'bigint' ? one.left : one.left[winner],
  )
  for (const check of loanChecks) {
    const { differences } = await scene.database.ownerDb.read(nobody(day(today)), (tx) => check.batch(tx, null, 500))
    expect([check.name, differences]).toEqual([check.name, []])
  }
  const lines = await scene.as(gitte, noon(today), (tx) => trialBalance(tx, gitte.organisationId, day(today)))
  expect(lines.reduce((sum, line) => sum + line.balance, 0n)).toBe(0n)
  await over(id)
})
