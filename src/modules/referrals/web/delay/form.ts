import { formatDay } from '#kernel/days.ts'
import { type FormBody, type RawForm, readForm } from '#ui/form-data.ts'
import { day, text } from '#ui/form-fields.ts'
import type { Delay } from '../../actions/tell-delay.ts'

const fields = { expected_on: day(), why: text({ max: 1000 }) }

/** The fields of the form, in their order. */
export type DelayField = keyof typeof fields

/** Reads the form: the new day and why, or all its problems. */
export function readDelay(body: FormBody) {
  return readForm(fields, body)
}

/** The form filled with a first proposal. */
export function rawOf(proposal: Delay | null): RawForm<DelayField> {
  return proposal === null ? {} : { expected_on: formatDay(proposal.expectedOn), why: proposal.why }
}
