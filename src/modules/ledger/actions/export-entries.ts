import type { StaffActor } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { sumOre } from '#kernel/money.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, assert, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { sha256Of } from '#platform/sha256.ts'
import { authorize, organisations } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { ledgerActions } from '../actions.ts'
import type { ExportContent, ExportFormat } from '../domain/export.ts'
import { municipalAccountOf } from '../domain/rule.ts'
import type { Entry } from '../store/entries.ts'
import { entriesToExport, exportOfRequest, exportsOf, insertExport, lockExports } from '../store/exports.ts'
import { rulesOf } from '../store/rules.ts'

/** Why no export was made. */
export type ExportRefusal = NotPermitted | { kind: 'nothing_to_export' } | { kind: 'day_in_the_future' }

/** What is asked for: entries posted up to a day, in a form. */
export type ExportCommand = { actor: StaffActor; requestId: string; format: ExportFormat; until: Day; on: Day; at: Instant }

/**
 * Writes every entry posted up to a day that was in no export before into the next numbered file, and keeps the file. Two clerks at once make
 * one export after the other: the second finds nothing left. The same request again answers the number it made.
 */
export async function exportEntries(tx: Tx, command: ExportCommand): Promise<Result<number, ExportRefusal>> {
  const { actor, requestId, format, until, on, at } = command
  const bookId = actor.organisationId
  const permit = authorize(actor, ledgerActions.export, { ownerId: bookId })
  if (!permit.ok) return permit
  if (Temporal.PlainDate.compare(on, until) < 0) return refuse({ kind: 'day_in_the_future' })
  await lockExports(tx, bookId)
  const earlier = await exportOfRequest(tx, bookId, requestId)
  if (earlier !== null) return ok(earlier)
  const entries = await entriesToExport(tx, bookId, until)
  if (entries.length === 0) return refuse({ kind: 'nothing_to_export' })
  const number = ((await exportsOf(tx, bookId))[0]?.number ?? 0) + 1
  const content = await contentOf(tx, { bookId, number, until, at, entries })
  const file = await format.write(content)
  const sha256 = sha256Of(file)
  const made = { number, requestId, format: format.code, until, debit: content.debit, accountId: actor.accountId, madeAt: at, sha256 }
  await insertExport(tx, bookId, { ...made, content: file, entryIds: entries.map((entry) => entry.id) })
  await recordChange(tx, { actor, action: ledgerActions.export, on: { noun: 'export', id: String(number) }, codes: { sha256 }, at })
  return ok(number)
}

type Gathered = { bookId: string; number: number; until: Day; at: Instant; entries: readonly Entry[] }

async function contentOf(tx: Tx, { bookId, number, until, at, entries }: Gathered): Promise<ExportContent> {
  const rules = (await rulesOf(tx, bookId)).filter((rule) => rule.confirmed === true)
  const parties = new Map((await organisations(tx)).map((one) => [String(one.id), one]))
  const book = parties.get(bookId)
  assert(book !== undefined, 'a book belongs to an organisation')
  const written = entries.map((entry) => ({
    id: entry.id,
    postedOn: entry.postedOn,
    valueOn: entry.on,
    reason: entry.reason,
    reversesId: entry.reversesId,
    purchaser: entry.source.purchaserId === null ? null : (parties.get(entry.source.purchaserId)?.municipalityCode ?? null),
    programme: entry.source.programme,
    fund: entry.source.fund,
    lines: entry.lines.map((line, index) => ({
      line: index + 1,
      ...line,
      municipalAccount: municipalAccountOf(rules, { ...entry, account: line.account }),
    })),
  }))
  const debit = sumOre(written.flatMap((entry) => entry.lines.flatMap(({ amount }) => (amount > 0n ? [amount] : []))))
  return { book: book.municipalityCode, number, until, madeAt: at, debit, entries: written }
}
