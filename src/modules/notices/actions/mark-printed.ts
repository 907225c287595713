import type { StaffActor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { type NotPermitted, authorize } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import type { LetterId } from '../domain/letter.ts'
import { opensLetter } from '../domain/letter-readers.ts'
import { letterPdf, savePrinted } from '../store/letters.ts'

/** Why a letter cannot be marked as printed. */
export type MarkPrintedRefusal = NotPermitted | { kind: 'no_such_letter' } | { kind: 'already_printed' } | { kind: 'withdrawn' }

/** Takes a letter of the own organisation out of the print queue: it was printed and posted. */
export async function markPrinted(
  tx: Tx,
  { actor, id, at }: { actor: StaffActor; id: LetterId; at: Instant },
): Promise<Result<true, MarkPrintedRefusal>> {
  const permitted = authorize(actor, actions.mark_printed, { ownerId: actor.organisationId })
  if (!permitted.ok) return permitted
  const found = await letterPdf(tx, id)
  if (found === null) return refuse({ kind: 'no_such_letter' })
  if (!opensLetter(actor, found.template)) return refuse({ kind: 'not_permitted', action: actions.mark_printed.name })
  if (found.withdrawn) return refuse({ kind: 'withdrawn' })
  if (!(await savePrinted(tx, id, actor.accountId, at))) return refuse({ kind: 'already_printed' })
  const { personId } = found
  await recordChange(tx, { actor, action: actions.mark_printed, on: { noun: 'letter', id }, personId, at })
  return ok(true)
}
