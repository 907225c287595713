import { z } from 'zod'
import type { AccountId, CitizenActor, OrganisationId, PersonId, StaffActor } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import { type Tx, prepared, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn, instantColumn } from '#platform/db/row.ts'
import {
  type AccessKind,
  type AccessRequestId,
  type AccessWish,
  type OwnItem,
  type WithholdReason,
  accessKinds,
  deliveries,
} from '../domain/access-request.ts'

/** A request to see the file; `answered` once it was handed out, with the hash of what was. `wish` is null when staff wrote it in. */
export type AccessRequest = {
  id: AccessRequestId
  personId: PersonId
  caseId: Id<'referral'>
  organisationId: OrganisationId
  kind: AccessKind
  receivedOn: Day
  dueOn: Day
  wish: AccessWish | null
  answered: { at: Instant; by: AccountId; sha256: string } | null
}

const row = z
  .object({
    id: idColumn<'access_request'>(),
    person_id: idColumn<'person'>(),
    case_id: idColumn<'referral'>(),
    organisation_id: idColumn<'organisation'>(),
    kind: z.enum(accessKinds),
    words: z.string().nullable(),
    lang: z.enum(['da', 'en']).nullable(),
    delivery: z.enum(deliveries).nullable(),
    received_on: dayColumn,
    due_on: dayColumn,
    answered_at: instantColumn.nullable(),
    answered_by: idColumn<'account'>().nullable(),
    bundle_sha256: z.string().nullable(),
  })
  .transform(
    (found): AccessRequest => ({
      id: found.id,
      personId: found.person_id,
      caseId: found.case_id,
      organisationId: found.organisation_id,
      kind: found.kind,
      receivedOn: found.received_on,
      dueOn: found.due_on,
      wish: found.lang === null || found.delivery === null ? null : { words: found.words, lang: found.lang, delivery: found.delivery },
      answered:
        found.answered_at === null || found.answered_by === null || found.bundle_sha256 === null
          ? null
          : { at: found.answered_at, by: found.answered_by, sha256: found.bundle_sha256 },
    }),
  )

const columns = sql`id, person_id, case_id, organisation_id, kind, words, lang, delivery, received_on, due_on, answered_at, answered_by, bundle_sha256`

/** The requests of a case to the session's own organisation, the newest first. */
export function accessRequestsOf(tx: Tx, caseId: Id<'referral'>): Promise<AccessRequest[]> {
  return tx.rows(row, sql`select ${columns} from journal.access_request where case_id = ${caseId} order by received_on desc, id`)
}

/** Every request about a person that the session may see, the newest first: the citizen's to all authorities, staff's to their own. */
export function accessRequestsAbout(tx: Tx, personId: PersonId): Promise<AccessRequest[]> {
  return tx.rows(row, sql`select ${columns} from journal.access_request where person_id = ${personId} order by received_on desc, id`)
}

/** The requests to the session's own organisation that nobody has answered, the most urgent first, at most `limit`; none about a person it does not see. */
export function openAccessRequests(tx: Tx, organisationId: OrganisationId, limit: number): Promise<AccessRequest[]> {
  const open = sql`
    select ${columns} from journal.access_request where organisation_id = ${organisationId} and answered_at is null
    order by due_on, id limit ${limit}`
  return tx.rows(row, prepared('open access requests', open))
}

/** One request, locked until the transaction ends, so that it is answered once. */
export function accessRequestToAnswer(tx: Tx, id: AccessRequestId): Promise<AccessRequest | null> {
  return tx.maybe(row, sql`select ${columns} from journal.access_request where id = ${id} for update`)
}

/** Keeps a request; the same form is the same request. */
export async function saveAccessRequest(
  tx: Tx,
  request: Pick<AccessRequest, 'id' | 'personId' | 'caseId' | 'kind' | 'receivedOn' | 'dueOn'>,
  { actor, at }: { actor: StaffActor; at: Instant },
): Promise<boolean> {
  const { id, personId, caseId, kind, receivedOn, dueOn } = request
  const rows = await tx.run(sql`
    insert into journal.access_request (id, person_id, case_id, kind, organisation_id, received_on, due_on, registered_at, account_id)
    values (${id}, ${personId}, ${caseId}, ${kind}, ${actor.organisationId}, ${receivedOn}, ${dueOn}, ${at}, ${actor.accountId})
    on conflict (id) do nothing`)
  return rows === 1
}

/** Keeps the answer: the hash of what was handed out, and what was not. */
export async function saveAnswer(
  tx: Tx,
  id: AccessRequestId,
  { sha256, withheld }: { sha256: string; withheld: readonly (OwnItem & { reason: WithholdReason })[] },
  { actor, at }: { actor: StaffActor; at: Instant },
): Promise<void> {
  for (const item of withheld)
    await tx.run(sql`
      insert into journal.withheld (request_id, noun, noun_id, reason) values (${id}, ${item.noun}, ${item.id}, ${item.reason})`)
  await tx.run(sql`
    update journal.access_request set answered_at = ${at}, answered_by = ${actor.accountId}, bundle_sha256 = ${sha256} where id = ${id}`)
}

/** Keeps a request that the citizen made; false when one of theirs is open at the authority, or it is the same form again. */
export async function saveAskedFor(
  tx: Tx,
  request: Pick<AccessRequest, 'id' | 'caseId' | 'organisationId' | 'kind' | 'receivedOn' | 'dueOn'>,
  wish: AccessWish,
  { actor, at }: { actor: CitizenActor; at: Instant },
): Promise<boolean> {
  const { id, caseId, organisationId, kind, receivedOn, dueOn } = request
  const rows = await tx.run(sql`
    insert into journal.access_request
      (id, person_id, case_id, kind, organisation_id, received_on, due_on, registered_at, account_id, by_citizen, words, lang, delivery)
    values (${id}, ${actor.personId}, ${caseId}, ${kind}, ${organisationId}, ${receivedOn}, ${dueOn}, ${at}, ${actor.accountId}, true,
            ${wish.words}, ${wish.lang}, ${wish.delivery})
    on conflict do nothing`)
  return rows === 1
}
