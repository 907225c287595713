import { type Day, isBefore, isOnOrBefore } from '#kernel/days.ts'
import { type Ore, ore } from '#kernel/money.ts'
import { assert } from '#kernel/result.ts'
import { type LoanState as Standing, type StateRow, replayLoan } from './engine/index.ts'
import { type LoanTerms, settingsOf } from './loan.ts'
import type { LoanEventName, LoanState } from './loan-machine.ts'
import { offerEnds } from './offer.ts'
import { type Share, shareOf } from './pot.ts'
import { type RecordedEvent, moneyLog } from './recorded-event.ts'
import { runningPause } from './arrears-clock.ts'
import { stateAfter } from './state-after.ts'

/** What staff must decide on a loan; null when nothing. */
export type Waiting = 'advice' | 'decision' | 'deferral' | 'closing' | 'dispute' | null

/**
 * How a loan stands from `from` to the day before `until` (null: until something happens): between two of its events only time passes, so
 * lateness, what falls due and every figure of the portfolio on a day follow from the stretch that the day lies in. Amounts in øre.
 */
export type Stretch = {
  readonly from: Day
  readonly until: Day | null
  readonly state: LoanState
  readonly waiting: Waiting
  /** Unpaid principal; 0 when closed. */
  readonly balance: Ore
  /** An instalment was moved, or a new plan or more instalments were granted. */
  readonly restructured: boolean
  /** The arrears clock stands still from the first day (null: it runs) to the day before the second (null: until resumed). */
  readonly clockStops: { readonly from: Day; readonly until: Day | null } | null
  readonly open: readonly Pick<StateRow, 'due' | 'payableBy' | 'movedFrom' | 'left'>[]
  /** What it takes of its pot beside the balance. */
  readonly share: Omit<Share, 'lent'>
  /** The last day the offer can be accepted; null when it is not offered. Afterwards the offer takes nothing of the pot. */
  readonly offerEnds: Day | null
}

/** The stretches of a loan that begin on `since` or later, as its log now tells them; the first begins on `since` itself. */
export function stretchesSince(terms: LoanTerms, recorded: readonly RecordedEvent[], since: Day): Stretch[] {
  const days = new Map([since, ...recorded.map((event) => event.on)].map((day) => [day.toString(), day]))
  const begins = [...days.values()].filter((day) => isOnOrBefore(since, day)).toSorted((a, b) => Temporal.PlainDate.compare(a, b))
  return begins.map((from, index) => ({ from, until: begins[index + 1] ?? null, ...standOn(terms, recorded, from) }))
}

/** The first day a new event bears on: its own, or that of the event it takes back. */
export function bearsFrom(event: Pick<RecordedEvent, 'on' | 'undoes'>, recorded: readonly RecordedEvent[]): Day {
  const undone = recorded.find((each) => each.id === event.undoes)
  return undone !== undefined && isBefore(undone.on, event.on) ? undone.on : event.on
}

function standOn(terms: LoanTerms, recorded: readonly RecordedEvent[], on: Day): Omit<Stretch, 'from' | 'until'> {
  const undone = new Set(recorded.map((event) => event.undoes))
  const standing = recorded.filter((event) => !undone.has(event.id) && event.undoes === null && isOnOrBefore(event.on, on))
  const replayed = replayLoan(settingsOf(terms), moneyLog(recorded), on)
  assert(replayed.ok, 'what stands in the log can be replayed')
  const state = standing.reduce<LoanState>((from, event) => stateAfter(event.name, from, replayed.value), 'applied')
  const open = isOpen(replayed.value) ? replayed.value.plan.filter((row) => row.left > 0n) : []
  const { lent: _balance, ...share } = shareOf(state, replayed.value)
  return {
    state,
    waiting: waitingIn(state, standing),
    balance: isOpen(replayed.value) ? replayed.value.balance : ore(0n),
    restructured: standing.some((event) => event.name === 'defer'),
    clockStops: open.length === 0 ? null : runningPause(standing, on),
    open: open.map(({ due, payableBy, movedFrom, left }) => ({ due, payableBy, movedFrom, left })),
    share,
    offerEnds: state === 'offered' ? offerEnds(standing) : null,
  }
}

function isOpen({ status }: Pick<Standing, 'status'>): boolean {
  return status === 'repaying' || status === 'in_arrears'
}

function waitingIn(state: LoanState, standing: readonly RecordedEvent[]): Waiting {
  if (state === 'applied') return 'advice'
  if (state === 'advised') return 'decision'
  if (state !== 'repaying' && state !== 'handed_over') return null
  const last = (...names: LoanEventName[]) => standing.findLast((event) => names.includes(event.name))?.name
  if (last('propose_closing', 'drop_closing', 'write_off', 'remit', 'hand_over') === 'propose_closing') return 'closing'
  if (last('dispute', 'end_dispute') === 'dispute') return 'dispute'
  return last('ask_deferral', 'defer', 'refuse_deferral') === 'ask_deferral' ? 'deferral' : null
}
