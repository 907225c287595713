import type { Actor } from '#kernel/actor.ts'
import { type Instant, dayOf } from '#kernel/days.ts'
import { type Tx, json, sql } from '#platform/db/database.ts'

/** What happened to what; ids and codes only. */
export type Happening = {
  noun: 'question' | 'lesson' | 'meeting' | 'proposal'
  id: string
  agreementId: string
  name: string
  payload?: Record<string, string | number | boolean | null>
}

/** Adds an event, in the transaction of what it tells. */
export async function saveEvent(
  tx: Tx,
  { noun, id, agreementId, name, payload = {} }: Happening,
  actor: Actor,
  at: Instant,
): Promise<void> {
  const accountId = actor.kind === 'system' ? null : actor.accountId
  const organisationId = actor.kind === 'citizen' ? null : actor.organisationId
  await tx.run(sql`
    insert into collaboration.event (noun, noun_id, agreement_id, name, effective_on, recorded_at, account_id, organisation_id, payload)
    values (${noun}, ${id}, ${agreementId}, ${name}, ${dayOf(at)}, ${at}, ${accountId}, ${organisationId}, ${json(payload)}::jsonb)`)
}

/** Deletes what was asked and proposed in an erased person's case, also what was asked by its number alone. */
export async function eraseWords(tx: Tx, personId: string): Promise<void> {
  await tx.run(sql`select collaboration.erase_person(${personId})`)
}
