import type { Day } from '#kernel/days.ts'
import { ore, sumOre } from '#kernel/money.ts'
import { replayLoan } from '../domain/engine/index.ts'
import { type LoanTerms, settingsOf } from '../domain/loan.ts'
import type { Share } from '../domain/pot.ts'
import { type RecordedEvent, moneyLog } from '../domain/recorded-event.ts'

/** What a loan takes of its pot, counted from its log and from how it stood just before it was closed. */
export function counted(terms: LoanTerms, log: readonly RecordedEvent[], on: Day): Omit<Share, 'lent'> {
  const undone = new Set(log.map((each) => each.undoes))
  const standing = log.filter((each) => !undone.has(each.id) && each.undoes === null && Temporal.PlainDate.compare(each.on, on) <= 0)
  const sum = (name: RecordedEvent['name']) => sumOre(standing.flatMap((each) => (each.name === name ? (each.amount ?? []) : [])))
  const owed = (without: readonly string[]) => {
    const state = replayLoan(settingsOf(terms), moneyLog(standing.filter((each) => !without.includes(each.name))), on)
    if (!state.ok) throw new Error(state.refusal.kind)
    return state.value
  }
  const closed = standing.some((each) => each.name === 'write_off' || each.name === 'remit')
  const before = owed(['write_off', 'remit', 'recover'])
  const fees = before.outstanding - before.balance
  const had = (name: RecordedEvent['name']) => standing.some((each) => each.name === name)
  const paidOut = sum('pay_out')
  const none = ore(0n)
  if (paidOut === 0n) {
    const [offered, accepted] = [had('approve') && !had('accept'), had('accept')].map((is) =>
      is ? ore(terms.amount - sum('waive_rest')) : none,
    )
    return { offered: offered ?? none, accepted: accepted ?? none, repaid: none, lost: none, recovered: none }
  }
  const recovered = sum('recover')
  return {
    offered: none,
    accepted: closed ? none : ore(terms.amount - paidOut - sum('waive_rest')),
    repaid: ore(paidOut - before.balance),
    lost: closed ? before.balance : none,
    recovered: recovered > fees && closed ? ore(recovered - fees) : none,
  }
}
