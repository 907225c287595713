import { contextOf } from '#platform/http/context.ts'
import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { kroner } from '#kernel/money.ts'
import { assert, ok } from '#kernel/result.ts'
import { type SessionId, owedOf, planSession, registerAttendance } from '#modules/activities/index.ts'
import { ceaseByCheck, planApproved } from '#modules/business/index.ts'
import { type EnrolmentId, type EnrolmentPorts, type StepWish, enrolment, takeStep } from '#modules/enrolments/index.ts'
import {
  askForReview,
  type LoanId,
  applyForLoan,
  moveMoney,
  takeLoanStep,
  drawNote,
  keepAcceptance,
  reviewLoan,
  stepDeferral,
} from '#modules/loans/index.ts'
import { type ActingTold, actingConsents, recordActingConsent } from '#modules/people/index.ts'
import { type Play, act } from './play.ts'

/** What the run asks of the modules above it, as the program hands it over. */
export const runPorts: EnrolmentPorts = { owed: owedOf, planApproved, runEnded: askForReview, businessClosed: ceaseByCheck }

/** A step of the Place machine by Mette, or by Ibrahim where the job centre speaks for the citizen. */
export async function step(
  play: Play,
  who: 'mette' | 'ibrahim',
  on: string,
  enrolmentId: EnrolmentId,
  wish: StepWish,
  more: { reason?: string; words?: string } = {},
): Promise<void> {
  await play.moveTo(on)
  const { db, clock, stage } = play
  const actor = stage.actors[who]
  await act(db, clock, actor, (tx) => takeStep(tx, runPorts, { actor, enrolmentId, wish, ...more, at: clock.now() }))
}

/** The citizen lets an organisation act in their name: told in the phone to Ibrahim of the job centre, or at a meeting with Hanne of the programme. */
async function letAct({ db, clock, stage }: Play, who: 'ibrahim' | 'hanne', enrolmentId: EnrolmentId): Promise<void> {
  const actor = stage.actors[who]
  await act(db, clock, actor, async (tx) => {
    const run = await enrolment(tx, enrolmentId)
    assert(run !== null, 'whoever acts sees the run')
    const { organisationId } = actor
    const known = (await actingConsents(tx, run.personId)).some((one) => one.organisationId === organisationId && one.withdrawnAt === null)
    if (known) return ok(true as const)
    const told: ActingTold = {
      id: newId<'acting_consent'>(),
      organisationId,
      covers: who === 'hanne' ? ['proposals', 'loan'] : ['place', 'proposals'],
      givenHow: who === 'hanne' ? 'meeting' : 'phone',
      givenOn: clock.today(),
    }
    return recordActingConsent(tx, { actor, personId: run.personId, told, at: clock.now() })
  })
}

/** Offers the free place, has it accepted for the citizen, and starts the run. */
export async function place(
  play: Play,
  enrolmentId: EnrolmentId,
  days: { offered: string; accepted: string; starts: string },
): Promise<void> {
  const startOn = day(days.starts)
  await step(play, 'mette', days.offered, enrolmentId, {
    step: 'offer',
    startOn,
    answerBy: startOn,
    skipReason: '',
  })
  await play.moveTo(days.accepted)
  await letAct(play, 'ibrahim', enrolmentId)
  await step(play, 'ibrahim', days.accepted, enrolmentId, { step: 'accept' })
  await step(play, 'mette', days.starts, enrolmentId, { step: 'start', on: startOn })
}

type Lesson = { phase: 'qualifying' | 'main'; activity: string; minutes: number }

/** Søren plans a session of one activity for one run, at ten o'clock in Næstved. */
export async function appoint(play: Play, run: EnrolmentId, on: string, lesson: Lesson): Promise<SessionId> {
  const { db, clock, stage } = play
  const actor = stage.actors.soeren
  const requestId = newId<'session'>()
  const startsAt = Temporal.PlainTime.from('10:00')
  const place = 'Erhvervshuset, Næstved'
  const plan = { ...lesson, agreementId: stage.agreementId, on: day(on), startsAt, place, enrolmentIds: [run], requestId }
  return act(db, clock, actor, (tx) => planSession(tx, { actor, plan, at: clock.now() }))
}

/** Plans a session of one activity and registers it on its day. */
export async function hold(play: Play, run: EnrolmentId, on: string, session: Lesson & { absent?: boolean }): Promise<void> {
  await play.moveTo(on)
  const { db, clock, stage } = play
  const actor = stage.actors.soeren
  const { absent = false, ...lesson } = session
  const sessionId = await appoint(play, run, on, lesson)
  const line = {
    enrolmentId: run,
    outcome: absent ? ('absent' as const) : ('present' as const),
    reason: absent ? ('child_ill' as const) : null,
  }
  const words = { done: '', next: '' }
  const register = {
    sessionId,
    requestId: newId(),
    words,
    version: 1,
    tookPlace: true,
    lines: [line],
    today: clock.today(),
    at: clock.now(),
  }
  await act(db, clock, actor, (tx) => registerAttendance(tx, { actor, ...register }))
}

type Wish = {
  amount: number
  terms: number
  purpose: string
  dueDay?: number
  days: readonly [string, string, string, ...string[]]
}

/** A loan from application to payout by hand: as `agreeOn` has it, and Gitte pays out on the fourth day. */
export async function lend(
  play: Play,
  enrolmentId: EnrolmentId,
  loan: Wish & { days: readonly [string, string, string, string] },
): Promise<LoanId> {
  const loanId = await agreeOn(play, enrolmentId, loan)
  await play.moveTo(loan.days[3])
  const { db, clock, stage } = play
  const actor = stage.actors.gitte
  const command = { actor, loanId, requestId: newId(), on: clock.today(), at: clock.now() }
  await act(db, clock, actor, (tx) => moveMoney(tx, { ...command, move: { kind: 'pay_out' } }))
  return loanId
}

/** Hanne applies on the citizen's behalf, on a day. */
export async function apply(play: Play, enrolmentId: EnrolmentId, on: string, loan: Omit<Wish, 'days'>): Promise<LoanId> {
  await play.moveTo(on)
  const { db, clock, stage } = play
  const { hanne } = stage.actors
  const { terms, purpose, dueDay: anchorDay = 1 } = loan
  const wish = { amount: kroner(loan.amount), terms, startPauseMonths: 0, anchorDay, purpose, requestId: newId(), otherAid: [] }
  await letAct(play, 'hanne', enrolmentId)
  return act(db, clock, hanne, (tx) => applyForLoan(tx, { actor: hanne, enrolmentId, wish, on: clock.today(), at: clock.now() }))
}

/** Hanne applies and advises for the citizen on a day, and Poul declines. */
export async function isDeclined(
  play: Play,
  enrolmentId: EnrolmentId,
  on: string,
  loan: Omit<Wish, 'days'> & { advice: string; reason: string; why: string },
): Promise<void> {
  const { db, clock, stage } = play
  const { hanne, poul } = stage.actors
  const loanId = await apply(play, enrolmentId, on, loan)
  const base = () => ({ loanId, requestId: newId(), on: clock.today(), at: clock.now() })
  await act(db, clock, hanne, (tx) => takeLoanStep(tx, { actor: hanne, ...base(), step: { kind: 'advise', words: loan.advice } }))
  await act(db, clock, poul, (tx) =>
    takeLoanStep(tx, { actor: poul, ...base(), step: { kind: 'decline', reason: loan.reason, words: loan.why } }),
  )
}

/** A loan from application to acceptance: Hanne applies and advises on the citizen's behalf, Poul decides, and the citizen signs on paper. */
export async function agreeOn(play: Play, enrolmentId: EnrolmentId, loan: Wish): Promise<LoanId> {
  const { db, clock, stage } = play
  const { hanne, poul } = stage.actors
  const [applied, advised, decided] = loan.days
  const loanId = await apply(play, enrolmentId, applied, loan)
  const base = () => ({ loanId, requestId: newId(), on: clock.today(), at: clock.now() })
  await play.moveTo(advised)
  const words = 'Budgettet hænger sammen. Afdraget kan betales, også i en måned med få kunder.'
  await act(db, clock, hanne, (tx) => takeLoanStep(tx, { actor: hanne, ...base(), step: { kind: 'advise', words } }))
  await play.moveTo(decided)
  const reason = 'Lånet går til det, planen bygger på, og der er kunder.'
  await act(db, clock, poul, (tx) =>
    takeLoanStep(tx, {
      actor: poul,
      ...base(),
      step: { kind: 'approve', words: reason, aidReference: `Egen liste ${clock.today().year}, ${loan.amount}` },
    }),
  )
  await acceptOnPaper(play, loanId)
  return loanId
}

/** The citizen has signed on paper: Hanne accepts with it, and the note is frozen as it was signed. */
async function acceptOnPaper({ db, clock, stage }: Play, loanId: LoanId): Promise<void> {
  const { hanne } = stage.actors
  const [today, now] = [clock.today(), clock.now()]
  const who = { actor: hanne, lang: 'da', today, now, context: contextOf(hanne, today) } as const
  const drawn = async (signature: 'line' | 'paper') => {
    const note = await drawNote({ db }, who, { loanId, signature })
    if (!note.ok) throw new Error(`The demo's note was refused: ${note.refusal.kind}`)
    return note.value.note
  }
  const [signed, note] = [await drawn('line'), await drawn('paper')]
  await act(db, clock, hanne, (tx) => keepAcceptance(tx, who, { loanId, requestId: newId(), note, signed }))
}

/** Hanne reviews a loan whose run ended early. */
export async function review(play: Play, loanId: LoanId, on: string, words: string): Promise<void> {
  await play.moveTo(on)
  const { db, clock, stage } = play
  const actor = stage.actors.hanne
  const command = { actor, loanId, requestId: newId(), on: clock.today(), at: clock.now() }
  await act(db, clock, actor, (tx) => reviewLoan(tx, { ...command, words }))
}

/** Hanne grants a pause from an instalment on. */
export async function grantPause(
  play: Play,
  loanId: LoanId,
  on: string,
  pause: { from: string; months: number; words: string },
): Promise<void> {
  await play.moveTo(on)
  const { db, clock, stage } = play
  const actor = stage.actors.hanne
  const command = { actor, loanId, requestId: newId(), on: clock.today(), at: clock.now() }
  const deferral = { kind: 'pause', fromDue: day(pause.from), months: pause.months } as const
  await act(db, clock, actor, (tx) =>
    stepDeferral(tx, {
      ...command,
      step: { kind: 'defer', answers: null, wish: 'borrower', deferral, reason: 'other', words: pause.words },
    }),
  )
}

/** Gitte registers a payment on its day. */
export async function pay(play: Play, loanId: LoanId, on: string, amount: number): Promise<void> {
  await play.moveTo(on)
  const { db, clock, stage } = play
  const actor = stage.actors.gitte
  const command = { actor, loanId, requestId: newId(), on: clock.today(), at: clock.now() }
  await act(db, clock, actor, (tx) => moveMoney(tx, { ...command, move: { kind: 'pay', amount: kroner(amount), on: clock.today() } }))
}
