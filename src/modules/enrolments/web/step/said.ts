import { type PlaceStepName, stepOf } from '../../domain/place-machine.ts'
import type { Texts } from '../../texts/da.ts'

/** A step in words for whoever takes it. */
export type StepWords = { label: string; consequence: string; done: string }

const isOwn = (step: PlaceStepName, say: Texts): step is PlaceStepName & keyof Omit<Texts['own'], 'answer' | 'yourAnswer'> =>
  Object.hasOwn(say.own, step)

/** A step in words: about the citizen for staff, and to the citizen for the citizen. */
export function stepWords(say: Texts, step: PlaceStepName, byStaff: boolean): StepWords {
  return !byStaff && isOwn(step, say) ? say.own[step] : say.steps[step]
}

/** The name of a step's page, and what follows: the three answers to an offer share one. */
export function pageWords(say: Texts, step: PlaceStepName, byStaff: boolean): Pick<StepWords, 'label' | 'consequence'> {
  if (stepOf(step).page !== 'answer') return stepWords(say, step, byStaff)
  return byStaff ? { label: say.fields.answer, consequence: say.steps.accept.consequence } : say.own.answer
}
