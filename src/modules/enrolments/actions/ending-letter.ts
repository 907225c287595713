import type { Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { organisations } from '#modules/access/index.ts'
import type { Agreement } from '#modules/agreements/index.ts'
import { type LetterContent, type LetterFields, letter, letterContent } from '#modules/notices/index.ts'
import { addressee } from '#modules/people/index.ts'
import { programmeVersion, reasonOf } from '#modules/programmes/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Lang } from '#ui/lang.ts'
import type { Enrolment } from '../domain/enrolment.ts'
import type { RunEvent } from '../domain/run-event.ts'

/** An ending that a member of staff records, with the reason given. */
export type Ending = { actor: Actor; agreed: Agreement; run: Enrolment; event: RunEvent; reason: string | null; words: string }

type EndingLetter = { [T in 'discharge_completed' | 'discharge_early']: { template: T; fields: LetterFields[T] } }[
  | 'discharge_completed'
  | 'discharge_early']

/** The citizen's letter about the ending, from whoever records it; nothing for a step that ends nothing. */
export async function sendEndingLetter(tx: Tx, ending: Ending, at: Instant): Promise<void> {
  const { actor, run } = ending
  const lang = (await addressee(tx, run.personId))?.lang ?? 'da'
  const made = actor.kind === 'staff' ? await letterOf(tx, ending, lang) : null
  if (made !== null) await letter(tx, { actor, personId: run.personId, caseNumber: run.caseNumber, ...made, lang, at })
}

/** What that letter would say, before the step is taken. */
export async function previewEndingLetter(tx: Tx, ending: Ending): Promise<(LetterContent & { lang: Lang }) | null> {
  const lang = (await addressee(tx, ending.run.personId))?.lang ?? 'da'
  const made = await letterOf(tx, ending, lang)
  return made === null ? null : { ...letterContent(made.template, made.fields, lang), lang }
}

/** An ending that was not the citizen's own wish is a decision: it has its rule, and where to complain (forvaltningsloven §§ 22, 24 and 25). */
async function letterOf(tx: Tx, { agreed, event, reason, words }: Ending, lang: Lang): Promise<EndingLetter | null> {
  if (event.name === 'complete') return { template: 'discharge_completed', fields: { lastDay: event.on } }
  if (event.name === 'end_after_first') return { template: 'discharge_completed', fields: { lastDay: event.on, firstPartOnly: true } }
  if (event.name !== 'end_early') return null
  const version = await programmeVersion(tx, agreed.programmeVersionId)
  const listed = reasonOf(version, 'early_end', reason ?? '')
  const why = listed === null || listed.needsText ? words : listed.name[lang]
  const fields = { lastDay: event.on, reasons: why === '' ? [] : [why] }
  if (event.initiator === 'citizen') return { template: 'discharge_early', fields }
  const provider = (await organisations(tx)).find(({ id }) => id === agreed.parties.provider)
  const complaint = { sendTo: provider?.name ?? '', appealBody: appealBody[lang] }
  return { template: 'discharge_early', fields: { ...fields, legalRule: version.letters.legal_rule_intake[lang], complaint } }
}

const appealBody: Record<Lang, string> = { da: 'Ankestyrelsen', en: 'the National Social Appeals Board (Ankestyrelsen)' }
