import { nearest } from './slow-days.ts'
import { leftOf } from './slow-rows.ts'
import type { Book, Charge, Loan, Part, Row, Taken } from './slow-types.ts'

const partNames: Record<string, Part> = {
  PENALTY: 'penalty',
  PENALTIES: 'penalty',
  FEE: 'fee',
  FEES: 'fee',
  INTEREST: 'interest',
  PRINCIPAL: 'principal',
}
const partsIn = (text: string): Part[] => text.split('_').flatMap((word) => partNames[word] ?? [])

/** What of a row one part still wants, as one or more holders of money. */
function wanting(row: Row, part: Part): (Row | Charge)[] {
  if (part === 'interest') return [row.bears]
  return part === 'principal' ? [row] : row.charges.filter((each) => each.penalty === (part === 'penalty'))
}

/** Gives one part of a row what it wants, at most `most`; returns what it took. */
function give(row: Row, part: Part, most: bigint, to: Taken, day: string, only: (charge: Charge) => boolean = () => true): bigint {
  let taken = 0n
  for (const holder of wanting(row, part)) {
    const wants = ('amount' in holder ? (only(holder) ? holder.amount : holder.paid) : holder.principal) - holder.paid
    const given = wants < most - taken ? wants : most - taken
    holder.paid += given
    if (day < row.due) holder.early += given
    if (day > row.due) holder.late += given
    taken += given
  }
  if (part === 'principal') to.principal += taken
  else if (part === 'interest') to.interest += taken
  else if (part === 'fee') to.fees += taken
  else to.penalties += taken
  if (taken > 0n && leftOf(row) === 0n) row.done = day
  return taken
}

/** The places where money goes, one after the other, by the name of a strategy. */
function* placesByName(loan: Loan, book: Book, day: string): Generator<[Row, Part, boolean]> {
  const bare = loan.strategy.replace(/_(ORDER|STRATEGY)$/, '').replace(/^DUE_/, '')
  const [due = '', advance = due] = bare.split('_IN_ADVANCE_')
  for (const row of book.rows) {
    if (row.due > day && bare.includes('_IN_ADVANCE_')) for (const part of partsIn(due)) if (part !== 'principal') yield [row, part, true]
    for (const part of partsIn(row.due > day ? advance : due)) yield [row, part, false]
  }
}

/** The places where money goes by an explicit order, up to the rows not yet due or those alone. */
function* placesByOrder(loan: Loan, book: Book, day: string, standings: readonly string[]): Generator<[Row, Part, boolean]> {
  const standing = (row: Row) => (row.due < day ? 'PAST_DUE' : row.due === day ? 'DUE' : 'IN_ADVANCE')
  for (const word of standings) {
    const parts = loan.order.filter((each) => each.startsWith(`${word}_`)).flatMap((each) => partsIn(each.slice(word.length + 1)))
    for (const row of book.rows.filter((each) => standing(each) === word)) for (const part of parts) yield [row, part, false]
  }
}

function ruleOf(loan: Loan, to: Taken): unknown {
  const kind = to.type === 'Repayment' ? 'REPAYMENT' : to.type.toUpperCase().replaceAll(' ', '_')
  return loan.future[kind] ?? loan.future['DEFAULT'] ?? 'NEXT_INSTALLMENT'
}

/** Uses money on the rows as on a day; returns what no row could take. */
export function pay(loan: Loan, book: Book, amount: bigint, day: string, to: Taken): bigint {
  const lay = (left: bigint, places: Iterable<[Row, Part, boolean]>) => {
    for (const [row, part, dueOnly] of places) left -= give(row, part, left, to, day, (charge) => !dueOnly || charge.due <= day)
    return left
  }
  if (loan.strategy !== 'ADVANCED_PAYMENT_ALLOCATION') return lay(amount, placesByName(loan, book, day))
  const left = lay(amount, placesByOrder(loan, book, day, ['PAST_DUE', 'DUE']))
  const rule = ruleOf(loan, to)
  if (rule === 'NEXT_INSTALLMENT') return lay(left, placesByOrder(loan, book, day, ['IN_ADVANCE']))
  const later = book.rows.filter((row) => row.due > day)
  if (rule === 'LAST_INSTALLMENT')
    return later.toReversed().reduce((rest, row) => lay(rest, placesByOrder(loan, { ...book, rows: [row] }, day, ['IN_ADVANCE'])), left)
  return spreadEvenly(left, later, (rest, row) => lay(rest, placesByOrder(loan, { ...book, rows: [row] }, day, ['IN_ADVANCE'])))
}

/** The same share to every open row, the last the odd cents, and again while a row can take more. */
function spreadEvenly(amount: bigint, rows: readonly Row[], lay: (amount: bigint, row: Row) => bigint): bigint {
  let left = amount
  for (;;) {
    const open = rows.filter((row) => leftOf(row) > 0n)
    if (left === 0n || open.length === 0) return left
    const share = nearest(left, BigInt(open.length), 1n) || 1n
    for (const [index, row] of open.entries()) {
      const given = index === open.length - 1 || share > left ? left : share
      left -= given - lay(given, row)
    }
  }
}
