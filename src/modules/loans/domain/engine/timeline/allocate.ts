import { divideHalfEven } from '#kernel/fraction.ts'
import { type Charge, type Ledger, type Row, componentLeft, rowLeft } from './ledger.ts'
import type { Allocation, Component, DayNumber, FutureRule, Group, MoneyKind, Standing, Transaction } from './types.ts'

/** Money on its way to the rows. */
type Purse = { left: bigint; readonly date: DayNumber; readonly transaction: Transaction; readonly ledger: Ledger }

/** Uses up to `amount` of a transaction on the rows by the loan's order, as on `date`; returns what no row could take. */
export function allocate(
  ledger: Ledger,
  transaction: Transaction,
  payment: { amount: bigint; date: DayNumber; kind: MoneyKind; allocation: Allocation },
): bigint {
  const purse: Purse = { left: payment.amount, date: payment.date, transaction, ledger }
  if (payment.allocation.kind === 'rowByRow') rowByRow(purse, payment.allocation)
  else for (const group of payment.allocation.groups) payGroup(purse, group, payment.allocation.future(payment.kind))
  return purse.left
}

function rowByRow(purse: Purse, order: Extract<Allocation, { kind: 'rowByRow' }>): void {
  for (const row of purse.ledger.rows) {
    if (purse.left === 0n) return
    if (rowLeft(row) === 0n) continue
    if (row.due <= purse.date) {
      payRow(purse, row, order.due)
      continue
    }
    if (order.dueChargesFirst) for (const component of order.due) payCharges(purse, row, component, (charge) => charge.due <= purse.date)
    payRow(purse, row, order.advance)
  }
}

function payGroup(purse: Purse, group: Group, future: FutureRule): void {
  const rows = purse.ledger.rows.filter((row) => standingOf(row, purse.date) === group.standing && rowLeft(row) > 0n)
  if (group.standing === 'advance' && future === 'REAMORTIZATION') return payEvenly(purse, rows, group.components)
  const ordered = group.standing === 'advance' && future === 'LAST_INSTALLMENT' ? rows.reverse() : rows
  for (const row of ordered) {
    if (purse.left === 0n) return
    payRow(purse, row, group.components)
  }
}

function standingOf(row: Row, date: DayNumber): Standing {
  return row.due < date ? 'past' : row.due === date ? 'due' : 'advance'
}

/** The same share to every open row, the last row of a round taking the odd cents; rounds go on while a row can take more. */
function payEvenly(purse: Purse, rows: readonly Row[], components: readonly Component[]): void {
  let open = [...rows]
  while (purse.left > 0n && open.length > 0) {
    const share = divideHalfEven(purse.left, BigInt(open.length)) || 1n
    for (const [index, row] of open.entries()) payRow(purse, row, components, index === open.length - 1 ? purse.left : share)
    open = open.filter((row) => rowLeft(row) > 0n)
  }
}

function payRow(purse: Purse, row: Row, components: readonly Component[], limit: bigint = purse.left): void {
  let left = min(limit, purse.left)
  for (const component of components) left -= payComponent(purse, row, component, left)
}

function payComponent(purse: Purse, row: Row, component: Component, limit: bigint): bigint {
  if (component === 'fee' || component === 'penalty') return payCharges(purse, row, component, () => true, limit)
  const part = min(limit, componentLeft(row, component))
  if (part <= 0n) return 0n
  if (component === 'principal') {
    row.paidPrincipal += part
    purse.transaction.principal += part
    purse.ledger.balance -= part
    purse.ledger.principalMoves.push({ date: purse.date, amount: part })
  } else {
    row.paidInterest += part
    purse.transaction.interest += part
  }
  note(row, row, part, purse)
  return part
}

function payCharges(purse: Purse, row: Row, component: Component, which: (charge: Charge) => boolean, limit: bigint = purse.left): bigint {
  if (component !== 'fee' && component !== 'penalty') return 0n
  let paid = 0n
  for (const charge of row.charges) {
    if (charge.penalty !== (component === 'penalty') || !which(charge)) continue
    const part = min(limit - paid, charge.amount - charge.paid)
    if (part <= 0n) continue
    charge.paid += part
    paid += part
    if (charge.penalty) purse.transaction.penalties += part
    else purse.transaction.fees += part
    note(row, charge, part, purse)
  }
  return paid
}

/** Books whether the money came before or after the row's due day, and the day the row was done. */
function note(row: Row, holder: { inAdvance: bigint; late: bigint }, part: bigint, purse: Purse): void {
  purse.left -= part
  if (purse.date < row.due) holder.inAdvance += part
  if (purse.date > row.due) holder.late += part
  if (rowLeft(row) === 0n) row.paidOn = purse.date
}

function min(a: bigint, b: bigint): bigint {
  return a < b ? a : b
}
