import { type Day, formatDay } from '#kernel/days.ts'
import { dayText } from '#ui/format.ts'
import { type FieldErrors, type FormBody, type RawForm, readForm, ownError } from '#ui/form-data.ts'
import { day, text, whole } from '#ui/form-fields.ts'
import { type Deadline, type DeadlineRefusal, longestDeadlineDays } from '../../domain/deadline.ts'
import { texts } from '../../texts/texts.ts'

const fields = { days: whole({ min: 1, max: longestDeadlineDays }), legal_source: text({ max: 300 }), from: day() }

/** The fields of the form, in their order. */
export type DeadlineField = keyof typeof fields

/** Reads the form: a deadline from a day, or all its problems. */
export function readDeadline(body: FormBody) {
  return readForm(fields, body)
}

/** The form of a deadline as it stands, to change from tomorrow; a first one may begin today. */
export function rawOf(latest: Deadline | null, today: Day): RawForm<DeadlineField> {
  if (latest === null) return { legal_source: 'Retssikkerhedsloven § 3, stk. 2', from: formatDay(today) }
  return { days: String(latest.days), legal_source: latest.legalSource, from: formatDay(today.add({ days: 1 })) }
}

/** The rule that said no, at the field where it can be put right. */
export function deadlineErrors(refusal: DeadlineRefusal): FieldErrors<DeadlineField> {
  switch (refusal.kind) {
    case 'deadline_in_the_past':
      return { from: ownError((lang) => texts(lang).deadlines.inThePast) }
    case 'deadline_already_changed':
      return { from: ownError((lang) => texts(lang).deadlines.alreadyChanged(dayText(refusal.from))) }
  }
}
