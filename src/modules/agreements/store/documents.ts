import { z } from 'zod'
import type { AccountId } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { type Id, newId } from '#kernel/ids.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn, instantColumn } from '#platform/db/row.ts'
import type { AgreementId } from '../domain/agreement.ts'

/** What a signed document is of. */
export const documentKinds = ['agreement', 'extension', 'change', 'termination'] as const
/** One of them. */
export type DocumentKind = (typeof documentKinds)[number]

/** A signed copy; its content lies under its hash. */
export type AgreementDocument = {
  id: Id<'agreement_document'>
  version: number
  kind: DocumentKind
  signedOn: Day
  name: string
  sha256: string
  at: Instant
}

const row = z
  .object({
    id: idColumn<'agreement_document'>(),
    version: z.int(),
    kind: z.enum(documentKinds),
    signed_on: dayColumn,
    name: z.string(),
    sha256: z.string(),
    recorded_at: instantColumn,
  })
  .transform(({ signed_on, recorded_at, ...same }): AgreementDocument => ({ ...same, signedOn: signed_on, at: recorded_at }))

/** The signed copies of an agreement, the newest first. */
export function agreementDocuments(tx: Tx, id: AgreementId): Promise<AgreementDocument[]> {
  return tx.rows(
    row,
    sql`select id, version, kind, signed_on, name, sha256, recorded_at from agreements.document where agreement_id = ${id} order by version desc`,
  )
}

/** Keeps a signed copy as the next version; the same request twice is one. The agreement is locked, so that no two take a number. */
export async function saveDocument(
  tx: Tx,
  kept: Pick<AgreementDocument, 'kind' | 'signedOn' | 'name' | 'sha256'> & {
    agreementId: AgreementId
    requestId: string
    accountId: AccountId
    at: Instant
  },
): Promise<void> {
  const { agreementId, kind, signedOn, name, sha256, at, accountId, requestId } = kept
  await tx.run(sql`
    insert into agreements.document (id, agreement_id, version, kind, signed_on, name, sha256, recorded_at, account_id, request_id)
    select ${newId()}, ${agreementId}, coalesce(max(d.version), 0) + 1, ${kind}, ${signedOn}::date, ${name}, ${sha256}, ${at}::timestamptz, ${accountId}::uuid, ${requestId}::uuid
    from agreements.document d where d.agreement_id = ${agreementId}
    on conflict (request_id) do nothing`)
}
