import fc from 'fast-check'
import { type Day, day } from '#kernel/days.ts'
import { kroner } from '#kernel/money.ts'
import { replayLoan, tryEvent } from '../domain/engine/index.ts'
import { type LoanTerms, settingsOf } from '../domain/loan.ts'
import { refusedStep } from '../domain/loan-machine.ts'
import { type RecordedEvent, moneyLog, payloadSchema } from '../domain/recorded-event.ts'
import { stretchesSince } from '../domain/stretch.ts'

/** The loan whose logs are drawn: 1,000 kr. in ten instalments, paid out in two parts. */
export const terms: LoanTerms = { amount: kroner(1000), terms: 10, startPauseMonths: 0, anchorDay: 1, step: kroner(1) }
/** The first day of every drawn log: the loan is applied for. */
export const start = day('2016-01-04')
const at = Temporal.Instant.from('2016-01-04T12:00:00Z')
const end = day('2018-06-01')

function event(n: number, name: RecordedEvent['name'], on: Day, payload: object): RecordedEvent {
  const parsed = payloadSchema.parse(payload)
  const undoes = name === 'undo' || name === 'undo_deferral' || name === 'take_interest_back' ? (parsed.event ?? null) : null
  return {
    id: String(n),
    name,
    on,
    at,
    accountId: null,
    organisationId: null,
    reason: null,
    payload: parsed,
    amount: parsed.amount ?? null,
    undoes,
    words: null,
  }
}

const kinds =
  'pay pay pay undo defer undo_deferral remind claim_interest take_interest_back waive arrears_pause arrears_resume write_off remit recover recover refund dispute ask_deferral pay_out waive_rest hand_over recall'.split(
    ' ',
  )

/** What a log is made from. */
export const drawn = fc.array(
  fc.record({
    wait: fc.nat(40),
    back: fc.nat(60),
    kind: fc.constantFrom(...kinds),
    amount: fc.integer({ min: 1, max: 400 }),
    pick: fc.nat(),
  }),
  { maxLength: 14 },
)
type Drawn = { wait: number; back: number; kind: string; amount: number; pick: number }

/** A log that could have been entered: what the machine or the engine refuses is left out. */
export function logOf(list: readonly Drawn[], given: LoanTerms = terms): RecordedEvent[] {
  const first = (given.amount * 7n) / 10n
  const log = (['apply', 'advise', 'approve', 'accept'] as const).map((name, index) =>
    event(index, name, start.add({ days: index * 9 }), name === 'apply' ? { amount: given.amount.toString() } : {}),
  )
  log.push(event(4, 'pay_out', start.add({ days: 30 }), { amount: first.toString() }))
  let today = start.add({ days: 30 })
  for (const [index, { wait, back, kind, amount, pick }] of list.entries()) {
    today = today.add({ days: wait })
    const earlier = today.subtract({ days: back })
    const on = Temporal.PlainDate.compare(earlier, start.add({ days: 30 })) < 0 ? start.add({ days: 30 }) : earlier
    const next = nextEvent(index + 5, { kind, amount, pick, on, today, log, given })
    if (next !== null && stands(given, log, next)) log.push(next)
  }
  return log
}

type Given = Omit<Drawn, 'wait' | 'back'> & { on: Day; today: Day; log: readonly RecordedEvent[]; given: LoanTerms }

function nextEvent(n: number, { kind, amount, pick, on, today, log, given }: Given): RecordedEvent | null {
  const ore = String(amount * 100)
  const one = (...names: RecordedEvent['name'][]) => {
    const open = log.filter((each) => names.includes(each.name) && !log.some((other) => other.undoes === each.id))
    return open[pick % Math.max(open.length, 1)]
  }
  const naming = (name: RecordedEvent['name'], target: RecordedEvent | undefined, when?: Day) =>
    target === undefined ? null : event(n, name, when ?? target.on, { event: target.id })
  switch (kind) {
    case 'pay':
      return event(n, 'pay', on, { amount: ore })
    case 'undo':
      return naming('undo', one('pay', 'recover', 'refund'))
    case 'undo_deferral':
      return naming('undo_deferral', one('defer'), today)
    case 'take_interest_back':
      return naming('take_interest_back', one('claim_interest'))
    case 'waive':
      return naming('waive', one('remind', 'claim_interest'), today)
    case 'recover':
    case 'refund':
    case 'pay_out':
    case 'waive_rest':
      return event(n, kind, today, {
        amount: kind === 'pay_out' || kind === 'waive_rest' ? (given.amount - (given.amount * 7n) / 10n).toString() : ore,
      })
    case 'remind':
    case 'claim_interest':
      return event(n, kind, today, { amount: '10037', due: today.toString() })
    case 'arrears_pause':
      return event(n, kind, today, { until: pick % 2 === 0 ? null : today.add({ days: 1 + (pick % 40) }).toString() })
    case 'write_off':
    case 'remit':
      return pick % 3 === 0 ? event(n, kind, today, {}) : null
    case 'dispute':
    case 'ask_deferral':
    case 'arrears_resume':
    case 'hand_over':
    case 'recall':
      return event(n, kind, today, {})
    default:
      return deferred(n, { today, pick, log, given })
  }
}

function deferred(n: number, { today, pick, log, given }: Pick<Given, 'today' | 'pick' | 'log' | 'given'>): RecordedEvent | null {
  const state = replayLoan(settingsOf(given), moneyLog(log), today)
  const due = state.ok ? (state.value.next?.due ?? null) : null
  if (due === null) return null
  const [from, many] = [due.toString(), 1 + (pick % 3)]
  const deferrals = [
    { kind: 'pause', fromDue: from, months: many },
    { kind: 'move', fromDue: from, newDue: due.add({ days: many * 9 }).toString() },
    { kind: 'extend', fromDue: from, extraTerms: many },
    { kind: 'new_plan', firstDue: today.add({ days: many * 20 }).toString(), terms: many * 4 },
  ]
  return event(n, 'defer', today, { deferral: deferrals[pick % deferrals.length] })
}

function stands(given: LoanTerms, log: readonly RecordedEvent[], next: RecordedEvent): boolean {
  const state = stretchesSince(given, log, start).at(-1)?.state ?? 'applied'
  if (refusedStep(next.name, state) !== null) return false
  const [body] = moneyLog([next])
  return body === undefined || tryEvent(settingsOf(given), moneyLog(log), body, end).ok
}
