import type { ExportFormat } from '#modules/ledger/index.ts'
import { journalCsv } from './journal-csv.ts'
import { journalXml } from './journal-xml.ts'

/** The forms in which entries are handed to a municipality's own accounts, the usual one first. */
export const exportFormats: readonly ExportFormat[] = [journalCsv, journalXml]
