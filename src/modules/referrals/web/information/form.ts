import type { AskedQuestion } from '../../actions/ask-information.ts'
import { sections } from '../../domain/sections.ts'
import type { Texts } from '../../texts/da.ts'
import { textOf } from '../text-of.ts'

/** How many questions one return can hold; more can be asked the next time. */
export const questionCount = 3

/** A question as typed. */
export type QuestionRaw = { section: string; reason: string; text: string }

/** Reads the questions; an untouched one is left out, a half-filled one names what it lacks. */
export function readQuestions(form: FormData, say: Texts): { raw: QuestionRaw[]; asked: AskedQuestion[]; errors: Map<string, string> } {
  const errors = new Map<string, string>()
  const asked: AskedQuestion[] = []
  const raw = Array.from({ length: questionCount }, (_, index) => {
    const typed = {
      section: textOf(form, `section-${index}`),
      reason: textOf(form, `reason-${index}`),
      text: textOf(form, `text-${index}`).slice(0, 1000),
    }
    if (typed.section === '' && typed.reason === '' && typed.text === '') return typed
    const section = sections.find((one) => one === typed.section && one !== 'identity')
    if (!section) errors.set(`section-${index}`, `${say.information.section}: ${say.refusals.reason_unknown}`)
    if (typed.reason === '') errors.set(`reason-${index}`, say.refusals.question_reason_unknown)
    if (typed.text === '') errors.set(`text-${index}`, say.refusals.question_text_missing)
    if (section) asked.push({ section, reason: typed.reason, text: typed.text })
    return typed
  })
  return { raw, asked, errors }
}
