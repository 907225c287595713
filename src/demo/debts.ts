import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { kroner } from '#kernel/money.ts'
import type { EnrolmentId } from '#modules/enrolments/index.ts'
import { type ClosingStep, type LoanId, moveMoney, noteOnLoan, stepClosing } from '#modules/loans/index.ts'
import type { StaffKey } from './cast.ts'
import { moneyIsGranted } from './finance.ts'
import { accepted } from './intake.ts'
import { type Neighbour, joins } from './joining.ts'
import { type Play, act } from './play.ts'
import { apply, lend, pay, place, review, step } from './run.ts'

const faxe: Neighbour = {
  organisation: {
    key: 'faxe',
    name: 'Faxe Kommune',
    shortName: 'Faxe',
    letter: 'F',
    municipalityCode: '0320',
    address: 'Prøvevej 20, 4640 Faxe',
    phone: { number: '00 00 03 20', hours: null, mark: 'assumption', why: { da: 'Opfundet til demoen.', en: 'Invented for the demo.' } },
  },
  caseworker: { key: 'pia', name: 'Pia Skov' },
  director: { key: 'jens', name: 'Jens Holm' },
  agreement: { key: 'faxe-2015', name: { da: 'Mikrolån, Faxe 2015', en: 'Microloans, Faxe 2015' } },
  terms: {
    period: {
      signedOn: '2015-08-24',
      startsOn: '2015-09-21',
      endsOn: '2016-12-31',
      runOffUntil: '2018-06-30',
      places: 4,
      pricePerPlaceMonthOre: 1_200_000,
      evaluationDueOn: '2017-03-15',
    },
    losses: {
      shares: { purchaser: 7000, provider: 3000 },
      clause: {
        da: 'Faxe Kommune bærer 70 procent af et tab på lån til sine borgere, Næstved Kommune 30 procent.',
        en: 'Faxe Kommune bears 70 per cent of a loss on loans to its citizens, Næstved Kommune 30 per cent.',
      },
    },
  },
}

/** Faxe, which is its own job centre, buys four places of Næstved and shares the losses. Answers the play with its people in the parts of job centre and director. */
export function faxeJoins(play: Play): Promise<Play> {
  return joins(play, faxe)
}

/** The runs of Faxe whose loans go wrong, each in its own way. */
export type Debtors = Record<'rikke' | 'bo' | 'kaja', EnrolmentId>

/** Rikke, Bo and Kaja are accepted. */
export async function debtorsAccepted(play: Play): Promise<Debtors> {
  const rikke = await accepted(play, 'rikke', { referred: '2015-09-01', assessed: '2015-09-02', decided: '2015-09-02' })
  const bo = await accepted(play, 'bo', { referred: '2015-09-02', assessed: '2015-09-03', decided: '2015-09-03' })
  const kaja = await accepted(play, 'kaja', { referred: '2015-09-03', assessed: '2015-09-04', decided: '2015-09-04' })
  return { rikke, bo, kaja }
}

/** They start on the same day. */
export async function debtorsStart(play: Play, runs: Debtors): Promise<void> {
  const days = { offered: '2015-09-24', accepted: '2015-09-24', starts: '2015-09-25' }
  for (const run of Object.values(runs)) await place(play, run, days)
}

/** Samir is accepted and takes the fourth place. */
export async function samirStarts(play: Play): Promise<EnrolmentId> {
  const samir = await accepted(play, 'samir', { referred: '2016-03-15', assessed: '2016-03-16', decided: '2016-03-16' })
  await place(play, samir, { offered: '2016-03-17', accepted: '2016-03-17', starts: '2016-03-18' })
  return samir
}

/** Their loans, while they stand. */
export type Debts = Record<keyof Debtors, LoanId>

/** All three pass the gate and borrow; the first instalments fall due in June. */
export async function debtorsBorrow(play: Play, { rikke, bo, kaja }: Debtors): Promise<Debts> {
  const on = day('2016-04-20')
  const despite = 'Budgettet er gennemgået, og kunderne er aftalt.'
  for (const run of [rikke, bo, kaja]) await step(play, 'mette', on.toString(), run, { step: 'pass_gate', on, despite })
  await moneyIsGranted(play, 100_000)
  const [wed, thu, fri] = ['2016-04-20', '2016-04-21', '2016-04-22']
  const kajas = { amount: 20_000, terms: 20, purpose: 'Stige, vogn og vandrenseanlæg.', days: [wed, wed, thu, thu] } as const
  const rikkes = { amount: 18_000, terms: 20, purpose: 'Brugt kassevogn med bure.', dueDay: 15, days: [wed, thu, thu, fri] } as const
  const bos = { amount: 12_000, terms: 12, purpose: 'Pølsevogn og køl.', days: [thu, thu, fri, fri] } as const
  return { kaja: await lend(play, kaja, kajas), rikke: await lend(play, rikke, rikkes), bo: await lend(play, bo, bos) }
}

/** June: all three pay, and Bo's stand fails. */
export async function boStops(play: Play, runs: Debtors, loans: Debts): Promise<void> {
  await pay(play, loans.kaja, '2016-06-01', 1000)
  await pay(play, loans.bo, '2016-06-01', 1000)
  await pay(play, loans.rikke, '2016-06-15', 900)
  const stops = { step: 'end_early', lastDay: day('2016-06-17'), initiator: 'citizen', tookPart: true } as const
  await step(play, 'mette', '2016-06-17', runs.bo, stops, { reason: 'business_stopped' })
  await review(play, loans.bo, '2016-06-20', 'Vognen er solgt, og gælden er større end det, den gav. Der er intet at betale af.')
}

/** July: Kaja stops paying, and what Bo owes is written off. */
export async function boIsWrittenOff(play: Play, loans: Debts): Promise<void> {
  const words = 'Virksomheden er lukket, og der er intet at hente.'
  await close(play, 'gitte', '2016-07-04', loans.bo, { kind: 'propose_closing', closing: 'write_off', reason: 'business_ceased', words })
  await close(play, 'poul', '2016-07-08', loans.bo, { kind: 'write_off', words: 'Enig. Kravet består, hvis der senere er penge.' })
  await pay(play, loans.rikke, '2016-07-15', 900)
}

/** The end of August: Rikke's last payment has come in, and Kaja is told that her loan will be handed over. */
export async function kajaIsWarned(play: Play, loans: Debts): Promise<void> {
  await pay(play, loans.rikke, '2016-08-15', 900)
  const words = 'To afdrag mangler, og du har hverken svaret på vores breve eller opkald.'
  await close(play, 'gitte', '2016-08-29', loans.kaja, { kind: 'propose_closing', closing: 'hand_over', reason: 'uncollectable', words })
}

/** September: Kaja's loan is handed over, and some money for Bo's stand comes in after all. */
export async function kajaIsHandedOver(play: Play, loans: Debts): Promise<void> {
  await close(play, 'poul', '2016-09-09', loans.kaja, { kind: 'hand_over', words: 'Varslet er gået, og der er ikke betalt.' })
  const { db, clock, stage } = play
  const actor = stage.actors.gitte
  const move = { kind: 'recover', amount: kroner(1500), on: clock.today() } as const
  await act(db, clock, actor, (tx) => moveMoney(tx, { actor, loanId: loans.bo, requestId: newId(), move, on: move.on, at: clock.now() }))
}

/** October: Kaja does not agree with the claim; Hanne notes it, and Poul has to decide. */
export async function kajaDisputes({ db, clock, stage, moveTo }: Play, loans: Debts): Promise<void> {
  await moveTo('2016-10-06')
  const actor = stage.actors.hanne
  const words = 'Kaja ringer. Hun mener, at afdraget i juli er betalt kontant til banken, og leder efter kvitteringen.'
  const command = { actor, loanId: loans.kaja, requestId: newId(), on: clock.today(), at: clock.now() }
  await act(db, clock, actor, (tx) => noteOnLoan(tx, { ...command, note: { kind: 'dispute', words } }))
}

/** Samir passes the gate and applies; Hanne has not advised yet. */
export async function samirApplies(play: Play, run: EnrolmentId): Promise<void> {
  const on = day('2016-10-05')
  await step(play, 'mette', on.toString(), run, { step: 'pass_gate', on, despite: 'Aftalerne med boligforeningerne er underskrevet.' })
  await apply(play, run, '2016-10-06', { amount: 24_000, terms: 24, purpose: 'Dækmaskine og kompressor til vognen.' })
}

async function close(play: Play, by: StaffKey, on: string, loanId: LoanId, closing: ClosingStep): Promise<void> {
  await play.moveTo(on)
  const { db, clock, stage } = play
  const actor = stage.actors[by]
  const command = { actor, loanId, requestId: newId(), on: clock.today(), at: clock.now(), step: closing }
  await act(db, clock, actor, (tx) => stepClosing(tx, command))
}
