import type { Day } from '#kernel/days.ts'
import { assert, ok, refuse, type Result } from '#kernel/result.ts'
import {
  type Contact,
  type ContactRefusal,
  type RecordSupportBasisRefusal,
  recordConsent,
  recordSupportBasis,
  type SupportBasisSource,
  updateContact,
} from '#modules/people/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { sha256Of } from '#platform/sha256.ts'
import { actions } from '../actions.ts'
import { informationVersion } from '../domain/information.ts'
import { latestQuestions } from '../domain/referral.ts'
import { type Section, type SharingItem, sharingItems } from '../domain/sections.ts'
import { questionsOf } from '../store/questions.ts'
import { touch } from '../store/referrals.ts'
import { type SavedSections, saveSection, saveSharing, sectionsOf } from '../store/sections.ts'
import { type CaseRefusal, type Command, type OpenCase, openCase } from './take-step.ts'

/** What a section is filled with. Texts may still be incomplete: the task list says what is missing. */
export type SectionInput =
  | { section: 'contact'; contact: Contact }
  | { section: 'support_basis'; code: string; from: Day; source: SupportBasisSource }
  | { section: 'idea'; title: string; text: string }
  | { section: 'fitness'; why: string; health: string; economy: string }
  | { section: 'sharing'; informed: boolean; agreed: Partial<Record<SharingItem, boolean>> }

/** The sections that are words alone: what somebody else wrote there is not saved over unseen. */
export type WordSection = 'idea' | 'fitness'

/** What a section of words holds, field by field; empty where nothing is saved. */
export function wordsIn(saved: SavedSections, section: WordSection): Record<string, string> {
  if (section === 'idea') return { title: saved.idea?.answers.title ?? '', text: saved.idea?.answers.text ?? '' }
  const { fitness, health, economy } = saved
  return { why: fitness?.answers.why ?? '', health: health?.answers.text ?? '', economy: economy?.answers.text ?? '' }
}

/** The same as one word to compare by: two forms made from the same carry the same. */
export function wordsVersion(words: Record<string, string>): string {
  return sha256Of(Buffer.from(JSON.stringify(words))).slice(0, 16)
}

/** Why a section cannot be saved. `saved_meanwhile`: its words are others than the form was made from. `section_closed`: the case was sent, and nobody asked about this section. */
export type SectionRefusal =
  | CaseRefusal
  | Exclude<ContactRefusal, { kind: 'no_such_person' }>
  | Exclude<RecordSupportBasisRefusal, { kind: 'no_such_person' }>
  | { kind: 'no_such_person' }
  | { kind: 'saved_meanwhile' }
  | { kind: 'section_closed' }
  | { kind: 'not_informed' }

/** True when the section can be written now: in a draft, or when the provider asked about it. */
export async function isSectionOpen(tx: Tx, open: Pick<OpenCase, 'referral'>, section: Section): Promise<boolean> {
  const { state, id } = open.referral
  if (state === 'draft') return section !== 'identity'
  if (state !== 'information_requested') return false
  return latestQuestions(await questionsOf(tx, id)).some((question) => question.section === section)
}

/** Saves one section as one goes. `seen` is what the form was made from (`wordsVersion`); left out, it is not asked. The same words again are the same. */
export async function saveSectionAnswers(
  tx: Tx,
  command: Command & { input: SectionInput; seen?: string },
): Promise<Result<true, SectionRefusal>> {
  const opened = await openCase(tx, command, actions.edit)
  if (!opened.ok) return opened
  const open = opened.value
  const { input, at, actor } = command
  if (!(await isSectionOpen(tx, open, input.section))) return refuse({ kind: 'section_closed' })
  if (command.seen !== undefined && (await isSavedOver(tx, open, input, command.seen))) return refuse({ kind: 'saved_meanwhile' })
  const saved = await save(tx, open, input)
  if (!saved.ok) return saved
  await touch(tx, open.referral.id, open.today)
  const { id, personId } = open.referral
  await recordChange(tx, { actor, action: actions.edit, on: { noun: 'referral', id }, personId, codes: { section: input.section }, at })
  return ok(true)
}

async function isSavedOver(tx: Tx, open: OpenCase, input: SectionInput, seen: string): Promise<boolean> {
  if (input.section !== 'idea' && input.section !== 'fitness') return false
  const { section, ...typed } = input
  const now = wordsVersion(wordsIn(await sectionsOf(tx, open.referral.id), section))
  return now !== seen && now !== wordsVersion(typed)
}

async function save(tx: Tx, open: OpenCase, input: SectionInput): Promise<Result<true, SectionRefusal>> {
  const { referral, actor, at } = open
  assert(actor.kind === 'staff', 'only staff are permitted to edit')
  const by = { accountId: actor.accountId, at }
  switch (input.section) {
    case 'contact': {
      const changed = await updateContact(tx, { actor, personId: referral.personId, contact: input.contact, at })
      if (!changed.ok) return changed
      await saveSection(tx, referral.id, 'contact', {}, by)
      return ok(true)
    }
    case 'support_basis': {
      const { code, from, source } = input
      const changed = await recordSupportBasis(tx, { actor, personId: referral.personId, code, from, source, at })
      // Known already is as good as said again.
      if (!changed.ok && changed.refusal.kind !== 'support_basis_unchanged') return changed
      await saveSection(tx, referral.id, 'support_basis', {}, by)
      return ok(true)
    }
    case 'idea':
      await saveSection(tx, referral.id, 'idea', { title: input.title.trim(), text: input.text.trim() }, by)
      return ok(true)
    case 'fitness':
      await saveSection(tx, referral.id, 'fitness', { why: input.why.trim() }, by)
      await saveSection(tx, referral.id, 'health', { text: input.health.trim() }, by)
      await saveSection(tx, referral.id, 'economy', { text: input.economy.trim() }, by)
      return ok(true)
    case 'sharing':
      if (!input.informed) return refuse({ kind: 'not_informed' })
      await saveAgreements(tx, open, input.agreed)
      await saveSection(tx, referral.id, 'sharing', { informationVersion, how: 'conversation' }, by)
      return ok(true)
  }
}

/** Keeps what the citizen said yes and no to, in the referral and among the person's consents. */
export async function saveAgreements(tx: Tx, open: OpenCase, agreed: Partial<Record<SharingItem, boolean>>): Promise<void> {
  const { referral, actor, at, today } = open
  for (const item of sharingItems) {
    const given = agreed[item]
    if (given === undefined) continue
    await saveSharing(tx, referral.id, item, given, at)
    const kept = await recordConsent(tx, {
      actor,
      personId: referral.personId,
      item,
      organisationId: referral.parties.provider,
      given,
      on: today,
      at,
    })
    assert(kept.ok, 'who may edit the referral may record its consents')
  }
}
