import type { Actor } from '#kernel/actor.ts'
import { type Instant, dayOf } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { type NotPermitted, authorize } from '#modules/access/index.ts'
import { agreement } from '#modules/agreements/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { type Enrolment, type EnrolmentId, enrolment, mayFollow } from '#modules/enrolments/index.ts'
import { type NoActingConsent, actFor } from '#modules/people/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import {
  type Change,
  type Doable,
  type Proposal,
  type ProposalId,
  type ProposalKind,
  type ProposalRefusal,
  answerer,
  proposableKinds,
  refusedDays,
} from '../domain/proposal.ts'
import { answerDays } from '../domain/question.ts'
import { saveEvent } from '../store/events.ts'
import { saveProposal } from '../store/proposals.ts'
import type { CollaborationPorts } from './ports.ts'
import { tellOfProposal, tellWhoTeaches } from './tell.ts'

/** What somebody proposes in a run, and why. */
export type Proposing = {
  actor: Exclude<Actor, { kind: 'system' }>
  enrolmentId: EnrolmentId
  change: Change
  /** True when staff propose it in the citizen's name, on the citizen's consent. */
  forCitizen?: boolean
  why: string
  requestId: string
  at: Instant
}

/** Why nothing is proposed. */
export type ProposeRefusal = NotPermitted | { kind: 'no_such_enrolment' } | NoActingConsent | ProposalRefusal

/** What the run's machine lets follow on the state it is in; during a pause neither a pause nor a prolongation. */
export function doableIn({ state, pause, run }: Pick<Enrolment, 'state' | 'pause' | 'run'>): Doable {
  return {
    prolong: mayFollow('prolong', state, pause !== null),
    pause: mayFollow('pause', state, pause !== null),
    underWay: run.endedOn === null,
    closed: state === 'closed',
  }
}

/** What can be proposed of a run as it stands. */
export function proposableIn(run: Pick<Enrolment, 'state' | 'pause' | 'run'>): readonly ProposalKind[] {
  return proposableKinds(doableIn(run))
}

/** Proposes a change of a case to the party that decides on it; the citizen can see it, and may propose too. */
export async function makeProposal(
  tx: Tx,
  { teachersOn }: Pick<CollaborationPorts, 'teachersOn'>,
  proposing: Proposing,
): Promise<Result<ProposalId, ProposeRefusal>> {
  const { actor, change, why, at } = proposing
  const run = await enrolment(tx, proposing.enrolmentId)
  const agreed = run === null ? null : await agreement(tx, run.agreementId)
  if (run === null || agreed === null) return refuse({ kind: 'no_such_enrolment' })
  const permitted = authorize(actor, actions.propose, { parties: agreed.parties, personId: run.personId })
  if (!permitted.ok) return permitted
  const inTheirName = actor.kind === 'citizen' || proposing.forCitizen === true
  const from = inTheirName ? null : actor.organisationId
  const to = answerer(from, change.kind, agreed.parties)
  if (!to.ok) return to
  if (!proposableIn(run).includes(change.kind)) return refuse({ kind: 'not_in_this_phase' })
  const slip = refusedDays(change, dayOf(at))
  if (slip !== null) return refuse(slip)
  const { agreementId, referralId, personId, caseNumber } = run
  const id = newId<'case_proposal'>()
  const open = { state: 'open', closedBy: null, closedAt: null, answer: null } as const
  const answerBy = dayOf(at).add({ days: answerDays })
  const made: Proposal = {
    id,
    agreementId,
    referralId,
    enrolmentId: run.id,
    personId,
    caseNumber,
    change,
    from,
    to: to.value,
    answerBy,
    madeBy: actor.accountId,
    madeAt: at,
    why,
    ...open,
  }
  const kept = await saveProposal(tx, made, proposing.requestId)
  if (kept === 'open_already') return refuse({ kind: 'already_proposed' })
  if (kept === 'known') return ok(id)
  const acted = inTheirName
    ? await actFor(tx, { actor, personId, cover: 'proposals', action: actions.propose, subjectId: id, at })
    : ok(true as const)
  if (!acted.ok) return acted
  await saveEvent(tx, { noun: 'proposal', id, agreementId, name: 'propose', payload: { kind: change.kind } }, actor, at)
  await tellOfProposal(tx, agreed, made, 'proposal_made', at, actor.kind === 'citizen' && actor.scope === undefined)
  if (change.kind === 'new_time') await tellWhoTeaches(tx, made, await teachersOn(tx, run.id, change.from))
  await recordChange(tx, { actor, action: actions.propose, on: { noun: 'proposal', id }, personId, codes: { kind: change.kind }, at })
  return ok(id)
}
