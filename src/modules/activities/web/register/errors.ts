import type { Call } from '#platform/http/call.ts'
import type { FormError } from '#ui/error-summary.tsx'
import { texts } from '../../texts/texts.ts'
import type { RegisterFacts } from './facts.ts'

/** What is wrong, each line of the register by the person's name and leading to the reason that is missing there. */
export function errorsOf({ lang }: Call, { problem, people, names }: RegisterFacts): FormError[] {
  if (problem === undefined) return []
  const wrong = people.filter(({ enrolmentId }) => problem.lines.includes(enrolmentId))
  if (wrong.length === 0) return [{ text: problem.text }]
  return wrong.map(({ enrolmentId, personId }) => ({
    field: `r_${enrolmentId}`,
    label: names.get(personId) ?? texts(lang).masked,
    text: problem.text,
  }))
}
