import type { ExportFormat } from '#modules/ledger/index.ts'
import { csv, csvType } from '#platform/csv.ts'

/** The columns of the file in their order; what each holds stands in docs/operate/ledger-export.md. */
export const journalColumns = [
  'eksport',
  'bilag',
  'linje',
  'bogføringsdato',
  'valørdato',
  'konto',
  'intern_konto',
  'hændelse',
  'beløb',
  'modpost_til',
  'køber',
  'program',
  'finansiering',
] as const

/** A line a posting: semicolons, Danish decimals, debit positive. */
export const journalCsv: ExportFormat = {
  code: 'csv',
  name: { da: 'CSV, én linje pr. postering', en: 'CSV, one line a posting' },
  extension: 'csv',
  mediaType: csvType,
  write: ({ number, entries }) =>
    csv([
      journalColumns,
      ...entries.flatMap((entry) =>
        entry.lines.map((line) => [
          number,
          entry.id,
          line.line,
          { day: entry.postedOn },
          { day: entry.valueOn },
          line.municipalAccount,
          line.account,
          entry.reason,
          { amount: line.amount },
          entry.reversesId,
          entry.purchaser,
          entry.programme,
          entry.fund,
        ]),
      ),
    ]),
}
