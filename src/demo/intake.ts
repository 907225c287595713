import { inventedCpr } from '#kernel/cpr.ts'
import { type Instant, day } from '#kernel/days.ts'
import { assert } from '#kernel/result.ts'
import { contextOf } from '#platform/http/context.ts'
import { assign } from '#modules/caseload/index.ts'
import { type EnrolmentId, enrolment, enrolmentOfReferral } from '#modules/enrolments/index.ts'
import {
  type DecisionDraft,
  type Judgement,
  type Moment,
  type ReferralId,
  type Score,
  answerHearing,
  complain,
  confirmDecision,
  proposeDecision,
  reassess,
  saveSectionAnswers,
  type Settlement,
  settleComplaint,
  sharingItems,
  startAssessment,
  startReferral,
  submitAssessment,
  submitReferral,
} from '#modules/referrals/index.ts'
import { intakePorts } from '../intake-ports.ts'
import { type CitizenKey, type CitizenPart, citizenCast } from './citizens.ts'
import { invite } from './invite.ts'
import { type Play, act } from './play.ts'

/** Who acts for the job centre: the caseworker, or the lead in his place. */
type JobCentrePart = 'ibrahim' | 'lone'

function partOf(key: CitizenKey): CitizenPart {
  const part = citizenCast.find((one) => one.key === key)
  assert(part !== undefined, 'the citizen is in the cast')
  return part
}

/** Ibrahim begins a referral on a day: who it is, contact and support basis; the rest waits. */
export async function draft(play: Play, key: CitizenKey, on: string): Promise<ReferralId> {
  await play.moveTo(on)
  const { db, clock, stage } = play
  const actor = stage.actors.ibrahim
  const part = partOf(key)
  const at = clock.now()
  const cpr: string = inventedCpr(part.born, part.serial)
  const started = await startReferral(db, { actor, agreementId: stage.agreementId, cpr, name: part.name, protectedAddress: false, at })
  if (!started.ok) throw new Error(`The demo's referral was refused: ${started.refusal.kind}`)
  const { referralId } = started.value
  const contact = {
    name: part.name,
    address: part.address ?? 'Vejledalen 1, 2635 Ishøj',
    phone: `0000${part.serial}34`,
    email: `${key}@demo.grobund.invalid`,
    lang: 'da' as const,
    interpreter: null,
    protectedAddress: false,
  }
  const sections = [
    { section: 'contact', contact },
    { section: 'support_basis', code: part.benefit, from: day('2014-02-01'), source: 'citizen' },
  ] as const
  for (const input of sections) await act(db, clock, actor, (tx) => saveSectionAnswers(tx, { actor, referralId, input, at }))
  return referralId
}

/** Ibrahim refers a citizen on a day: every section filled, sent. */
export async function refer(play: Play, key: CitizenKey, on: string): Promise<ReferralId> {
  const referralId = await draft(play, key, on)
  const { db, clock, stage } = play
  const actor = stage.actors.ibrahim
  const part = partOf(key)
  const at = clock.now()
  const agreed = Object.fromEntries(sharingItems.map((item) => [item, true]))
  const sections = [
    { section: 'idea', title: part.idea, text: part.text },
    {
      section: 'fitness',
      why: part.why,
      health: 'Ingen begrænsninger, der har betydning her.',
      economy: 'Budgettet hænger sammen uden ny gæld.',
    },
    { section: 'sharing', informed: true, agreed },
  ] as const
  for (const input of sections) await act(db, clock, actor, (tx) => saveSectionAnswers(tx, { actor, referralId, input, at }))
  await act(db, clock, actor, (tx) => submitReferral(tx, { actor, referralId, at }))
  await invite(play, part)
  return referralId
}

const criteria = ['complete', 'motivation', 'time_health', 'idea_market', 'skills', 'economy', 'network']

function judged(scores: readonly Score[]): Judgement[] {
  return criteria.map((criterion, index) => ({
    criterion,
    score: scores[index] ?? 3,
    sentence: 'Det har vi set i samtalen.',
    basis: 'Samtale og bilag',
  }))
}

/** Both authorities assess, each for itself; the job centre a while after the other, and with scores of its own where they are given. */
export async function assess(
  play: Play,
  referralId: ReferralId,
  on: string,
  scores: readonly Score[],
  more: { by?: JobCentrePart; own?: readonly Score[] } = {},
): Promise<void> {
  await play.moveTo(on)
  const { db, clock, stage } = play
  const { mette } = stage.actors
  const at = clock.now()
  await act(db, clock, mette, (tx) => assign(tx, { actor: mette, caseId: referralId, accountId: mette.accountId, at }))
  await act(db, clock, mette, (tx) => startAssessment(tx, { actor: mette, referralId, at }))
  await act(db, clock, mette, (tx) => submitAssessment(tx, { actor: mette, referralId, at, judgements: judged(scores) }))
  const actor = stage.actors[more.by ?? 'ibrahim']
  const judgements = judged(more.own ?? scores)
  await act(db, clock, actor, (tx) => submitAssessment(tx, { actor, referralId, at: soon(at), judgements }))
}

/** One turns the first key, one of the other authority the second. */
export async function decideBoth(
  play: Play,
  referralId: ReferralId,
  on: string,
  draft: Partial<DecisionDraft> & Pick<DecisionDraft, 'outcome'>,
  by: JobCentrePart = 'ibrahim',
): Promise<void> {
  await play.moveTo(on)
  const { db, clock, stage } = play
  const { mette } = stage.actors
  const second = stage.actors[by]
  const at = clock.now()
  const whole: DecisionDraft = {
    reason: '',
    reasonText: '',
    considerations: 'Vi har lagt vægt på, at du vil kunne gennemføre et iværksætterforløb.',
    legalRule: 'Lov om aktiv socialpolitik § 65',
    reviewOn: null,
    hearingUntil: null,
    ...draft,
  }
  const proposalId = await act(db, clock, mette, (tx) => proposeDecision(tx, { actor: mette, referralId, at, draft: whole }))
  await act(db, clock, second, (tx) => confirmDecision(tx, intakePorts, { actor: second, referralId, at: soon(at), proposalId }))
}

/** Takes a citizen all the way onto the waiting list; answers the run. `referred` is done in between, while the case is new. */
export async function accepted(
  play: Play,
  key: CitizenKey,
  days: { referred: string; assessed: string; decided: string },
  referred: (key: CitizenKey) => Promise<void> = () => Promise.resolve(),
): Promise<EnrolmentId> {
  const referralId = await refer(play, key, days.referred)
  await referred(key)
  await assess(play, referralId, days.assessed, [3, 4, 3, 3, 3, 3, 2])
  await decideBoth(play, referralId, days.decided, { outcome: 'accepted' })
  const { db, clock, stage } = play
  const run = await db.read(contextOf(stage.actors.mette, clock.today()), (tx) => enrolmentOfReferral(tx, referralId))
  assert(run !== null, 'whoever is accepted has a run')
  return run.id
}

/** The days of a refusal, and what is said: why, and what the citizen answered when heard. */
export type RefusalPart = Record<'referred' | 'assessed' | 'heard' | 'until' | 'answered' | 'refused', string> & {
  why: string
  answer: string
}

/** Refuses after a hearing that the citizen answered. */
export async function refusedAfterHearing(play: Play, key: CitizenKey, part: RefusalPart): Promise<ReferralId> {
  const referralId = await refer(play, key, part.referred)
  await assess(play, referralId, part.assessed, [1, 2, 2, 1, 2, 1, 2])
  const reason = { reason: 'idea_not_viable', considerations: part.why }
  await decideBoth(play, referralId, part.heard, { outcome: 'hearing', ...reason, hearingUntil: day(part.until) })
  await play.moveTo(part.answered)
  const { db, clock, stage } = play
  const actor = stage.actors.ibrahim
  await act(db, clock, actor, (tx) => answerHearing(tx, { actor, referralId, at: clock.now(), text: part.answer }))
  await decideBoth(play, referralId, part.refused, { outcome: 'refused', ...reason })
  return referralId
}

/** Looks again after a complaint, or writes down the board's answer, on a day. */
export async function settle(play: Play, referralId: ReferralId, on: string, settlement: Settlement): Promise<void> {
  await play.moveTo(on)
  const { db, clock, stage } = play
  const done = await settleComplaint(db, { actor: stage.actors.ibrahim, referralId, at: clock.now(), settlement })
  assert(done.ok, 'the complaint of the play is settled')
}

/** The refused citizen complains by phone on a day, and Ibrahim writes it down. */
export async function complains(play: Play, referralId: ReferralId, on: string, text: string): Promise<void> {
  await play.moveTo(on)
  const { db, clock, stage } = play
  const actor = stage.actors.ibrahim
  await act(db, clock, actor, (tx) => complain(tx, { actor, referralId, at: clock.now(), receivedOn: clock.today(), text }))
}

/** Mette asks the criteria of the intake again on a day: how far somebody has come. */
export async function askedAgain(play: Play, run: EnrolmentId, on: string, moment: Moment, scores: readonly Score[]): Promise<void> {
  await play.moveTo(on)
  const { db, clock, stage } = play
  const actor = stage.actors.mette
  const found = await db.read(contextOf(actor, clock.today()), (tx) => enrolment(tx, run))
  assert(found !== null, 'whoever is asked has a run')
  const judgements = judged(scores).map(({ criterion, score, sentence }) => ({ criterion, score, sentence }))
  await act(db, clock, actor, (tx) => reassess(tx, { actor, referralId: found.referralId, at: clock.now(), moment, judgements }))
}

// Two people do not act at the very same moment.
const soon = (at: Instant) => at.add({ minutes: 40 })
