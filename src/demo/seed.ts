import { day } from '#kernel/days.ts'
import { nobody } from '#platform/db/database.ts'
import type { EnrolmentId } from '#modules/enrolments/index.ts'
import type { LoanId } from '#modules/loans/index.ts'
import { saveSenders } from '#modules/notices/index.ts'
import type { ReferralId } from '#modules/referrals/index.ts'
import { accepted, askedAgain, assess, complains, decideBoth, draft, refer, refusedAfterHearing, settle } from './intake.ts'
import { aminaBudgets, aminaPlans, aminaTrades, karimPlans, karimTrades, leylaBegins } from './business.ts'
import { course, moved, taught } from './class.ts'
import { evaluate, learn } from './committee.ts'
import { birgitteSigns, everybodyReads } from './readers.ts'
import { neighbourJoins, neighbourStarts, neighbourWaits } from './neighbour.ts'
import type { DemoCitizen } from './invite.ts'
import { type Play, type Theatre, away, openPlay, publishDeadlines } from './play.ts'
import {
  type Debtors,
  type Debts,
  boIsWrittenOff,
  boStops,
  debtorsAccepted,
  debtorsBorrow,
  debtorsStart,
  faxeJoins,
  kajaDisputes,
  kajaIsHandedOver,
  kajaIsWarned,
  samirApplies,
  samirStarts,
} from './debts.ts'
import { accountIsOpened, bankTells, closeMonths, moneyIsGranted, payOutInBatch, putAside } from './finance.ts'
import { agreeOn, appoint, grantPause, hold, isDeclined, lend, pay, place, review, step } from './run.ts'

/** When the demo's play starts, where it opens, and since when messages are still unread. */
export const demoOpensAt = {
  start: Temporal.Instant.from('2015-09-01T07:00:00Z'),
  open: '2016-10-12',
  unread: '2016-10-03T00:00:00Z',
}

/** Plays the pilot from September 2015 to October 2016, through the same actions the pages use. */
export async function seedDemo(theatre: Theatre): Promise<DemoCitizen[]> {
  const play = await openPlay(theatre)
  await publishDeadlines(play)
  const faxe = await faxeJoins(play)
  await useDigitalPost(theatre)
  const runs = await autumn(play, faxe)
  const winterLoans = await winter(play, faxe, runs)
  const greve = await neighbourJoins(play)
  await useDigitalPost(theatre)
  await summer(play, { greve, faxe }, runs, winterLoans)
  await october(play, faxe, { ...winterLoans, ...runs })
  const staff = [play, greve, faxe].flatMap(({ stage }) => Object.values(stage.actors))
  await everybodyReads(play, [...new Set(staff)], Temporal.Instant.from(demoOpensAt.unread))
  await play.moveTo(demoOpensAt.open)
  return play.citizens
}

const first = { referred: '2015-09-07', assessed: '2015-09-14', decided: '2015-09-17' }

// Says whose letters go by Digital Post; again when somebody has joined, for one who does not exist is no sender.
function useDigitalPost({ db, clock, senders = new Map() }: Theatre): Promise<void> {
  return db.transaction(nobody(clock.today()), (tx) => saveSenders(tx, senders))
}

type Runs = { karim: EnrolmentId; amina: EnrolmentId; henning: ReferralId; debtors: Debtors }

/** Jonas and Karim start on the two places; Henning is refused; Amina is accepted and waits. */
async function autumn(play: Play, faxe: Play): Promise<Runs> {
  const debtors = await debtorsAccepted(faxe)
  const jonas = await accepted(play, 'jonas', first)
  const karim = await accepted(play, 'karim', { referred: '2015-09-18', assessed: '2015-09-22', decided: '2015-09-24' })
  await debtorsStart(faxe, debtors)
  await place(play, jonas, { offered: '2015-09-25', accepted: '2015-09-28', starts: '2015-10-05' })
  await birgitteSigns(play)
  await place(play, karim, { offered: '2015-10-05', accepted: '2015-10-06', starts: '2015-10-07' })
  await birgitteSigns(play)
  const henning = await refusedAfterHearing(play, 'henning', {
    referred: '2015-10-08',
    assessed: '2015-10-15',
    heard: '2015-10-20',
    until: '2015-11-03',
    answered: '2015-10-29',
    refused: '2015-11-05',
    why: 'Ideen kræver en bevilling, som ikke kan fås, og der er ingen kunder endnu.',
    answer: 'Henning er uenig, men har ikke nye oplysninger.',
  })
  const amina = await accepted(play, 'amina', { referred: '2015-11-09', assessed: '2015-11-16', decided: '2015-11-18' })
  await complains(play, henning, '2015-11-19', 'Henning ringer og klager. Han mener, at kommunen ikke har set på hans aftale om lokaler.')
  const same = 'Aftalen om lokaler ændrer ikke, at der mangler en bevilling.'
  await settle(play, henning, '2015-12-10', { kind: 'forward', considerations: same })
  await step(
    play,
    'mette',
    '2015-12-18',
    jonas,
    { step: 'end_early', lastDay: day('2015-12-18'), initiator: 'citizen', tookPart: true },
    { reason: 'got_job' },
  )
  await birgitteSigns(play)
  return { karim, amina, henning, debtors }
}

type Winter = { karimsLoan: LoanId; leyla: EnrolmentId; samir: EnrolmentId; debts: Debts }

/** Amina takes the freed place; Karim's sessions, his gate and his loan. */
async function winter(play: Play, faxe: Play, { karim, amina, henning, debtors }: Runs): Promise<Winter> {
  await place(play, amina, { offered: '2015-12-21', accepted: '2015-12-28', starts: '2016-01-04' })
  await birgitteSigns(play)
  await sessions(play, karim, '2016-01-06', 1)
  await karimPlans(play, karim)
  const leyla = await accepted(play, 'leyla', { referred: '2016-02-15', assessed: '2016-02-22', decided: '2016-02-25' })
  await sessions(play, amina, '2016-03-02', 3)
  const board = 'Ankestyrelsen er enig i, at bevillingen er afgørende.'
  await settle(play, henning, '2016-03-15', { kind: 'appeal', outcome: 'confirmed', considerations: board })
  const samir = await samirStarts(faxe)
  await aminaPlans(play, amina)
  await play.moveTo('2016-04-07')
  await learn(play)
  await askedAgain(play, amina, '2016-04-07', 'mid_phase', [3, 4, 3, 3, 3, 2, 3])
  await step(play, 'mette', '2016-04-11', karim, {
    step: 'pass_gate',
    on: day('2016-04-11'),
    despite: 'Karim har kunderne og mangler kun at få øvelse.',
  })
  await accountIsOpened(play)
  await moneyIsGranted(play, 250_000)
  const loan = await lend(play, karim, {
    amount: 40_000,
    terms: 24,
    purpose: 'Brugt varevogn med plads til to paller.',
    days: ['2016-04-12', '2016-04-14', '2016-04-18', '2016-04-20'],
  })
  const debts = await debtorsBorrow(faxe, debtors)
  // Mondays in May: Whit Monday is passed over.
  const vat = { activity: 'vat_class', label: 'Hold 2, moms', from: '2016-05-09', weekday: 1, count: 3, startsAt: '09:00' }
  const [first, second, third] = await course(play, { ...vat, people: [amina] })
  await evaluate(play)
  await taught(play, first, { enrolmentId: amina, outcome: 'present', done: 'Hvornår man skal registreres, og hvad moms er.' })
  await taught(play, second, { enrolmentId: amina, outcome: 'late', done: 'Momsangivelsen, felt for felt.' })
  await karimTrades(play, karim)
  await step(
    play,
    'mette',
    '2016-05-27',
    karim,
    { step: 'end_early', lastDay: day('2016-05-27'), initiator: 'citizen', tookPart: true },
    { reason: 'business_needs_no_more_help' },
  )
  await birgitteSigns(play)
  await taught(play, third, { enrolmentId: amina, outcome: 'present', done: 'Hver sin egen angivelse for et kvartal.' })
  await review(play, loan, '2016-05-30', 'Karim har kunderne og kan betale. Planen fortsætter.')
  await pay(play, loan, '2016-06-01', 1667)
  await place(play, leyla, { offered: '2016-06-01', accepted: '2016-06-03', starts: '2016-06-06' })
  await boStops(faxe, debtors, debts)
  return { karimsLoan: loan, leyla, samir, debts }
}

type Neighbours = Record<'greve' | 'faxe', Play>

/** Amina passes to the main phase, is declined the loan she asks for and borrows less; Fatou waits. */
async function summer(play: Play, { greve, faxe }: Neighbours, { amina }: Runs, { karimsLoan, leyla, debts }: Winter): Promise<void> {
  await pay(play, karimsLoan, '2016-07-01', 1667)
  await boIsWrittenOff(faxe, debts)
  await pay(play, karimsLoan, '2016-08-01', 1667)
  await step(play, 'mette', '2016-08-02', amina, {
    step: 'pass_gate',
    on: day('2016-08-02'),
    despite: 'De sidste samtaler er aftalt i august.',
  })
  await askedAgain(play, amina, '2016-08-02', 'gate', [4, 4, 3, 4, 3, 3, 3])
  await aminaBudgets(play, amina)
  await isDeclined(play, amina, '2016-08-02', {
    amount: 48_000,
    terms: 36,
    purpose: 'Ny industrisymaskine og indretning af et lokale.',
    advice: 'Afdraget på 1.333 kr. kan ikke betales i en måned med få kunder. En brugt maskine er nok at begynde med.',
    reason: 'budget_does_not_hold',
    why: 'Budgettet kan ikke bære afdraget. Søg gerne igen om et mindre beløb.',
  })
  const aminasLoan = await agreeOn(play, amina, {
    amount: 31_500,
    terms: 36,
    purpose: 'Brugt industrisymaskine og stoffer til de første varer.',
    days: ['2016-08-03', '2016-08-08', '2016-08-12'],
  })
  await payOutInBatch(play, aminasLoan, '2016-08-15')
  await neighbourStarts(greve)
  await hold(play, amina, '2016-08-24', { phase: 'main', activity: 'individual_sparring', minutes: 60 })
  const nadia = await refusedAfterHearing(play, 'nadia', {
    referred: '2016-08-24',
    assessed: '2016-08-25',
    heard: '2016-08-25',
    until: '2016-09-08',
    answered: '2016-08-26',
    refused: '2016-08-29',
    why: 'Der er allerede to negleklinikker ved stationen, og budgettet går ikke op.',
    answer: 'Nadia skriver, at hun har talt med begge klinikker, og at de har ventelister.',
  })
  await kajaIsWarned(faxe, debts)
  // Ibrahim is away in the first week of September: Lone stands in, and the cases say so.
  await away(play, '2016-08-29', { from: '2016-09-05', until: '2016-09-09' })
  // The two authorities see Peter differently and do not get on: the published deadline passes on the day before the demo opens.
  const peter = await refer(play, 'peter', '2016-08-29')
  const fatou = await refer(play, 'fatou', '2016-08-29')
  await assess(play, peter, '2016-09-05', [3, 3, 2, 4, 3, 1, 3], { by: 'lone', own: [3, 4, 3, 2, 3, 3, 3] })
  await assess(play, fatou, '2016-09-05', [3, 4, 3, 3, 3, 3, 2], { by: 'lone' })
  await decideBoth(play, fatou, '2016-09-08', { outcome: 'accepted' }, 'lone')
  await pay(play, karimsLoan, '2016-09-09', 1667)
  await kajaIsHandedOver(faxe, debts)
  await closeMonths(play, ['2016-04', '2016-05', '2016-06', '2016-07'], '2016-08')
  await aminaTrades(play, amina)
  await leylaBegins(play, leyla)
  await hold(play, amina, '2016-09-14', { phase: 'main', activity: 'course_day', minutes: 360 })
  await complains(play, nadia, '2016-09-26', 'Nadia ringer og klager. Hun vil gerne vise aftalerne med de to klinikker.')
  await neighbourWaits(greve)
}

type October = Pick<Winter, 'karimsLoan' | 'leyla' | 'samir' | 'debts'> & Pick<Runs, 'amina'>

/** The bank tells what came in, Karim is granted a pause, Samir applies, Kaja disputes, and the next weeks are planned. */
async function october(play: Play, faxe: Play, { karimsLoan, leyla, samir, debts, amina }: October): Promise<void> {
  await play.moveTo('2016-10-03')
  await bankTells(play, [
    { amount: '1.667,00', who: 'Karim Haddad', text: 'Indbetalingskort', loan: karimsLoan },
    { amount: '875,00', who: 'Amina Y', text: 'afdrag oktober', loan: null },
    { amount: '12,50', who: 'Banken', text: 'Renter af indestående', loan: null },
  ])
  await putAside(play, 'Renter af indestående', 'Renter fra banken. De hører til i kommunens eget regnskab.')
  const slack = 'To måneder med få kørsler. Kunderne er aftalt fra januar.'
  await grantPause(play, karimsLoan, '2016-10-05', { from: '2016-11-01', months: 2, words: slack })
  await samirApplies(faxe, samir)
  await kajaDisputes(faxe, debts)
  const tax = { activity: 'tax_class', label: 'Hold 3, skat', from: '2016-10-20', weekday: 4, count: 3, startsAt: '13:00' }
  const [, , last] = await course(play, { ...tax, people: [leyla] })
  await moved(play, last, '2016-11-04')
  await draft(play, 'omar', '2016-10-10')
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

/** Eight sessions, two days apart but for weekends; every `absentNth` one is missed. */
async function sessions(play: Play, run: EnrolmentId, from: string, absentNth: number): Promise<void> {
  let on = day(from)
  for (const [index, [activity, minutes]] of programme.entries()) {
    await hold(play, run, on.toString(), { phase: 'qualifying', activity, minutes, absent: absentNth > 1 && index % absentNth === 2 })
    on = on.add({ days: 2 })
    if (on.dayOfWeek > 5) on = on.add({ days: 8 - on.dayOfWeek })
  }
}
