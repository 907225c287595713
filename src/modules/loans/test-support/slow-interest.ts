import { type Part, plus, rounded, times, yearPart } from './slow-annuity.ts'
import { frequencyOf, plusDays } from './slow-days.ts'
import { leftOf } from './slow-rows.ts'
import type { Book, Loan, Row } from './slow-types.ts'

/** A day's part of a year in a row: the counts that name a period share it out evenly over its days. */
function dayPart(loan: Loan, book: Book, row: Row, day: string): Part {
  const { every, unit } = row.rhythm ?? loan
  const counting = { ...loan, every, frequency: frequencyOf(unit), begun: book.payouts[0]?.day ?? day }
  return yearPart(counting, [row.from, row.due], day, plusDays(day, 1))
}

/**
 * Interest that follows what is paid, one day after the other: each day bears what is owed at its end. From `asOf` on, what has fallen due by then is
 * taken to be paid; up to it, what was really owed counts. `upTo`, the day of a payment, ends it there. A row that is done keeps its interest, and what ran on after it was paid
 * early goes to the next; an instalment stays level, and holds no more interest than itself; the last open row takes the rest.
 */
export function follow(loan: Loan, book: Book, asOf: string, upTo: string | null): void {
  if (!loan.follows || loan.rate === 0 || book.writtenOff) return
  const rows = book.rows.filter((row) => !row.extra)
  const open = (row: Row) => leftOf(row) > 0n || row.done === null
  const last = rows.findLastIndex(open)
  let unpaid = book.paidOut - book.rows.reduce((sum, row) => sum + row.paid, 0n)
  let expected = 0n
  let carried: Part = [0n, 1n]
  for (const [index, row] of rows.entries()) {
    let run = carried
    for (let day = row.from; day < row.due && (upTo === null || day < upTo); day = plusDays(day, 1)) {
      if (book.stops.some((stop) => stop.start <= day && day <= stop.end)) continue
      const owed = book.moves.reduce((sum, move) => (move.day <= day ? sum + move.amount : sum), day < asOf ? 0n : -expected)
      run = lowest(plus(run, times([owed * BigInt(loan.rate), 10_000n], dayPart(loan, book, row, day))))
    }
    const isOpen = open(row)
    if (isOpen) {
      const due = rounded(run)
      const held = index === last || due < row.level ? due : row.level
      row.bears.amount = held > row.bears.paid ? held : row.bears.paid
      const room = row.level - row.bears.amount - row.paid
      const wanted = index === last ? unpaid : room > 0n ? room : 0n
      row.principal = row.paid + (wanted < unpaid ? wanted : unpaid)
      unpaid -= row.principal - row.paid
    }
    expected += row.principal - row.paid
    const rest = plus(run, [-row.bears.amount, 1n])
    carried = rest[0] > 0n && (!isOpen || row.bears.amount >= row.level) ? rest : [0n, 1n]
  }
}

/** The same fraction in lowest terms, for after a thousand days its numbers would fill pages. */
function lowest([num, den]: Part): Part {
  let [a, b] = [num < 0n ? -num : num, den]
  while (b > 0n) [a, b] = [b, a % b]
  return a === 0n ? [0n, 1n] : [num / a, den / a]
}
