import { inventedCpr } from '#kernel/cpr.ts'
import { day } from '#kernel/days.ts'
import { assert } from '#kernel/result.ts'
import { contextOf } from '#platform/http/context.ts'
import { assign } from '#modules/caseload/index.ts'
import { type EnrolmentId, enrolmentOfReferral } from '#modules/enrolments/index.ts'
import {
  type DecisionDraft,
  type Judgement,
  type ReferralId,
  type Score,
  answerHearing,
  complain,
  confirmDecision,
  proposeDecision,
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
import { type CitizenKey, citizenCast } from './citizens.ts'
import { invite } from './invite.ts'
import { type Play, act } from './play.ts'

/** Who acts for the job centre: the caseworker, or the lead in his place. */
type JobCentrePart = 'ibrahim' | 'lone'

/** Ibrahim refers a citizen on a day: every section filled, sent. */
export async function refer(play: Play, key: CitizenKey, on: string): Promise<ReferralId> {
  await play.moveTo(on)
  const { db, clock, stage } = play
  const actor = stage.actors.ibrahim
  const part = citizenCast.find((one) => one.key === key)
  assert(part !== undefined, 'the citizen is in the cast')
  const at = clock.now()
  const cpr: string = inventedCpr(part.born, part.serial)
  const started = await startReferral(db, { actor, agreementId: stage.agreementId, cpr, name: part.name, protectedAddress: false, at })
  if (!started.ok) throw new Error(`The demo's referral was refused: ${started.refusal.kind}`)
  const { referralId } = started.value
  const contact = {
    name: part.name,
    address: 'Vejledalen 1, 2635 Ishøj',
    phone: `0000${part.serial}34`,
    email: `${key}@demo.grobund.invalid`,
    lang: 'da' as const,
    interpreter: null,
    protectedAddress: false,
  }
  const agreed = Object.fromEntries(sharingItems.map((item) => [item, true]))
  const sections = [
    { section: 'contact', contact },
    { section: 'support_basis', code: part.benefit, from: day('2014-02-01'), source: 'citizen' },
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

/** Both authorities assess, each for itself. */
export async function assess(
  play: Play,
  referralId: ReferralId,
  on: string,
  scores: readonly Score[],
  by: JobCentrePart = 'ibrahim',
): Promise<void> {
  await play.moveTo(on)
  const { db, clock, stage } = play
  const { mette } = stage.actors
  const at = clock.now()
  await act(db, clock, mette, (tx) => assign(tx, { actor: mette, caseId: referralId, accountId: mette.accountId, at }))
  await act(db, clock, mette, (tx) => startAssessment(tx, { actor: mette, referralId, at }))
  for (const actor of [mette, stage.actors[by]])
    await act(db, clock, actor, (tx) => submitAssessment(tx, { actor, referralId, at, judgements: judged(scores) }))
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
    considerations: 'Vi har lagt vægt på, om borgeren vil kunne gennemføre et iværksætterforløb.',
    legalRule: 'Lov om aktiv socialpolitik § 65',
    reviewOn: null,
    hearingUntil: null,
    ...draft,
  }
  const proposalId = await act(db, clock, mette, (tx) => proposeDecision(tx, { actor: mette, referralId, at, draft: whole }))
  await act(db, clock, second, (tx) => confirmDecision(tx, intakePorts, { actor: second, referralId, at, proposalId }))
}

/** Takes a citizen all the way onto the waiting list; answers the run. */
export async function accepted(
  play: Play,
  key: CitizenKey,
  days: { referred: string; assessed: string; decided: string },
  by: JobCentrePart = 'ibrahim',
): Promise<EnrolmentId> {
  const referralId = await refer(play, key, days.referred)
  await assess(play, referralId, days.assessed, [3, 4, 3, 3, 3, 3, 2], by)
  await decideBoth(play, referralId, days.decided, { outcome: 'accepted' }, by)
  const { db, clock, stage } = play
  const run = await db.read(contextOf(stage.actors.mette, clock.today()), (tx) => enrolmentOfReferral(tx, referralId))
  assert(run !== null, 'whoever is accepted has a run')
  return run.id
}

/** Refuses after a hearing that the citizen answered. */
export async function refusedAfterHearing(play: Play, key: CitizenKey): Promise<ReferralId> {
  const referralId = await refer(play, key, '2015-10-08')
  await assess(play, referralId, '2015-10-15', [1, 2, 2, 1, 2, 1, 2])
  const reason = { reason: 'idea_not_viable', considerations: 'Ideen kræver en bevilling, som ikke kan fås, og der er ingen kunder endnu.' }
  await decideBoth(play, referralId, '2015-10-20', { outcome: 'hearing', ...reason, hearingUntil: day('2015-11-03') })
  await play.moveTo('2015-10-29')
  const { db, clock, stage } = play
  const actor = stage.actors.ibrahim
  await act(db, clock, actor, (tx) =>
    answerHearing(tx, { actor, referralId, at: clock.now(), text: 'Henning er uenig, men har ikke nye oplysninger.' }),
  )
  await decideBoth(play, referralId, '2015-11-05', { outcome: 'refused', ...reason })
  return referralId
}

/** Looks again after a complaint, or writes down the board's answer, on a day. */
export async function settle(play: Play, referralId: ReferralId, on: string, settlement: Settlement): Promise<void> {
  await play.moveTo(on)
  const { db, clock, stage } = play
  const done = await settleComplaint(db, { actor: stage.actors.ibrahim, referralId, at: clock.now(), settlement })
  assert(done.ok, 'the complaint of the play is settled')
}

/** The refused citizen complains by phone; the job centre looks again and sends the complaint on to the appeal board. */
export async function complains(play: Play, referralId: ReferralId): Promise<void> {
  await play.moveTo('2015-11-19')
  const { db, clock, stage } = play
  const actor = stage.actors.ibrahim
  const text = 'Henning ringer og klager. Han mener, at kommunen ikke har set på hans aftale om lokaler.'
  await act(db, clock, actor, (tx) => complain(tx, { actor, referralId, at: clock.now(), receivedOn: clock.today(), text }))
  const considerations = 'Aftalen om lokaler ændrer ikke, at der mangler en bevilling.'
  await settle(play, referralId, '2015-12-10', { kind: 'forward', considerations })
}
