import { days, plusDays, textOf } from './slow-days.ts'
import { leftOf, owed } from './slow-rows.ts'
import type { Book, Charge, Entry, Json, Loan, Row, Taken } from './slow-types.ts'

/** The whole state on a day, in the form of a check. */
export function stateOf(
  loan: Loan,
  book: Book,
  log: readonly Entry[],
  shown: ReadonlyMap<number, Taken>,
  pauses: readonly { start: string; end: string }[],
  on: string,
): Json {
  const waiting = book.taken.reduce((sum, each) => sum + each.waiting, 0n)
  const left = owed(book)
  const late = book.writtenOff ? [] : book.rows.filter((row) => row.due < on && leftOf(row) > 0n)
  const since = late.map((row) => row.due).toSorted()[0]
  const pausedDays = (from: string) =>
    Array.from({ length: days(from, on) }, (_, k) => plusDays(from, k)).filter((at) =>
      pauses.some((pause) => pause.start <= at && at < pause.end),
    ).length
  return {
    schedule: scheduleOf(book),
    transactions: log.flatMap((entry) => {
      const each = shown.get(entry.seq)
      if (each === undefined || entry.type === null) return []
      const { date, type, amount, principal, interest, fees, penalties } = each
      return [
        {
          date,
          type,
          amount: textOf(amount),
          principal: textOf(principal),
          interest: textOf(interest),
          fees: textOf(fees),
          penalties: textOf(penalties),
          balance: textOf(each.balance),
          ...(entry.reversed ? { reversed: true } : {}),
        },
      ]
    }),
    status: book.remitted
      ? 'closed-remitted'
      : book.writtenOff
        ? 'closed-written-off'
        : waiting > 0n
          ? 'overpaid'
          : left === 0n
            ? 'closed-obligations-met'
            : 'active',
    outstanding: textOf(left),
    overpaid: textOf(waiting),
    arrears: {
      amount: textOf(late.reduce((sum, row) => sum + leftOf(row), 0n)),
      delinquentFrom: since === undefined ? null : plusDays(since, loan.grace),
      pastDueDays: since === undefined ? 0 : days(since, on),
      delinquentDays: since === undefined ? 0 : Math.max(0, days(since, on) - loan.grace - pausedDays(since)),
    },
  }
}

function scheduleOf(book: Book): Json[] {
  let repaid = 0n
  return book.rows.map((row, index) => {
    repaid += row.principal
    const balance = paidOutFor(book, row, index === book.rows.length - 1, repaid) - repaid
    const sum = (pick: (charge: Charge) => bigint) => row.charges.reduce((all, each) => all + pick(each), 0n)
    return {
      n: index + 1,
      due: row.due,
      principal: textOf(row.principal),
      interest: textOf(row.bears.amount),
      fees: textOf(sum((each) => (each.penalty ? 0n : each.amount))),
      penalties: textOf(sum((each) => (each.penalty ? each.amount : 0n))),
      total: textOf(row.principal + row.bears.amount + sum((each) => each.amount)),
      paid: textOf(row.paid + row.bears.paid + sum((each) => each.paid)),
      inAdvance: textOf(row.early + row.bears.early + sum((each) => each.early)),
      late: textOf(row.late + row.bears.late + sum((each) => each.late)),
      outstanding: textOf(book.writtenOff ? 0n : leftOf(row)),
      balanceAfter: textOf(balance),
      paidOn: leftOf(row) === 0n ? row.done : null,
    }
  })
}

/** What had been paid out when a row fell due, and as much of what came later as the rows so far repay. */
function paidOutFor(book: Book, row: Row, last: boolean, repaid: bigint): bigint {
  const before = (day: string) => last || day < row.due || (row.down && day === row.due)
  const sum = book.payouts.reduce((all, each) => (before(each.day) ? all + each.amount : all), 0n)
  const later = book.payouts.filter((each) => !before(each.day)).toSorted((a, b) => (a.day < b.day ? -1 : 1))
  return later.reduce((all, each) => (all < repaid ? all + each.amount : all), sum)
}
