import { slowRows, total } from './slow-annuity.ts'
import { frequencyOf, nearest, stepDay } from './slow-days.ts'
import { emptyRow, inOrder, shares } from './slow-rows.ts'
import type { Json, Loan, Row } from './slow-types.ts'

/** Money paid out on a day, cents. */
export type Payout = { day: string; amount: bigint }

/** The rows of a loan paid out on these days, with the reschedules in the order they were made; what is paid out later is spread from its own row on. */
export function plan(loan: Loan, payouts: readonly Payout[], moves: readonly Json[]): Row[] {
  const [first] = payouts
  if (first === undefined) return []
  if (loan.rate > 0) return annuity(loan, first.day, first.amount)
  const start = first.day
  const downs = payouts.map(({ day, amount }) => ({ day, amount: nearest(amount * loan.down, 100n, loan.multiple) }))
  const financed = payouts.map(({ day, amount }, index) => ({ day, amount: amount - (downs[index]?.amount ?? 0n) }))
  let dues = Array.from({ length: loan.n }, (_, k) => stepDay(start, k + 1, loan.every, loan.unit, loan.monthEnd))
  let parts = partsOf(loan, dues, financed)
  dues = dues.slice(0, parts.length)
  let anchor = { day: start, index: -1 }
  for (const move of moves) {
    const at = dues.indexOf(String(move['from']))
    if (at < 0) continue
    const moved = move['newDueDate'] !== undefined && move['newDueDate'] !== null
    if (moved) anchor = { day: String(move['newDueDate']), index: at }
    const [extra, grace] = [Number(move['extraInstalments'] ?? 0), Number(move['principalGracePeriods'] ?? 0)]
    const later = parts.slice(at)
    const rest = later.reduce((sum, each) => sum + each, 0n)
    const spread = extra === 0 ? later : shares(rest, later.length + extra, loan.multiple)
    parts = [...parts.slice(0, at), ...Array.from({ length: grace }, () => 0n), ...spread]
    const standing = moved ? dues.slice(0, at) : dues
    dues = parts.map((_, index) => standing[index] ?? stepDay(anchor.day, index - anchor.index, loan.every, loan.unit, loan.monthEnd))
  }
  const rows = dues.map((due, index) => emptyRow(due, parts[index] ?? 0n))
  return inOrder([
    ...downs.filter((each) => each.amount > 0n).map(({ day, amount }) => ({ ...emptyRow(day, amount), down: true })),
    ...rows,
  ])
}

/** What each row repays: an even share of what is left when it begins, reckoned anew in a row that something is paid out in. */
function partsOf(loan: Loan, dues: readonly string[], payouts: readonly Payout[]): bigint[] {
  let [left, share] = [0n, 0n]
  const parts = dues.map((due, index) => {
    const from = dues[index - 1] ?? ''
    const here = payouts.filter((each) => each.day < due && each.day >= from)
    left += here.reduce((sum, each) => sum + each.amount, 0n)
    if (here.length > 0) share = nearest(left, BigInt(dues.length - index), loan.multiple)
    const part = index === dues.length - 1 || share > left ? left : share
    left -= part
    return part
  })
  while (parts.length > 1 && parts.at(-1) === 0n) parts.pop()
  return parts
}

function annuity({ n: count, unit, ...loan }: Loan, start: string, principal: bigint): Row[] {
  const rows = slowRows({ ...loan, principal, start, count, frequency: frequencyOf(unit), grace: 0, adjust: true })
  return rows
    .slice(0, rows.findLastIndex((row) => total(row) > 0n) + 1)
    .map((row, index) => emptyRow(row.due, row.principal, rows[index - 1]?.due ?? start, row.interest))
}
