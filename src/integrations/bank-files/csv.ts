import { sameAccount } from '#kernel/bank-account.ts'
import { parseDay } from '#kernel/days.ts'
import { parseKroner } from '#kernel/money.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { BankFile, BankFileRefusal, BankLine } from '#modules/loans/index.ts'
import { fikIn, withKeys } from './line.ts'

const needed = ['konto', 'dato', 'beløb', 'tekst'] as const

/**
 * Reads the program's own CSV form of a statement: `;` between, a heading row with the columns konto, dato, beløb and tekst, and
 * if known navn, reference and betalings-id, in any order (docs/operate/bank-files.md). Amounts and days as a Dane writes them.
 */
export function readCsv(text: string): Result<BankFile, BankFileRefusal> {
  const [heading = [], ...rows] = cellsOf(text.replace(/^\uFEFF/, ''))
  const columns = heading.map((name) => name.trim().toLowerCase())
  const missing = needed.filter((name) => !columns.includes(name))
  if (missing.length > 0) return refuse({ kind: 'columns_missing', columns: missing.join(', ') })
  const lines: (Omit<BankLine, 'key'> & { reference: string })[] = []
  const accounts = new Set<string>()
  let zero = 0
  for (const [index, row] of rows.entries()) {
    if (row.every((cell) => cell.trim() === '')) continue
    const cell = (name: string) => (row[columns.indexOf(name)] ?? '').trim()
    const on = parseDay(cell('dato'))
    if (!on.ok) return refuse({ kind: 'row_malformed', row: index + 2, column: 'dato' })
    const amount = parseKroner(cell('beløb'))
    if (!amount.ok) return refuse({ kind: 'row_malformed', row: index + 2, column: 'beløb' })
    const account = sameAccount(cell('konto')).slice(0, 60)
    if (account === '') return refuse({ kind: 'row_malformed', row: index + 2, column: 'konto' })
    accounts.add(account)
    // A payment id that was typed wrong must not become a payment that nobody knows.
    if (cell('betalings-id') !== '' && fikIn([cell('betalings-id')]).paymentId === null)
      return refuse({ kind: 'row_malformed', row: index + 2, column: 'betalings-id' })
    if (amount.value === 0n) zero += 1
    else
      lines.push({
        account,
        bookedOn: on.value,
        amount: amount.value,
        ...fikIn([cell('betalings-id'), cell('tekst')]),
        name: cell('navn').slice(0, 200),
        text: cell('tekst').slice(0, 1000),
        endToEnd: null,
        reference: cell('reference').slice(0, 200),
      })
  }
  return ok({ accounts: [...accounts], lines: withKeys(lines), leftOut: zero === 0 ? {} : { zero } })
}

// Quoted cells may hold the separator, line breaks, and quotes written twice.
function cellsOf(text: string): string[][] {
  const rows: string[][] = [[]]
  const cell = /(?:"((?:[^"]|"")*)"|([^;\r\n]*))(;|\r?\n|\r|$)/gy
  while (cell.lastIndex < text.length) {
    const found = cell.exec(text)
    if (found === null) return []
    rows.at(-1)?.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '')
    if (found[3] !== ';' && found[3] !== '') rows.push([])
  }
  return rows
}
