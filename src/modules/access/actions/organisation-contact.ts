import type { StaffActor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok } from '#kernel/result.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { accessActions } from '../actions.ts'
import { authorize } from '../domain/authorize.ts'
import type { OrganisationContact } from '../domain/contact.ts'
import { setContact } from '../store/organisations.ts'

/** The administrator writes how citizens reach the own organisation; letters from now on say it. */
export async function changeContact(
  tx: Tx,
  { actor, contact, at }: { actor: StaffActor; contact: OrganisationContact; at: Instant },
): Promise<Result<true, NotPermitted>> {
  const permit = authorize(actor, accessActions.change_organisation_contact, { ownerId: actor.organisationId })
  if (!permit.ok) return permit
  await setContact(tx, contact)
  const on = { noun: 'organisation', id: actor.organisationId }
  await recordChange(tx, { actor, action: accessActions.change_organisation_contact, on, at })
  return ok(true)
}
