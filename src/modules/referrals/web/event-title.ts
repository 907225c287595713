import type { RecordedEvent } from '../domain/referral.ts'
import type { Texts } from '../texts/da.ts'

const boardAnswers = ['changed', 'sent_back'] as const

/** What an event is called. A case that is decided anew says whether the authority or the appeal board led to it. */
export function eventTitle({ name, payload }: Pick<RecordedEvent, 'name' | 'payload'>, say: Texts): string {
  const answer = name === 'change_after_complaint' ? boardAnswers.find((one) => one === payload['appeal']) : undefined
  return answer === undefined ? say.timeline[name] : say.appealed[answer]
}
