import { day, isBefore } from '#kernel/days.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import type { EnrolmentId } from '#modules/enrolments/index.ts'
import type { LoanId } from '#modules/loans/index.ts'
import type { ReferralId } from '#modules/referrals/index.ts'
import { accepted, complains, refusedAfterHearing, settle } from './intake.ts'
import { aminaBudgets, aminaPlans, aminaTrades, leylaBegins } from './business.ts'
import { course, moved, taught } from './class.ts'
import { evaluate, learn } from './committee.ts'
import type { DemoCitizen } from './invite.ts'
import { type Play, away, publishDeadlines, setStage } from './play.ts'
import { appoint, grantPause, hold, lend, pay, place, review, step } from './run.ts'

/** When the demo's play starts and where it opens. */
export const demoOpensAt = {
  start: Temporal.Instant.from('2015-09-01T07:00:00Z'),
  open: '2016-10-12',
}

/** What the play needs: the database, a clock it may move, and what does all that has fallen due. */
export type Theatre = { db: Db; clock: Clock & { moveTo(instant: Temporal.Instant): void }; runDue: () => Promise<number> }

/** Plays the pilot from September 2015 to October 2016, through the same actions the pages use. */
export async function seedDemo({ db, clock, runDue }: Theatre): Promise<DemoCitizen[]> {
  const stage = await setStage(db, clock)
  const moveTo = async (on: string) => {
    if (!isBefore(clock.today(), day(on))) return
    clock.moveTo(Temporal.Instant.from(`${on}T08:00:00Z`))
    await runDue()
  }
  const play: Play = { db, clock, stage, moveTo, citizens: [] }
  await publishDeadlines(play)
  const runs = await autumn(play)
  await summer(play, runs, await winter(play, runs))
  await moveTo(demoOpensAt.open)
  return play.citizens
}

const first = { referred: '2015-09-07', assessed: '2015-09-14', decided: '2015-09-17' }

type Runs = { karim: EnrolmentId; amina: EnrolmentId; henning: ReferralId }

/** Jonas and Karim start on the two places; Henning is refused; Amina is accepted and waits. */
async function autumn(play: Play): Promise<Runs> {
  const jonas = await accepted(play, 'jonas', first)
  const karim = await accepted(play, 'karim', { referred: '2015-09-18', assessed: '2015-09-22', decided: '2015-09-24' })
  await place(play, jonas, { offered: '2015-09-25', accepted: '2015-09-28', starts: '2015-10-05' })
  await place(play, karim, { offered: '2015-10-05', accepted: '2015-10-06', starts: '2015-10-07' })
  const henning = await refusedAfterHearing(play, 'henning')
  const amina = await accepted(play, 'amina', { referred: '2015-11-09', assessed: '2015-11-16', decided: '2015-11-18' })
  await complains(play, henning)
  await step(
    play,
    'mette',
    '2015-12-18',
    jonas,
    { step: 'end_early', lastDay: day('2015-12-18'), initiator: 'citizen', tookPart: true },
    { reason: 'got_job' },
  )
  return { karim, amina, henning }
}

/** Amina takes the freed place; Karim's sessions, his gate and his loan. */
async function winter(play: Play, { karim, amina, henning }: Runs): Promise<{ karimsLoan: LoanId; leyla: EnrolmentId }> {
  await place(play, amina, { offered: '2015-12-21', accepted: '2015-12-28', starts: '2016-01-04' })
  await sessions(play, karim, '2016-01-06', 1)
  const leyla = await accepted(play, 'leyla', { referred: '2016-02-15', assessed: '2016-02-22', decided: '2016-02-25' })
  await sessions(play, amina, '2016-03-02', 3)
  const board = 'Ankestyrelsen er enig i, at bevillingen er afgørende.'
  await settle(play, henning, '2016-03-15', { kind: 'appeal', outcome: 'confirmed', considerations: board })
  await aminaPlans(play, amina)
  await play.moveTo('2016-04-07')
  await learn(play)
  await step(play, 'mette', '2016-04-11', karim, {
    step: 'pass_gate',
    on: day('2016-04-11'),
    despite: 'Karim har kunderne og mangler kun at få øvelse.',
  })
  const loan = await lend(play, karim, {
    amount: 40_000,
    terms: 24,
    purpose: 'Brugt varevogn med plads til to paller.',
    days: ['2016-04-12', '2016-04-14', '2016-04-18', '2016-04-20'],
  })
  // Mondays in May: Whit Monday is passed over.
  const vat = { activity: 'vat_class', label: 'Hold 2, moms', from: '2016-05-09', weekday: 1, count: 3, startsAt: '09:00' }
  const [first, second, third] = await course(play, { ...vat, people: [amina] })
  await evaluate(play)
  await taught(play, first, { enrolmentId: amina, outcome: 'present', done: 'Hvornår man skal registreres, og hvad moms er.' })
  await taught(play, second, { enrolmentId: amina, outcome: 'late', done: 'Momsangivelsen, felt for felt.' })
  await step(
    play,
    'mette',
    '2016-05-27',
    karim,
    { step: 'end_early', lastDay: day('2016-05-27'), initiator: 'citizen', tookPart: true },
    { reason: 'business_needs_no_more_help' },
  )
  await taught(play, third, { enrolmentId: amina, outcome: 'present', done: 'Hver sin egen angivelse for et kvartal.' })
  await review(play, loan, '2016-05-30', 'Karim har kunderne og kan betale. Planen fortsætter.')
  await pay(play, loan, '2016-06-01', 1667)
  await place(play, leyla, { offered: '2016-06-01', accepted: '2016-06-03', starts: '2016-06-06' })
  for (const on of ['2016-07-01', '2016-08-01']) await pay(play, loan, on, 1667)
  return { karimsLoan: loan, leyla }
}

/** Amina passes to the main phase and borrows; Fatou waits. */
async function summer(play: Play, { amina }: Runs, { karimsLoan, leyla }: Awaited<ReturnType<typeof winter>>): Promise<void> {
  await step(play, 'mette', '2016-08-02', amina, {
    step: 'pass_gate',
    on: day('2016-08-02'),
    despite: 'De sidste samtaler er aftalt i august.',
  })
  await aminaBudgets(play, amina)
  await lend(play, amina, {
    amount: 31_500,
    terms: 36,
    purpose: 'Brugt industrisymaskine og stoffer til de første varer.',
    days: ['2016-08-03', '2016-08-08', '2016-08-12', '2016-08-15'],
  })
  await hold(play, amina, '2016-08-24', { phase: 'main', activity: 'individual_sparring', minutes: 60 })
  // Ibrahim is away in the first week of September: Lone stands in, and Fatou's case says so.
  await away(play, '2016-08-26', { from: '2016-09-05', until: '2016-09-09' })
  await accepted(play, 'fatou', { referred: '2016-08-29', assessed: '2016-09-05', decided: '2016-09-08' }, 'lone')
  await pay(play, karimsLoan, '2016-09-09', 1667)
  await aminaTrades(play, amina)
  await leylaBegins(play, leyla)
  await hold(play, amina, '2016-09-14', { phase: 'main', activity: 'course_day', minutes: 360 })
  await pay(play, karimsLoan, '2016-10-03', 1667)
  const slack = 'To måneder med få kørsler. Kunderne er aftalt fra januar.'
  await grantPause(play, karimsLoan, '2016-10-05', { from: '2016-11-01', months: 2, words: slack })
  const tax = { activity: 'tax_class', label: 'Hold 3, skat', from: '2016-10-20', weekday: 4, count: 3, startsAt: '13:00' }
  const [, , last] = await course(play, { ...tax, people: [leyla] })
  await moved(play, last, '2016-11-04')
  await away(play, '2016-10-10', { from: '2016-10-17', until: '2016-10-21' })
  await appoint(play, leyla, '2016-10-14', { phase: 'qualifying', activity: 'business_coaching', minutes: 60 })
  await appoint(play, amina, '2016-10-18', { phase: 'main', activity: 'individual_sparring', minutes: 60 })
}

const programme = [
  ['personal_guidance', 60],
  ['business_coaching', 60],
  ['accounting_class', 180],
  ['financial_advice', 60],
  ['tax_class', 180],
  ['vat_class', 180],
  ['personal_guidance', 60],
  ['business_coaching', 60],
] as const

/** Eight sessions, two days apart; every `absentNth` one is missed. */
async function sessions(play: Play, run: EnrolmentId, from: string, absentNth: number): Promise<void> {
  let on = day(from)
  for (const [index, [activity, minutes]] of programme.entries()) {
    await hold(play, run, on.toString(), { phase: 'qualifying', activity, minutes, absent: absentNth > 1 && index % absentNth === 2 })
    on = on.add({ days: 2 })
  }
}
