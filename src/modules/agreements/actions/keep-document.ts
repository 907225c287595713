import type { StaffActor } from '#kernel/actor.ts'
import { type Day, type Instant, dayOf, isBefore } from '#kernel/days.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { authorize } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { keepFile } from '#platform/db/files.ts'
import type { ReceivedFile } from '#platform/files/receive.ts'
import { actions } from '../actions.ts'
import type { AgreementId } from '../domain/agreement.ts'
import { agreement, lockAgreement } from '../store/agreements.ts'
import { type DocumentKind, saveDocument } from '../store/documents.ts'

/** A signed copy to keep. */
export type DocumentCommand = {
  actor: StaffActor
  agreementId: AgreementId
  kind: DocumentKind
  signedOn: Day
  file: ReceivedFile
  requestId: string
  at: Instant
}

/** Keeps a signed copy of the agreement, or of what was added to it, as its next version. */
export async function keepDocument(
  tx: Tx,
  command: DocumentCommand,
): Promise<Result<true, NotPermitted | { kind: 'no_such_agreement' } | { kind: 'signed_in_future'; today: Day }>> {
  const { actor, agreementId: id, kind, signedOn, file, requestId, at } = command
  const agreed = await agreement(tx, id)
  if (agreed === null) return refuse({ kind: 'no_such_agreement' })
  const permitted = authorize(actor, actions.keep_document, { parties: agreed.parties })
  if (!permitted.ok) return permitted
  if (isBefore(dayOf(at), signedOn)) return refuse({ kind: 'signed_in_future', today: dayOf(at) })
  await lockAgreement(tx, id)
  await keepFile(tx, file, at)
  const { name, sha256 } = file
  await saveDocument(tx, { agreementId: id, kind, signedOn, name, sha256, requestId, accountId: actor.accountId, at })
  await recordChange(tx, { actor, action: actions.keep_document, on: { noun: 'agreement', id }, codes: { kind, sha256 }, at })
  return ok(true)
}
