import { type Day, parseDay } from '#kernel/days.ts'
import type { Settlement } from '../../actions/complain.ts'
import { appealOutcomes } from '../../domain/complaint.ts'
import { textOf } from '../text-of.ts'

/** What was typed into one of the complaint page's forms. */
export type ComplaintRaw = Partial<Record<'received_on' | 'text' | 'outcome' | 'considerations', string>>

/** Reads every field as typed, cut at what a letter can hold. */
export function readComplaint(form: FormData): ComplaintRaw {
  const fields = ['received_on', 'text', 'outcome', 'considerations'] as const
  return Object.fromEntries(fields.map((name) => [name, textOf(form, name).slice(0, 4000)]))
}

/** The day the complaint came in, or null when what was typed is no day. */
export function receivedDay(raw: ComplaintRaw): Day | null {
  const read = parseDay(raw.received_on ?? '')
  return read.ok ? read.value : null
}

/** What the authority came to, or what the board answered; null when nothing was chosen. */
export function settlementOf(raw: ComplaintRaw): Settlement | null {
  const considerations = raw.considerations ?? ''
  if (raw.outcome === 'forward' || raw.outcome === 'change') return { kind: raw.outcome, considerations }
  const outcome = appealOutcomes.find((one) => one === raw.outcome)
  return outcome ? { kind: 'appeal', outcome, considerations } : null
}
