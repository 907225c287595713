import type { LetterSheet } from '#modules/notices/index.ts'
import type { CaseEvent, CaseKey } from '#platform/case.ts'
import type { Day } from '#kernel/days.ts'
import { dayText, momentText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import { texts } from '../../texts/texts.ts'

/** What a journal text is made of: the case, the happening, whom it is about, who writes it out, for which organisation. */
export type JournalFacts = { key: CaseKey; event: CaseEvent; name: string; writer: string; organisation: string; today: Day; lang: Lang }

/** The happening as lines for the authority's own case system: facts only, ready to be pasted. */
export function journalLines({ key, event, name, writer, organisation, today, lang }: JournalFacts): { label: string; value: string }[] {
  const say = texts(lang).journal
  return [
    { label: say.case, value: key.caseNumber },
    { label: say.about, value: name },
    { label: say.day, value: dayText(event.on) },
    { label: say.recorded, value: momentText(event.at, lang) },
    { label: say.kind, value: texts(lang).shownKinds[event.kind] },
    { label: say.what, value: event.title },
    ...(event.text === undefined ? [] : [{ label: say.text, value: event.text }]),
    { label: say.writtenOut, value: say.writtenOutBy(writer, organisation, dayText(today)) },
  ]
}

/** The lines as one text. */
export function journalText(facts: JournalFacts): string {
  return journalLines(facts)
    .map(({ label, value }) => `${label}: ${value}`)
    .join('\n')
}

/** The same as a sheet to print or to file as PDF. */
export function journalSheet(facts: JournalFacts): LetterSheet {
  const { key, event, name, organisation, today, lang } = facts
  return {
    lang,
    sender: organisation,
    addressee: { name, address: null },
    caseNumber: key.caseNumber,
    on: today,
    signedBy: null,
    heading: texts(lang).journal.heading(event.title),
    blocks: journalLines(facts).map(({ label, value }) => ({ kind: 'paragraph', text: `${label}: ${value}` })),
  }
}
