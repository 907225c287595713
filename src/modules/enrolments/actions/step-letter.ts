import type { Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { assert } from '#kernel/result.ts'
import { organisations } from '#modules/access/index.ts'
import type { Agreement } from '#modules/agreements/index.ts'
import { type LetterContent, type LetterFields, complaintTo, letter, letterContent, withdrawLetters } from '#modules/notices/index.ts'
import { addressee } from '#modules/people/index.ts'
import { type ProgrammeVersion, programmeVersion, reasonOf } from '#modules/programmes/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Lang } from '#ui/lang.ts'
import type { Enrolment } from '../domain/enrolment.ts'
import type { RunEvent } from '../domain/run-event.ts'
import { returnFields } from './return-letter.ts'

/** A step that a member of staff has taken, with the reason given; `run` is as the step left it, `before` as it found it. */
export type Written = {
  actor: Actor
  agreed: Agreement
  before: Enrolment
  run: Enrolment
  event: RunEvent
  reason: string | null
  words: string
}

const endingLetters = ['discharge_completed', 'discharge_early'] as const
type Template = 'place_offer' | 'enrolled' | 'reopened' | (typeof endingLetters)[number]
type StepLetter = { [T in Template]: { template: T; fields: LetterFields[T] } }[Template]

/**
 * The citizen's letter about an offer, a start, an ending or a return, from whoever records it; nothing for any other step. A return draws back the letter
 * of the ending where it has not gone out.
 */
export async function sendStepLetter(tx: Tx, written: Written, at: Instant): Promise<void> {
  const { actor, run } = written
  const lang = (await addressee(tx, run.personId))?.lang ?? 'da'
  const made = actor.kind === 'staff' ? await letterOf(tx, written, lang) : null
  if (made?.template === 'reopened') {
    const { personId, caseNumber } = run
    await withdrawLetters(tx, { personId, caseNumber, templates: endingLetters, why: 'reopened', at })
  }
  if (made !== null) await letter(tx, { actor, personId: run.personId, caseNumber: run.caseNumber, ...made, lang, at })
}

/** What that letter would say, before the step is taken. */
export async function previewStepLetter(tx: Tx, written: Written): Promise<(LetterContent & { lang: Lang }) | null> {
  const lang = (await addressee(tx, written.run.personId))?.lang ?? 'da'
  const made = await letterOf(tx, written, lang)
  return made === null ? null : { ...letterContent(made.template, made.fields, lang), lang }
}

async function letterOf(tx: Tx, written: Written, lang: Lang): Promise<StepLetter | null> {
  const { run, event } = written
  if (event.name === 'offer') {
    const { startOn: startsOn, answerBy } = event
    return { template: 'place_offer', fields: { placeNumber: heldBy(run), startsOn, answerBy } }
  }
  if (event.name === 'start') return { template: 'enrolled', fields: enrolledFields(run) }
  if (event.name === 'complete') return { template: 'discharge_completed', fields: { lastDay: event.on } }
  if (event.name === 'end_after_first') return { template: 'discharge_completed', fields: { lastDay: event.on, firstPartOnly: true } }
  if (event.name === 'reopen') {
    const fields = returnFields(written, event)
    return fields === null ? null : { template: 'reopened', fields }
  }
  if (event.name !== 'never_start' && event.name !== 'end_early') return null
  return { template: 'discharge_early', fields: await againstFields(tx, written, lang) }
}

function heldBy({ placeNumber }: Enrolment): number {
  assert(placeNumber !== null, 'whoever is offered a place, or starts on it, has its number')
  return placeNumber
}

function enrolledFields(run: Enrolment): LetterFields['enrolled'] {
  const [first, main] = run.phases
  assert(first !== undefined && main !== undefined, 'a run that started has its two phases')
  return { placeNumber: heldBy(run), startsOn: first.startsOn, firstPhaseEndsOn: first.endsOn, endsOn: main.endsOn }
}

/**
 * An ending, or a start that never came, which was not the citizen's own wish is a decision: it has its rule, and where to complain
 * (forvaltningsloven §§ 22, 24 and 25).
 */
async function againstFields(tx: Tx, { agreed, event, reason, words }: Written, lang: Lang): Promise<LetterFields['discharge_early']> {
  const version = await programmeVersion(tx, agreed.programmeVersionId)
  const why = whyOf(version, event.name === 'never_start' ? 'never_started' : 'early_end', { reason, words }, lang)
  const neverStarted = event.name === 'never_start' ? ({ neverStarted: true } as const) : {}
  const fields = { lastDay: event.on, reasons: why === '' ? [] : [why], ...neverStarted }
  if ((event.name === 'end_early' || event.name === 'never_start') && event.initiator === 'citizen') return fields
  const provider = (await organisations(tx)).find(({ id }) => id === agreed.parties.provider)
  assert(provider !== undefined, 'the provider of an agreement is there')
  return { ...fields, legalRule: version.letters.legal_rule_intake[lang], complaint: complaintTo(provider, lang) }
}

function whyOf(
  version: Pick<ProgrammeVersion, 'reasons'>,
  list: 'never_started' | 'early_end',
  { reason, words }: Pick<Written, 'reason' | 'words'>,
  lang: Lang,
): string {
  const listed = reasonOf(version, list, reason ?? '')
  return listed === null || listed.needsText ? words : listed.name[lang]
}
