import { type Day, dayOf, earlierOf } from '#kernel/days.ts'
import { ore } from '#kernel/money.ts'
import { assert } from '#kernel/result.ts'
import { type Check, type Compared, checkOf } from '#platform/check.ts'
import { type LoanState as Standing, replayLoan } from '../domain/engine/index.ts'
import { settingsOf } from '../domain/loan.ts'
import { type LoanState, loanSteps } from '../domain/loan-machine.ts'
import { movedDays, plus, positionsOn } from '../domain/positions.ts'
import { type RecordedEvent, moneyLog } from '../domain/recorded-event.ts'
import { type CheckedLoan, batchesToCheck, loansToCheck } from '../store/checked-loans.ts'
import { stateAfter } from '../domain/state-after.ts'
import { type Stretch, stretchesSince } from '../domain/stretch.ts'

/**
 * The state of every loan, its plan, its tranches, how it stood between its events, its payments through the bank and what it makes each account
 * of the books say, day by day, from its events; and that a batch holds what was approved.
 */
export const loanChecks: readonly Check[] = [
  checkOf('loan-states', loansToCheck, (checked) => ({ state: [checked.loan.state, stateFrom(checked)] })),
  checkOf('loan-plans', loansToCheck, planOf),
  checkOf('loan-balances', loansToCheck, balancesOf),
  checkOf('loan-standings', loansToCheck, standingsOf),
  checkOf('loan-payments', loansToCheck, paymentsOf),
  checkOf('payment-batches', batchesToCheck, ({ orders, sum, n, total, unbooked }) => ({
    payments: [`${orders} of ${sum} øre`, `${n} of ${total} øre`],
    booked: ['all', unbooked === 0 ? 'all' : `all but ${unbooked}`],
  })),
]

function standingAt(checked: CheckedLoan, events: readonly RecordedEvent[]): Standing | null {
  const log = moneyLog(events)
  const last = events.at(-1)
  if (log.length === 0 || last === undefined) return null
  const standing = replayLoan(settingsOf(checked.loan), log, dayOf(last.at))
  assert(standing.ok, standing.ok ? '' : standing.refusal.kind)
  return standing.value
}

/** Plays the machine over the log: each event leads where its row says, or where the balance then was. */
function stateFrom(checked: CheckedLoan): LoanState {
  let state: LoanState = 'applied'
  for (const [index, event] of checked.events.entries()) {
    const from: readonly LoanState[] = loanSteps[event.name].from
    assert(index === 0 || from.includes(state), `${event.name} cannot follow in ${state}`)
    const standing = loanSteps[event.name].to === 'by_balance' ? standingAt(checked, checked.events.slice(0, index + 1)) : null
    state = standing === null ? plainState(event, state) : stateAfter(event.name, state, standing)
  }
  return state
}

function plainState({ name }: RecordedEvent, from: LoanState): LoanState {
  const { to } = loanSteps[name]
  return to === 'same' || to === 'by_balance' ? from : to
}

function planOf(checked: CheckedLoan): Compared {
  const plan = standingAt(checked, checked.events)?.plan ?? []
  const stored = new Map(checked.plan.map((row) => [row.n, rowText(row)]))
  const reckoned = new Map(plan.map((row) => [row.n, rowText({ ...row, amount: row.total })]))
  const numbers = [...new Set([...stored.keys(), ...reckoned.keys()])].toSorted((a, b) => a - b)
  const undone = new Set(checked.events.map((event) => event.undoes))
  const paid = checked.events
    .filter((event) => event.name === 'pay_out' && !undone.has(event.id))
    .map((event) => `${event.id} ${event.amount}`)
  return {
    ...Object.fromEntries(numbers.map((n) => [`instalment ${n}`, [stored.get(n) ?? null, reckoned.get(n) ?? null] as const])),
    tranches: [checked.tranches.map((one) => `${one.event} ${one.amount}`).join(', '), paid.join(', ')],
  }
}

function rowText(row: { due: Day; payableBy: Day; amount: bigint; paid: bigint; paidOn: Day | null }): string {
  const [due, payableBy, paidOn] = [row.due, row.payableBy, row.paidOn].map((day) => day?.toString() ?? 'never')
  return `due ${due}, payable by ${payableBy}, ${row.amount} øre, paid ${row.paid} øre, in full on ${paidOn}`
}

/** On every day on which anything moved, in the log or in the books, the books say what the log says. */
function balancesOf({ loan, events, entries }: CheckedLoan): Compared {
  const log = moneyLog(events)
  const moved = [...log, ...entries.map((entry) => ({ on: entry.on }))]
  const first = moved.reduce<Day | null>((day, { on }) => (day === null ? on : earlierOf(day, on)), null)
  if (first === null) return {}
  const differences: [string, readonly [string, string]][] = []
  for (const on of movedDays(moved, first)) {
    const lines = entries.filter((entry) => Temporal.PlainDate.compare(entry.on, on) <= 0).flatMap((entry) => entry.lines)
    const booked = plus(new Map(), lines)
    for (const [account, amount] of positionsOn(settingsOf(loan), log, on))
      differences.push([`${account} on ${on.toString()}`, [`${booked.get(account) ?? ore(0n)} øre`, `${amount} øre`]])
  }
  return Object.fromEntries(differences)
}

/** How a loan stood between two of its events. An application that was never advised has no standing yet. */
function standingsOf({ loan, events, stretches }: CheckedLoan): Compared {
  const first = events.map((event) => event.on).toSorted((a, b) => Temporal.PlainDate.compare(a, b))[0]
  if (first === undefined || (stretches.length === 0 && loan.state === 'applied')) return {}
  const stored = new Map(stretches.map((one) => [one.from.toString(), stretchText(one)]))
  const reckoned = new Map(stretchesSince(loan, events, first).map((one) => [one.from.toString(), stretchText(one)]))
  const days = [...new Set([...stored.keys(), ...reckoned.keys()])].toSorted()
  return Object.fromEntries(days.map((on) => [`from ${on}`, [stored.get(on) ?? null, reckoned.get(on) ?? null] as const]))
}

function stretchText({ until, state, waiting, balance, restructured, clockStops, open, share, offerEnds }: Stretch): string {
  const clock = clockStops === null ? 'runs' : `stops ${clockStops.from.toString()} until ${clockStops.until?.toString() ?? 'resumed'}`
  const moved = open[0]?.movedFrom?.toString() ?? 'nothing'
  const offer = offerEnds === null ? '' : ` until ${offerEnds.toString()}`
  const pot = `offered ${share.offered}${offer}, accepted ${share.accepted}, repaid ${share.repaid}, lost ${share.lost}, recovered ${share.recovered} øre`
  const rows = open.map((row) => `${row.due.toString()}/${row.payableBy.toString()} ${row.left}`).join(', ')
  return `until ${until?.toString() ?? 'now'}, ${state}, waits for ${waiting ?? 'nothing'}, ${balance} øre, ${restructured ? 'restructured' : 'as agreed'}, clock ${clock}, moved ${moved}, ${pot}, open ${rows}`
}

/** What became of each payment through the bank: one that was sent has its event, and one that came to nothing has it taken back. */
function paymentsOf({ events, payments }: CheckedLoan): Compared {
  const undone = new Set(events.map((event) => event.undoes))
  return Object.fromEntries(
    payments.map((payment) => {
      const event = events.find((one) => one.id === payment.eventId)
      const booked =
        event === undefined ? 'not booked' : `${event.name} of ${event.amount} øre${undone.has(event.id) ? ', taken back' : ''}`
      return [`payment ${payment.id}`, [storedText(payment), booked] as const]
    }),
  )
}

function storedText({ state, purpose, amount }: CheckedLoan['payments'][number]): string {
  if (state === 'asked' || state === 'released' || state === 'dropped') return 'not booked'
  return `${purpose} of ${amount} øre${state === 'rejected' || state === 'came_back' ? ', taken back' : ''}`
}
