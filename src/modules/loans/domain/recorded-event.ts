import { z } from 'zod'
import { type Day, type Instant, day } from '#kernel/days.ts'
import { type Ore, ore } from '#kernel/money.ts'
import type { Deferral, LoanEvent, LoanEventBody } from './engine/index.ts'
import type { LoanEventName } from './loan-machine.ts'

const amount = z.string().transform((text): Ore => ore(BigInt(text)))
const dayText = z.string().transform((text): Day => day(text))

const deferral = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('move'), fromDue: dayText, newDue: dayText }),
  z.object({ kind: z.literal('extend'), fromDue: dayText, extraTerms: z.int() }),
  z.object({ kind: z.literal('pause'), fromDue: dayText, months: z.int() }),
  z.object({ kind: z.literal('new_plan'), firstDue: dayText, terms: z.int() }),
]) satisfies z.ZodType<Deferral>

/** Whose wish a deferral is: the borrower asked for it, by a request or in word, or the lender's side gives it by itself. */
export const wishes = ['borrower', 'lender'] as const
/** One of them. */
export type Wish = (typeof wishes)[number]

/** What an event carries beside its name and day: amounts, days and codes, never a name or free text. */
export const payloadSchema = z.object({
  amount: amount.optional(),
  /** The event that is undone, waived or answered. */
  event: z.string().optional(),
  due: dayText.optional(),
  until: dayText.nullable().optional(),
  /** The day interest is reckoned up to. */
  to: dayText.optional(),
  deferral: deferral.optional(),
  /** Whose wish a granted deferral is; not kept before it was asked. */
  wish: z.enum(wishes).optional(),
  /** Rung of the reminder ladder. */
  rung: z.int().optional(),
  tranche: z.int().optional(),
  closing: z.enum(['write_off', 'remit', 'hand_over']).optional(),
})
/** One of them, parsed. */
export type Payload = z.output<typeof payloadSchema>

/** An event of a loan as it was recorded. */
export type RecordedEvent = {
  id: string
  name: LoanEventName
  on: Day
  at: Instant
  accountId: string | null
  /** The organisation that staff acted from; null for a citizen, one who acts for them, and the program itself. */
  organisationId: string | null
  reason: string | null
  payload: Payload
  amount: Ore | null
  undoes: string | null
  /** What a person wrote with it; null when nothing, or erased. */
  words: string | null
}

/** The events that bear on money, dates or lateness, as the engine takes them, in order of entry. */
export function moneyLog(events: readonly RecordedEvent[]): LoanEvent[] {
  return events.flatMap((event): LoanEvent[] => {
    const body = bodyOf(event)
    return body === null ? [] : [{ ...body, id: event.id, on: event.on }]
  })
}

function bodyOf({ name, payload }: Pick<RecordedEvent, 'name' | 'payload'>): LoanEventBody | null {
  switch (name) {
    case 'pay_out':
    case 'waive_rest':
    case 'pay':
    case 'refund':
    case 'recover':
      return payload.amount === undefined ? null : { kind: name, amount: payload.amount }
    case 'undo':
    case 'take_interest_back':
    case 'undo_deferral':
      return payload.event === undefined ? null : { kind: 'undo', eventId: payload.event }
    case 'defer':
      return payload.deferral === undefined ? null : { kind: 'defer', deferral: payload.deferral }
    case 'remind':
      return payload.amount === undefined || payload.due === undefined ? null : { kind: 'charge', amount: payload.amount, due: payload.due }
    case 'claim_interest':
      return payload.amount === undefined || payload.due === undefined
        ? null
        : { kind: 'charge', amount: payload.amount, due: payload.due, what: 'late_interest' }
    case 'waive':
      return payload.event === undefined ? null : { kind: 'waive', chargeId: payload.event }
    case 'arrears_pause':
      return { kind: 'arrears_pause', until: payload.until ?? null }
    case 'arrears_resume':
    case 'write_off':
    case 'remit':
      return { kind: name }
    case 'accept':
    case 'advise':
    case 'apply':
    case 'apply_again':
    case 'approve':
    case 'ask_deferral':
    case 'declare_aid':
    case 'decline':
    case 'dispute':
    case 'drop_closing':
    case 'end_dispute':
    case 'hand_over':
    case 'meet_condition':
    case 'note_death':
    case 'propose_closing':
    case 'recall':
    case 'refuse_deferral':
    case 'return':
    case 'review':
    case 'tell_delay':
    case 'withdraw':
      return null
  }
}

/** The day the applicant was last told to expect a late decision by; null when none was. */
export function toldUntil(events: readonly RecordedEvent[]): Day | null {
  return lastDelay(events)?.payload.until ?? null
}

/** The letter of a late decision that was sent last; undefined when none was. */
export function lastDelay(events: readonly RecordedEvent[]): RecordedEvent | undefined {
  return events.findLast(({ name }) => name === 'tell_delay')
}
