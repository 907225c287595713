import type { AccountId, OrganisationId, PersonId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { CaseId } from './standing.ts'

/** A hand-over's identity. */
export type HandOverId = Id<'hand_over'>

/** What is gone through before a case goes from one to another, in this order. */
export const handOverCodes = ['tasks', 'deadline', 'assessment', 'promises', 'meetings', 'notes', 'protected'] as const
/** One of them. */
export type HandOverCode = (typeof handOverCodes)[number]

/** A line of the checklist: how many of it wait. */
export type HandOverLine = { code: HandOverCode; waiting: number }

/** How a hand-over ended. */
export const handOverAnswers = ['accepted', 'declined', 'withdrawn'] as const
/** One of them. */
export type HandOverAnswer = (typeof handOverAnswers)[number]

/** A case on its way from one to another at one authority; `answer` is null while it waits for the receiver. */
export type HandOver = {
  id: HandOverId
  caseId: CaseId
  personId: PersonId
  organisationId: OrganisationId
  from: AccountId
  to: AccountId
  offeredBy: AccountId
  offeredAt: Instant
  answer: HandOverAnswer | null
  answeredAt: Instant | null
}

/**
 * Why a case is not offered: nobody looks after it (it is taken, not handed over), it is the actor's neither to look after nor to lead,
 * the receiver has it, cannot look after cases or has a conflict of interest, a hand-over waits, or a line was not gone through.
 */
export type OfferRefusal =
  | { kind: 'nobody_has_it' }
  | { kind: 'not_yours' }
  | { kind: 'has_it_already' }
  | { kind: 'receiver_cannot' }
  | { kind: 'receiver_has_conflict' }
  | { kind: 'offered_already' }
  | { kind: 'lines_open'; codes: readonly HandOverCode[] }

/** What is known when a case is offered. */
export type Offer = {
  from: AccountId | null
  to: AccountId
  actorId: AccountId
  actorLeads: boolean
  actorStandsIn: boolean
  receiverFits: boolean
  receiverHasConflict: boolean
  open: boolean
  lines: readonly HandOverLine[]
  gone: readonly HandOverCode[]
}

/** Whether a case can be offered; answers who hands it over. Everything that waits has been gone through first. */
export function mayOffer(offer: Offer): Result<AccountId, OfferRefusal> {
  const { from } = offer
  if (from === null) return refuse({ kind: 'nobody_has_it' })
  if (from !== offer.actorId && !offer.actorLeads && !offer.actorStandsIn) return refuse({ kind: 'not_yours' })
  if (from === offer.to) return refuse({ kind: 'has_it_already' })
  if (!offer.receiverFits) return refuse({ kind: 'receiver_cannot' })
  if (offer.receiverHasConflict) return refuse({ kind: 'receiver_has_conflict' })
  if (offer.open) return refuse({ kind: 'offered_already' })
  const codes = openLines(offer)
  return codes.length === 0 ? ok(from) : refuse({ kind: 'lines_open', codes })
}

/** The lines with something in them that were not gone through. */
export function openLines({ lines, gone }: Pick<Offer, 'lines' | 'gone'>): HandOverCode[] {
  return lines.flatMap(({ code, waiting }) => (waiting > 0 && !gone.includes(code) ? [code] : []))
}

/** Why a hand-over is not answered: it has been, it is another's to answer, or somebody else has taken the case meanwhile. */
export type AnswerRefusal = { kind: 'answered_already' } | { kind: 'anothers_to_answer' } | { kind: 'moved_on' }

/** Whether it can be answered so: the receiver accepts or declines; who had it, who offered it or a leader withdraws. */
export function mayAnswer(
  handOver: HandOver,
  answer: HandOverAnswer,
  { actorId, actorLeads, responsible }: { actorId: AccountId; actorLeads: boolean; responsible: AccountId | null },
): Result<true, AnswerRefusal> {
  if (handOver.answer !== null) return refuse({ kind: 'answered_already' })
  const mine = answer === 'withdrawn' ? actorLeads || [handOver.from, handOver.offeredBy].includes(actorId) : handOver.to === actorId
  if (!mine) return refuse({ kind: 'anothers_to_answer' })
  return answer === 'accepted' && responsible !== handOver.from ? refuse({ kind: 'moved_on' }) : ok(true)
}
