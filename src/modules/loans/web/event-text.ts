import type { Lang } from '#ui/lang.ts'
import { type LoanProduct, remindersOf } from '#modules/programmes/index.ts'
import type { RecordedEvent } from '../domain/recorded-event.ts'
import { ladderOf } from '../domain/reminders.ts'
import { lifeTexts, texts } from '../texts/texts.ts'

/** What happened, in a few words; `product` is that of the loan's programme, null where it is not seen. A rung of the ladder is called what it was: a friendly word and the coach's task are no reminder letter. */
export function eventText({ name, payload }: RecordedEvent, product: LoanProduct | null, lang: Lang): string {
  const rung = name === 'remind' && product !== null ? ladderOf(remindersOf(product)).find(({ n }) => n === payload.rung) : undefined
  return rung === undefined ? texts(lang).events[name] : lifeTexts(lang).hold.rungs[rung.kind]
}
