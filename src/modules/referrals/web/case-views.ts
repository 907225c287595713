import type { CaseCard, CaseStep } from '#kernel/case-step.ts'
import { day } from '#kernel/days.ts'
import type { Parties } from '#kernel/permit.ts'
import type { TimelineEntry } from '#kernel/timeline.ts'
import { accountNames, authorize } from '#modules/access/index.ts'
import type { Authority, Listed } from '#modules/caseload/index.ts'
import { programmeVersion } from '#modules/programmes/index.ts'
import type { Reader, StandingWords, WordsReader } from '#platform/case.ts'
import type { Tx } from '#platform/db/database.ts'
import { dayText } from '#ui/format.ts'
import { actions } from '../actions.ts'
import { wayOf } from '../actions/reassess.ts'
import type { RecordedEvent, Referral, ReferralId } from '../domain/referral.ts'
import { complaintDueOn } from '../domain/complaint.ts'
import { events, isOpen, states } from '../domain/states.ts'
import { pageOf } from '../domain/summary.ts'
import { decisionsOf } from '../store/decisions.ts'
import { recordedEvents } from '../store/events.ts'
import { referral as load } from '../store/referrals.ts'
import type { Texts } from '../texts/da.ts'
import { texts } from '../texts/texts.ts'
import { stepsOf } from './case-steps.ts'
import { eventTitle } from './event-title.ts'
import { mayTake } from './may-take.ts'

/** A case as the other modules recognise it; `phase` in the reader's words. */
export type ReferralCase = {
  referralId: ReferralId
  personId: Referral['personId']
  caseNumber: string
  phase: string
  parties: Parties
  isOpen: boolean
}

/** The case of a referral, or null when the session sees none. */
export async function referralCase(tx: Tx, referralId: ReferralId, reader: Pick<Reader, 'lang'>): Promise<ReferralCase | null> {
  const found = await load(tx, referralId)
  if (found === null) return null
  const { personId, caseNumber, parties, state } = found
  return { referralId, personId, caseNumber, phase: texts(reader.lang).states[state], parties, isOpen: isOpen(state) }
}

/** What the reader may do in the referral of a case. */
export async function caseSteps(tx: Tx, reader: Reader, key: { referralId: ReferralId }): Promise<CaseStep[]> {
  const found = await load(tx, key.referralId)
  return found === null ? [] : stepsOf(reader, found)
}

/** The referral's facts for the case page. */
export async function caseCards(tx: Tx, reader: Reader, key: { referralId: ReferralId }): Promise<CaseCard[]> {
  const found = await load(tx, key.referralId)
  if (found === null) return []
  const say = texts(reader.lang)
  const decision = (await decisionsOf(tx, found.id)).at(-1)
  const fact = (label: string, value: string | null | undefined) => (value ? [{ label, value }] : [])
  const facts = [
    ...fact(say.card.state, say.states[found.state]),
    ...fact(say.card.sent, found.submittedOn && dayText(found.submittedOn)),
    ...fact(say.card.round, found.round > 1 ? String(found.round) : null),
    ...fact(say.card.review, found.reviewOn && dayText(found.reviewOn)),
    ...fact(say.card.hearing, found.state === 'refusal_proposed' && found.hearingUntil ? dayText(found.hearingUntil) : null),
    ...fact(say.card.expected, found.expectedOn && dayText(found.expectedOn)),
    ...fact(
      say.card.complaint,
      found.complaint && `${say.complaint.status[found.complaint.stage]}, ${dayText(complaintDueOn(found.complaint))}`,
    ),
    ...fact(say.card.decision, decision && `${say.decision.outcomes[decision.outcome]}, ${dayText(decision.decidedOn)}`),
  ]
  const card = { title: say.card.title, facts, href: `/referrals/${found.id}`, hrefLabel: say.overview.see }
  const { actor } = reader
  const mayAsk = authorize(actor, actions.see_distance, { parties: found.parties, personId: found.personId }).ok
  return found.state === 'accepted' && mayAsk ? [card, await distanceCard(tx, found, say)] : [card]
}

async function distanceCard(tx: Tx, found: Referral, say: Texts): Promise<CaseCard> {
  const { ways, made } = await wayOf(tx, found)
  const last = made.at(-1)
  const count = (is: (change: number) => boolean) =>
    say.distance.of(ways.filter(({ changeHalves }) => changeHalves !== null && is(changeHalves)).length, ways.length)
  const facts = last
    ? [
        { label: say.distance.latest, value: `${say.distance.moments[last.moment]}, ${dayText(last.on)}` },
        { label: say.distance.better, value: count((change) => change > 0) },
        { label: say.distance.worse, value: count((change) => change < 0) },
      ]
    : [{ label: say.distance.latest, value: say.distance.notAsked }]
  return { title: say.distance.card, facts, href: `/referrals/${found.id}/distance`, hrefLabel: say.distance.see }
}

const looks: Partial<Record<RecordedEvent['name'], Pick<TimelineEntry, 'icon' | 'tone' | 'kind'>>> = {
  submit: { icon: 'send', tone: 'done', kind: 'change' },
  approve_sharing: { icon: 'send', tone: 'done', kind: 'change' },
  request_information: { icon: 'reply', tone: 'due', kind: 'change' },
  object_to_sharing: { icon: 'feedback', tone: 'due', kind: 'note' },
  submit_assessment: { icon: 'assignment', tone: 'wait', kind: 'change' },
  accept: { icon: 'success', tone: 'done', kind: 'decision' },
  defer: { icon: 'hourglass', tone: 'wait', kind: 'decision' },
  open_hearing: { icon: 'email', tone: 'due', kind: 'decision' },
  answer_hearing: { icon: 'forum', tone: 'wait', kind: 'note' },
  refuse: { icon: 'close', tone: 'late', kind: 'decision' },
  complain: { icon: 'feedback', tone: 'due', kind: 'note' },
  forward_complaint: { icon: 'send', tone: 'wait', kind: 'decision' },
  tell_delay: { icon: 'hourglass', tone: 'late', kind: 'decision' },
  change_after_complaint: { icon: 'success', tone: 'done', kind: 'decision' },
  record_appeal: { icon: 'flag', tone: 'late', kind: 'decision' },
}
const plain = { icon: 'flag', tone: 'none', kind: 'change' } as const

// A citizen reads what happened, not who proposed what to whom before it was decided.
const internal: readonly RecordedEvent['name'][] = ['propose', 'drop_proposal', 'conciliate', 'submit_assessment']

/** What happened in the referral, in the reader's language. Sealed scores are in no event, so none can be here. */
export async function timeline(tx: Tx, reader: Reader, key: { referralId: ReferralId }): Promise<TimelineEntry[]> {
  const { lang, actor } = reader
  const found = await load(tx, key.referralId)
  if (found === null) return []
  const say = texts(lang)
  const recorded = (await recordedEvents(tx, key.referralId)).filter((event) => actor.kind !== 'citizen' || !internal.includes(event.name))
  const names = await accountNames(
    tx,
    recorded.flatMap((event) => (event.accountId ? [event.accountId] : [])),
  )
  const { reasons } = await programmeVersion(tx, found.programmeVersionId)
  const known = [...reasons.withdrawal, ...reasons.refusal, ...reasons.not_now, ...reasons.return_for_information]
  const wordsOf = (code: string | null) =>
    code === null ? '' : (known.find((one) => one.code === code)?.name[lang] ?? say.mistakes[code] ?? '')
  const own: Texts['ownTimeline'] = actor.kind === 'citizen' ? say.ownTimeline : {}
  return recorded.map((event): TimelineEntry => {
    const who = event.accountId === null ? say.job : (names.get(event.accountId) ?? say.citizen)
    const text = [who, wordsOf(event.reason), newDayOf(event, say), event.text ?? ''].filter((part) => part !== '').join('. ')
    return { on: event.on, at: event.at, title: own[event.name] ?? eventTitle(event, say), text, ...(looks[event.name] ?? plain) }
  })
}

// The day that the citizen was told to expect a late decision by.
function newDayOf({ name, payload }: RecordedEvent, say: Texts): string {
  const { expectedOn } = payload
  return name === 'tell_delay' && typeof expectedOn === 'string' ? say.delay.until(dayText(day(expectedOn))) : ''
}

/** A referral's row of the worklist in the reader's words: its state, what the reader's authority does next, and where the reader goes. */
export function standingWords({ caseId, state, next }: Listed, authority: Authority | null, { actor, lang }: WordsReader): StandingWords {
  const say = texts(lang)
  const step = authority === null ? null : events.find((one) => one === next[authority])
  return {
    phase: phaseWords(state, say),
    next: step
      ? { label: say.steps[step].label, href: mayTake(actor, step) ? `/referrals/${caseId}/${pageOf[step]}` : `/cases/${caseId}` }
      : null,
  }
}

// The row of a decided case that was complained of says how far the complaint is.
function phaseWords(state: string, say: Texts): string {
  const stage = (['received', 'forwarded'] as const).find((one) => state === `complaint_${one}`)
  if (stage !== undefined) return say.complaint.status[stage]
  const known = states.find((one) => one === state)
  return known === undefined ? state : say.states[known]
}
