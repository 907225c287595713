import { readFile } from 'node:fs/promises'
import { expect } from 'vitest'
import type { Actor, CitizenActor, Role, StaffActor } from '#kernel/actor.ts'
import { parseBankAccount } from '#kernel/bank-account.ts'
import { day } from '#kernel/days.ts'
import { parseFikCreditor } from '#kernel/fik.ts'
import { type Id, newId } from '#kernel/ids.ts'
import { type Ore, kroner } from '#kernel/money.ts'
import { assert } from '#kernel/result.ts'
import { addStaff } from '#modules/access/index.ts'
import { doWhatIsDue } from '#modules/enrolments/index.ts'
import { type Tx, nobody, refusing } from '#platform/db/database.ts'
import { makeScene, noon } from '../../../../test/support/enrolment-scene.ts'
import { applyConstraints, applyForLoan } from '../actions/apply.ts'
import { decideOwnAccount, proposeAccount } from '../actions/own-accounts.ts'
import { type MoneyMove, moveMoney } from '../actions/money.ts'
import { type Step, takeLoanStep } from '../actions/take-step.ts'
import type { OtherAid } from '../domain/aid.ts'
import { replayLoan } from '../domain/engine/index.ts'
import { type LoanId, settingsOf } from '../domain/loan.ts'
import type { PaymentFormat } from '../domain/own-account.ts'
import { moneyLog } from '../domain/recorded-event.ts'
import { eventsOf } from '../store/events.ts'
import { loan as loanById } from '../store/loans.ts'

type Run = { id: Id<'enrolment'>; citizen: CitizenActor }
const filed = JSON.parse(await readFile('pilots/ishoej-2015.json', 'utf8')) as { period: object }

/** The pilot with four places, on a database of the test file's own; the file closes it. */
export const scene = await makeScene({ period: { ...filed.period, places: 4 } })
const home = scene.mette.organisationId
/** The adviser, the approver and the clerk of the lender, and an approver of another organisation. */
export const staff = {
  hanne: await hire('Hanne Friis', 'financial_adviser', home),
  poul: await hire('Poul Krogh', 'approver', home),
  gitte: await hire('Gitte Dam', 'finance_clerk', home),
  outsider: await hire('Kim Sand', 'approver', scene.birgitte.organisationId),
}
/** The run, at its gate, that the loans are applied for in: one open loan at a time. */
export const run = await atGate('Amina Yıldız')

async function hire(name: string, role: Role, organisationId: StaffActor['organisationId']): Promise<StaffActor> {
  const email = `${name.toLowerCase().replaceAll(' ', '.')}@example.dk`
  const { accountId } = await scene.database.db.transaction(nobody(day('2015-09-01')), (tx) =>
    addStaff(tx, { name, email, organisationId, roles: [role], at: noon('2015-09-01') }),
  )
  return { kind: 'staff', accountId, humanId: newId(), name, organisationId, roles: [role] }
}

/** A new citizen in the qualifying phase. */
export async function started(name: string): Promise<Run> {
  const one = await scene.accepted(name, '2015-09-14')
  const wish = { step: 'offer', startOn: day('2015-10-05'), answerBy: day('2015-09-25'), skipReason: 'Kan starte nu' } as const
  for (const [actor, on, step] of [
    [scene.mette, '2015-09-15', wish],
    [scene.ibrahim, '2015-09-20', { step: 'accept' }],
    [scene.mette, '2015-10-05', { step: 'start', on: day('2015-10-05') }],
  ] as const) {
    const taken = await scene.step(actor, on, one.id, step)
    assert(taken.ok, JSON.stringify(taken))
  }
  return one
}

async function atGate(name: string): Promise<Run> {
  const one = await started(name)
  await doWhatIsDue(scene.database.db, scene.ports, day('2016-04-05'), noon('2016-04-05'))
  return one
}

/** An own account of the lender's in use: proposed by the clerk, confirmed by the approver. */
export async function ownAccount(text: string, creditor: string | null = null, format: PaymentFormat = 'pain.001.001.03'): Promise<void> {
  const account = parseBankAccount(text)
  const number = creditor === null ? null : parseFikCreditor(creditor)
  assert(account.ok && number?.ok !== false, 'an account')
  const facts = { account: account.value, holder: 'Næstved Kommune', bic: null, creditor: number?.value ?? null, format }
  const at = noon('2016-04-01')
  const id = newId<'own_account'>()
  await scene.as(staff.gitte, at, (tx) => proposeAccount(tx, { actor: staff.gitte, requestId: id, at, facts, closes: false }))
  const confirmed = await scene.as(staff.poul, at, (tx) => decideOwnAccount(tx, { actor: staff.poul, id, decision: 'confirmed', at }))
  expect(confirmed).toEqual(done)
}

type Wish = { otherAid?: readonly OtherAid[]; amount?: Ore; terms?: number; requestId?: string; on?: string; enrolmentId?: Id<'enrolment'> }
/** Applies for 1,000 kr. in ten instalments unless told otherwise. */
export const apply = (
  actor: Actor,
  { otherAid = [], amount = kroner(1000), terms = 10, requestId = newId(), on = '2016-04-12', enrolmentId = run.id }: Wish = {},
) =>
  refusing(
    () =>
      scene.as(actor, noon(on), (tx) =>
        applyForLoan(tx, {
          actor,
          enrolmentId,
          wish: { amount, terms, startPauseMonths: 0, anchorDay: 1, purpose: 'Symaskine', requestId, otherAid },
          on: day(on),
          at: noon(on),
        }),
      ),
    applyConstraints,
  )
/** Takes a step. */
export const take = (actor: Actor, loanId: LoanId, step: Step, requestId: string = newId(), on = '2016-04-12') =>
  scene.as(actor, noon(on), (tx) => takeLoanStep(tx, { actor, loanId, requestId, step, on: day(on), at: noon(on) }))
/** Moves money, on 1 June 2016 unless told otherwise. */
export const move = (actor: Actor, loanId: LoanId, what: MoneyMove, { on = '2016-06-01', requestId = newId() as string } = {}) =>
  scene.as(actor, noon(on), (tx) => moveMoney(tx, { actor, loanId, requestId, move: what, on: day(on), at: noon(on) }))
/** Registers a payment on 1 June 2016, effective on a day. */
export const pay = (loanId: LoanId, amount: Ore, on: string, requestId: string = newId()) =>
  move(staff.gitte, loanId, { kind: 'pay', amount, on: day(on) }, { requestId })
/** The approver's yes. */
export const approval = { kind: 'approve', words: 'Godkendt', aidReference: 'DM-2016-7' } as const
/** What an action answers when it is done. */
export const done = { ok: true, value: true }

/** A loan its borrower has applied for. */
export async function applied(wish: Wish = {}): Promise<LoanId> {
  const made = await apply(run.citizen, wish)
  assert(made.ok, JSON.stringify(made))
  return made.value
}
/** A loan that is offered. */
export async function offered(wish: Wish = {}): Promise<LoanId> {
  const id = await applied(wish)
  expect(await take(staff.hanne, id, { kind: 'advise', words: 'God idé' })).toEqual(done)
  expect(await take(staff.poul, id, approval)).toEqual(done)
  return id
}
/** A loan paid out on 15 April 2016. */
export async function paidOut(wish: Wish = {}): Promise<LoanId> {
  const id = await offered(wish)
  expect(await take(run.citizen, id, { kind: 'accept' })).toEqual(done)
  expect(await move(staff.gitte, id, { kind: 'pay_out' }, { on: '2016-04-15' })).toEqual(done)
  return id
}
/** The loan as it stands. */
export const found = (id: LoanId) => scene.as(staff.gitte, noon('2016-06-01'), (tx) => loanById(tx, id))
/** Withdraws a loan, so that the run is free for the next. */
export const withdraw = async (id: LoanId) => expect(await take(run.citizen, id, { kind: 'withdraw' })).toEqual(done)
/** Ends a loan that is being paid back, so that the run is free for the next. */
export async function payOff(id: LoanId) {
  const owed = await scene.as(staff.gitte, noon('2016-06-01'), (tx) => standing(tx, id, '2016-06-01'))
  if (owed.outstanding > 0n) expect(await pay(id, owed.outstanding, '2016-06-01')).toEqual(done)
}
/** What follows from a loan's log on a day. */
export async function standing(tx: Tx, id: LoanId, on: string) {
  const one = await loanById(tx, id)
  assert(one !== null, 'the loan is seen')
  const replayed = replayLoan(settingsOf(one), moneyLog(await eventsOf(tx, id)), day(on))
  assert(replayed.ok, 'the log can be replayed')
  return replayed.value
}
