import type { Day, Instant } from '#kernel/days.ts'
import type { Ore } from '#kernel/money.ts'
import type { Account } from './entry.ts'

/** A line of an export: debit positive, credit negative, øre, with its account in the books and in the municipality's own. */
export type ExportLine = { line: number; account: Account; municipalAccount: string; amount: Ore }

/** An entry of an export, whole. Purchaser by its municipality's code; nothing of a person. */
export type ExportEntry = {
  id: bigint
  postedOn: Day
  valueOn: Day
  reason: string
  reversesId: bigint | null
  purchaser: string | null
  programme: string | null
  fund: string
  lines: readonly ExportLine[]
}

/** What a file of an export is written from. */
export type ExportContent = { book: string; number: number; until: Day; madeAt: Instant; debit: Ore; entries: readonly ExportEntry[] }

/** A form the municipality's own system reads. The same content always gives the same bytes. */
export type ExportFormat = {
  code: string
  name: { da: string; en: string }
  extension: string
  mediaType: string
  write: (content: ExportContent) => Uint8Array | Promise<Uint8Array>
}
