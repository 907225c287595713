import { z } from 'zod'
import type { Actor, PersonId, StaffActor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn, instantColumn } from '#platform/db/row.ts'
import { type ActingConsent, type ActingConsentId, type ActingCover, actingCovers, givenHows } from '../domain/acting-consent.ts'

const row = z
  .object({
    id: idColumn<'acting_consent'>(),
    organisation_id: idColumn<'organisation'>(),
    covers: z.array(z.enum(actingCovers)),
    given_how: z.enum(givenHows),
    given_on: dayColumn,
    recorded_at: instantColumn,
    account_id: idColumn<'account'>(),
    withdrawn_at: instantColumn.nullable(),
    withdrawn_by: idColumn<'account'>().nullable(),
  })
  .transform(
    (found): ActingConsent => ({
      id: found.id,
      organisationId: found.organisation_id,
      covers: found.covers,
      givenHow: found.given_how,
      givenOn: found.given_on,
      recordedAt: found.recorded_at,
      recordedBy: found.account_id,
      withdrawnAt: found.withdrawn_at,
      withdrawnBy: found.withdrawn_by,
    }),
  )

/** Every consent that staff act in the person's name, those that stand first, then the newest. */
export function actingConsents(tx: Tx, personId: PersonId): Promise<ActingConsent[]> {
  return tx.rows(
    row,
    sql`select id, organisation_id, covers, given_how, given_on, recorded_at, account_id, withdrawn_at, withdrawn_by from people.acting_consent
        where person_id = ${personId} order by withdrawn_at is not null, given_on desc, recorded_at desc, id`,
  )
}

/** Keeps a consent; the same form is the same one, and `stands` says that another stands already. */
export async function saveActingConsent(
  tx: Tx,
  personId: PersonId,
  told: Pick<ActingConsent, 'id' | 'organisationId' | 'covers' | 'givenHow' | 'givenOn'>,
  { actor, at }: { actor: Exclude<Actor, { kind: 'system' }>; at: Instant },
): Promise<'kept' | 'known' | 'stands'> {
  const { id, organisationId, covers, givenHow, givenOn } = told
  const kept = await tx.run(sql`
    insert into people.acting_consent (id, person_id, organisation_id, covers, given_how, given_on, recorded_at, account_id)
    values (${id}, ${personId}, ${organisationId}, ${[...covers]}, ${givenHow}, ${givenOn}, ${at}, ${actor.accountId})
    on conflict do nothing`)
  if (kept === 1) return 'kept'
  return (await tx.run(sql`select from people.acting_consent where id = ${id}`)) === 1 ? 'known' : 'stands'
}

/** Withdraws a consent that stands. False when it is not there or was withdrawn before. */
export async function saveWithdrawal(
  tx: Tx,
  personId: PersonId,
  id: ActingConsentId,
  { actor, at }: { actor: Exclude<Actor, { kind: 'system' }>; at: Instant },
): Promise<boolean> {
  const changed = await tx.run(sql`
    update people.acting_consent set withdrawn_at = ${at}, withdrawn_by = ${actor.accountId}
    where id = ${id} and person_id = ${personId} and withdrawn_at is null`)
  return changed === 1
}

const deedRow = z
  .object({
    consent_id: idColumn<'acting_consent'>(),
    deed: z.string(),
    subject_id: z.string(),
    acted_at: instantColumn,
    account_id: idColumn<'account'>(),
  })
  .transform((found) => ({
    consentId: found.consent_id,
    deed: found.deed,
    subjectId: found.subject_id,
    at: found.acted_at,
    accountId: found.account_id,
  }))

/** Something that staff did in a citizen's name; `deed` is an action's name, `subjectId` the run, proposal or loan. */
export type ActedFor = z.infer<typeof deedRow>

/** What staff have done in the person's name, the newest first. */
export function actedFor(tx: Tx, personId: PersonId): Promise<ActedFor[]> {
  return tx.rows(
    deedRow,
    sql`select consent_id, deed, subject_id, acted_at, account_id from people.acted_for where person_id = ${personId} order by id desc`,
  )
}

/** Keeps that something was done in the person's name; the table refuses it when the consent does not stand or does not cover it. */
export async function saveActedFor(
  tx: Tx,
  personId: PersonId,
  done: { consentId: ActingConsentId; cover: ActingCover; deed: string; subjectId: string },
  { actor, at }: { actor: StaffActor; at: Instant },
): Promise<void> {
  await tx.run(sql`
    insert into people.acted_for (consent_id, person_id, cover, deed, subject_id, acted_at, account_id)
    values (${done.consentId}, ${personId}, ${done.cover}, ${done.deed}, ${done.subjectId}, ${at}, ${actor.accountId})`)
}
