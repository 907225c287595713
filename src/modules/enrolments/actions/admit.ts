import type { Actor, PersonId } from '#kernel/actor.ts'
import { type Day, type Instant, dayOf } from '#kernel/days.ts'
import { type Id, newId } from '#kernel/ids.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { type NotPermitted, authorize } from '#modules/access/index.ts'
import { type Agreement, agreement } from '#modules/agreements/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { openPart } from '#modules/people/index.ts'
import { phaseOf, programmeVersion } from '#modules/programmes/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import { agenda } from '../domain/agenda.ts'
import { type EnrolmentId, enrolmentFrom } from '../domain/enrolment.ts'
import type { RunEvent } from '../domain/run-event.ts'
import { replay } from '../domain/run.ts'
import { hasEnrolment, saveNew } from '../store/enrolments.ts'
import { saveEvent } from '../store/events.ts'
import { stand } from './stand.ts'
import { askForPlace } from './tell.ts'

/** Who was accepted, and when. `priority` 1 goes ahead in line; 2 is the ordinary class and what is meant when left out. */
export type Admission = {
  referralId: Id<'referral'>
  personId: PersonId
  agreementId: Id<'agreement'>
  caseNumber: string
  acceptedOn: Day
  priority?: 1 | 2
  actor: Actor
  at: Instant
}

/** Why somebody is not admitted. */
export type AdmissionRefusal = NotPermitted | { kind: 'no_such_agreement' } | { kind: 'already_enrolled' }

/**
 * Puts an accepted citizen on the waiting list of the agreement, and gives provider and job centre a part in the person for
 * as long as the run is open. Called by referrals in the transaction of the decision.
 */
export async function admit(tx: Tx, admission: Admission): Promise<Result<EnrolmentId, AdmissionRefusal>> {
  const { actor, at, personId, agreementId } = admission
  const agreed = await agreement(tx, agreementId)
  if (agreed === null) return refuse({ kind: 'no_such_agreement' })
  const permitted = authorize(actor, actions.admit, { parties: agreed.parties })
  if (!permitted.ok) return permitted
  if (await hasEnrolment(tx, admission.referralId)) return refuse({ kind: 'already_enrolled' })
  const event = await admissionEvent(tx, admission, agreed)
  const [id, run] = [newId<'enrolment'>(), replay([event])]
  await saveNew(tx, { ...admission, id }, run, { on: event.on, at, nextDueOn: agenda(run)[0]?.on ?? null })
  await saveEvent(tx, id, event, { actor, reason: null, words: '', run, placeNumber: null, requestId: null, at })
  for (const organisationId of [agreed.parties.provider, agreed.parties.actingJobCentre])
    await openPart(tx, { personId, organisationId, from: event.on, why: 'enrolment' })
  await stand(tx, enrolmentFrom({ ...admission, id, ballSince: event.on, placeNumber: null }, [event]), agreed, at)
  await askForPlace(tx, agreed, at)
  await recordChange(tx, { actor, action: actions.admit, on: { noun: 'enrolment', id }, personId, at })
  return ok(id)
}

async function admissionEvent(
  tx: Tx,
  { acceptedOn, priority = 2, at }: Admission,
  agreed: Agreement,
): Promise<Extract<RunEvent, { name: 'admit' }>> {
  const version = await programmeVersion(tx, agreed.programmeVersionId)
  const months = { qualifying: phaseOf(version, 'qualifying')?.months ?? 0, main: phaseOf(version, 'main')?.months ?? 0 }
  return { name: 'admit', on: dayOf(at), acceptedOn, priority, months, gateDays: version.gateDaysMax }
}
