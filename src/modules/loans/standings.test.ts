import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { kroner, sumOre } from '#kernel/money.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { idColumn } from '#platform/db/row.ts'
import { z } from 'zod'
import { noon } from '../../../test/support/enrolment-scene.ts'
import { stepArrears } from './actions/arrears.ts'
import { type ClosingStep, stepClosing } from './actions/closing.ts'
import { stepDeferral } from './actions/defer.ts'
import { lenderPots } from './actions/pots.ts'
import { loanChecks } from './actions/verify.ts'
import type { LoanId } from './domain/loan.ts'
import { movedMonths } from './store/pots.ts'
import { eventsOf } from './store/events.ts'
import { loan as loanById } from './store/loans.ts'
import { counted } from './test-support/counted-share.ts'
import { move, paidOut, scene, staff, standing } from './test-support/loan-scene.ts'

afterAll(() => scene.database.close())

const { hanne, poul, gitte } = staff
const owner = scene.database.ownerDb
const start = day('2016-04-15')
const lastDay = start.add({ days: 300 })

const drawn = fc.array(
  fc.record({
    wait: fc.nat(25),
    back: fc.nat(40),
    kind: fc.constantFrom('pay', 'pay', 'pay', 'pay', 'undo', 'refund', 'defer', 'pause', 'resume', 'close', 'close', 'hand_over'),
    kroner: fc.integer({ min: 1, max: 600 }),
    pick: fc.nat(),
  }),
  { minLength: 3, maxLength: 9 },
)
type Drawn = typeof drawn extends fc.Arbitrary<(infer One)[]> ? One : never

/** Takes one drawn step as whoever may; a step that is refused changes nothing and is no matter. */
async function take(id: LoanId, today: string, { kind, back, kroner: amount, pick }: Drawn): Promise<void> {
  const earlier = day(today).subtract({ days: back })
  const on = Temporal.PlainDate.compare(earlier, start) < 0 ? start : earlier
  const as = (actor: typeof gitte) => ({ actor, loanId: id, requestId: newId(), on: day(today), at: noon(today) })
  const close = (actor: typeof gitte, step: ClosingStep) => scene.as(actor, noon(today), (tx) => stepClosing(tx, { ...as(actor), step }))
  switch (kind) {
    case 'undo': {
      const events = await scene.as(gitte, noon(today), (tx) => eventsOf(tx, id))
      const target = events.filter((event) => event.name === 'pay' || event.name === 'recover').at(pick % 3)
      if (target !== undefined) await move(gitte, id, { kind: 'undo', eventId: target.id }, { on: today })
      return
    }
    case 'defer': {
      const state = await scene.as(gitte, noon(today), (tx) => standing(tx, id, today))
      const deferral = { kind: 'pause', fromDue: state.next?.due ?? day(today), months: 1 + (pick % 2) } as const
      await scene.as(hanne, noon(today), (tx) =>
        stepDeferral(tx, {
          ...as(hanne),
          step: { kind: 'defer', answers: null, wish: 'borrower', deferral, reason: 'other', words: 'Ja' },
        }),
      )
      return
    }
    case 'pause':
    case 'resume': {
      const step =
        kind === 'pause'
          ? ({ kind: 'arrears_pause', from: day(today), until: null, words: 'Ro' } as const)
          : ({ kind: 'arrears_resume', words: 'Slut' } as const)
      await scene.as(gitte, noon(today), (tx) => stepArrears(tx, { ...as(gitte), step }))
      return
    }
    case 'close':
    case 'hand_over': {
      if (pick % 2 === 0) return
      const closing = kind === 'hand_over' ? kind : pick % 4 === 1 ? 'write_off' : 'remit'
      await close(gitte, { kind: 'propose_closing', closing, reason: 'other', words: 'Lukket' })
      await close(poul, { kind: closing, words: 'Ja' })
      return
    }
    case 'refund':
      await move(gitte, id, { kind, amount: kroner(amount) }, { on: today })
      return
    case 'pay': {
      const money = { amount: kroner(amount), on }
      const paid = await move(gitte, id, { kind, ...money }, { on: today })
      if (!paid.ok) await move(gitte, id, { kind: 'recover', ...money }, { on: today })
    }
  }
}

async function differences(): Promise<unknown[]> {
  const found = await Promise.all(loanChecks.map((check) => owner.read(nobody(lastDay), (tx) => check.batch(tx, null, 500))))
  return found.flatMap((each) => each.differences)
}

const everyLoan = () =>
  owner.read(nobody(lastDay), async (tx) => {
    const ids = await tx.rows(z.object({ id: idColumn<'loan'>() }), sql`select id from loans.loan order by id`)
    return Promise.all(ids.map(async ({ id }) => ({ terms: await loanById(tx, id), events: await eventsOf(tx, id) })))
  })

test('whatever happens to loans, the pot of any day and what moved in any month are what their logs count up to, and nothing that is stored differs', async () => {
  await fc.assert(
    fc.asyncProperty(drawn, fc.nat(300), async (steps, offset) => {
      const id = await paidOut()
      let today = day('2016-06-01')
      for (const step of steps) {
        today = today.add({ days: step.wait })
        await take(id, today.toString(), step)
      }
      expect(await differences()).toEqual([])
      const on = start.add({ days: offset })
      const asked = { lenderId: gitte.organisationId, asOf: on }
      const [pots, loans] = [await scene.as(gitte, noon('2017-03-01'), (tx) => lenderPots(tx, asked)), await everyLoan()]
      const shares = (until: typeof on) => loans.flatMap(({ terms, events }) => (terms === null ? [] : [counted(terms, events, until)]))
      const sum = (part: 'repaid' | 'lost' | 'recovered', until: typeof on) => sumOre(shares(until).map((each) => each[part]))
      for (const part of ['repaid', 'lost', 'recovered'] as const)
        expect([part, sumOre(pots.map((pot) => pot[part]))]).toEqual([part, sum(part, on)])
      const month = on.with({ day: 1 })
      const moved = await scene.as(gitte, noon('2017-03-01'), (tx) => movedMonths(tx, scene.agreementId, { from: month, until: month }))
      const [before, after] = [month.subtract({ days: 1 }), month.add({ months: 1 }).subtract({ days: 1 })]
      for (const part of ['repaid', 'lost', 'recovered'] as const)
        expect([part, moved[0]?.[part] ?? 0n]).toEqual([part, sum(part, after) - sum(part, before)])
      await endOf(id, today.toString())
    }),
    { numRuns: 8 },
  )
})

/** Ends a loan, so that the run is free for the next. */
async function endOf(id: LoanId, today: string): Promise<void> {
  const found = await scene.as(gitte, noon(today), (tx) => loanById(tx, id))
  if (found?.state !== 'repaying' && found?.state !== 'handed_over') return
  const { outstanding } = await scene.as(gitte, noon(today), (tx) => standing(tx, id, today))
  await move(gitte, id, { kind: 'pay', amount: outstanding, on: day(today) }, { on: today })
}
