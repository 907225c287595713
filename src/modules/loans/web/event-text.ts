import { dayText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import { type LoanProduct, remindersOf } from '#modules/programmes/index.ts'
import type { RecordedEvent } from '../domain/recorded-event.ts'
import { loanSteps } from '../domain/loan-machine.ts'
import { ladderOf } from '../domain/reminders.ts'
import { lifeTexts, texts } from '../texts/texts.ts'

/** What happened, in a few words; `product` is that of the loan's programme, null where it is not seen. A rung of the ladder is called what it was: a friendly word and the coach's task are no reminder letter. */
export function eventText({ name, payload }: RecordedEvent, product: LoanProduct | null, lang: Lang): string {
  const rung = name === 'remind' && product !== null ? ladderOf(remindersOf(product)).find(({ n }) => n === payload.rung) : undefined
  if (rung !== undefined) return lifeTexts(lang).hold.rungs[rung.kind]
  const text = texts(lang).events[name]
  if (name === 'defer' && payload.wish !== undefined) return `${text}, ${lifeTexts(lang).deferral.wished[payload.wish]}`
  const until = name === 'arrears_pause' ? (payload.until ?? null) : null
  return until === null ? text : `${text}, ${lifeTexts(lang).clock.countsFrom(dayText(until))}`
}

const inTheirName: readonly string[] = ['apply', 'apply_again', 'declare_aid', 'accept']

/**
 * Whose deed it was: the borrower's, somebody's who acts for them, or a member of staff's, in the borrower's name where the step is the
 * borrower's own; null for what the program did, and where the name is not known.
 */
export function byWhom({ name, accountId, organisationId }: RecordedEvent, names: ReadonlyMap<string, string>, lang: Lang): string | null {
  const doer = accountId === null ? undefined : names.get(accountId)
  if (doer === undefined) return null
  return organisationId !== null && inTheirName.includes(name) ? texts(lang).inTheirName(doer) : doer
}

/** Whether a step is one the borrower can take: whoever took it is named on the case, to its other parties too. */
export function isBorrowersStep({ name }: RecordedEvent): boolean {
  const by: readonly unknown[] = loanSteps[name].by
  return by.includes('self')
}
