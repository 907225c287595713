import { randomUUID } from 'node:crypto'
import type { Actor, OrganisationId, PersonId } from '#kernel/actor.ts'
import { type Day, type Instant, dayOf } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { type Organisation, accountOfPerson, organisations } from '#modules/access/index.ts'
import { addressee } from '#modules/people/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { sha256Of } from '#platform/sha256.ts'
import { type LetterContent, type LetterFields, type LetterId, type LetterTemplate, templateVersions } from '../domain/letter.ts'
import { renderLetter } from '../pdf/render-letter.ts'
import { isSender, queueDigitalPost } from '../store/digital-post.ts'
import { makeCopies, saveAddressLess } from '../store/letter-copies.ts'
import { type LetterChannel, saveLetter } from '../store/letters.ts'
import { tell } from '../store/notices.ts'
import { lettersDa } from '../texts/letters-da.ts'
import { lettersEn } from '../texts/letters-en.ts'
import { reachedAt } from './reached.ts'

/** A letter to be sent. The language is the person's own unless it is given. */
export type LetterCommand<Template extends LetterTemplate> = {
  actor: Actor
  personId: PersonId
  caseNumber: string
  template: Template
  fields: LetterFields[Template]
  lang?: 'da' | 'en'
  /** Who signs; the acting member of staff when left out, with their organisation where another one sends it; the organisation alone for a job. */
  signedBy?: { name: string; title: string | null }
  /** The organisation that sends it; the actor's own when left out. A citizen's act must say it. */
  organisationId?: OrganisationId
  at: Instant
}

/**
 * Writes a letter, keeps it as a PDF with its hash exactly as it is sent, and tells the citizen that there is one: on paper to those who are exempt
 * from Digital Post; else by Digital Post where the organisation is a sender there, by mail with a link when the citizen can sign in, or on paper. The session must
 * have a part in the person; the calling action has judged who may send it.
 */
export async function letter<Template extends LetterTemplate>(tx: Tx, command: LetterCommand<Template>): Promise<{ letterId: LetterId }> {
  const { actor, personId, caseNumber, template, at } = command
  const to = await addressee(tx, personId)
  assert(to !== null, 'a letter has an addressee that its sender has a part in')
  const sender = await senderOf(tx, command)
  const lang = command.lang ?? to.lang
  const content = letterContent(template, command.fields, lang)
  const signedBy = command.signedBy ?? (await signerOf(tx, actor, sender))
  const senderLines = reachedAt(sender, lang)
  const sheet = { ...content, lang, sender: sender.name, senderLines, addressee: to, caseNumber, on: dayOf(at), signedBy }
  const pdf = await renderLetter(sheet, at)
  const letterId = newId<'letter'>()
  const canSignIn = (await accountOfPerson(tx, personId)) !== null
  const channel = await channelFor(tx, { canSignIn, exempt: to.exempt, organisationId: sender.id })
  await saveLetter(tx, {
    id: letterId,
    personId,
    organisationId: sender.id,
    template,
    templateVersion: templateVersions[template],
    lang,
    caseNumber,
    title: content.heading,
    pdf,
    sha256: sha256Of(pdf),
    sentAt: at,
    channel,
    accountId: actor.kind === 'system' ? null : actor.accountId,
  })
  const copies = await makeCopies(tx, letterId, personId)
  if (copies > 0 && to.protected)
    await saveAddressLess(tx, letterId, await renderLetter({ ...sheet, addressee: { name: to.name, address: null } }, at))
  if (channel === 'digital_post')
    await queueDigitalPost(tx, {
      letterId,
      organisationId: sender.id,
      messageUuid: randomUUID(),
      answerBy: canSignIn ? answerByOf(command.fields) : null,
      at,
    })
  const subject = { noun: 'letter', id: letterId }
  await tell(tx, { to: { personId }, kind: 'letter', subject, href: `/letters/${letterId}.pdf`, personId, caseNumber, at })
  return { letterId }
}

async function channelFor(
  tx: Tx,
  { canSignIn, exempt, organisationId }: { canSignIn: boolean; exempt: boolean; organisationId: OrganisationId },
): Promise<LetterChannel> {
  if (exempt) return 'print'
  if (await isSender(tx, organisationId)) return 'digital_post'
  return canSignIn ? 'mail_link' : 'print'
}

// The day by which the letter asks for an answer, where it asks for one.
function answerByOf(fields: LetterFields[LetterTemplate]): Day | null {
  return 'answerBy' in fields ? fields.answerBy : null
}

/** What a letter would say, for a preview before it is sent. */
export function letterContent<Template extends LetterTemplate>(
  template: Template,
  fields: LetterFields[Template],
  lang: 'da' | 'en',
): LetterContent {
  return (lang === 'en' ? lettersEn : lettersDa)[template](fields)
}

// A letter of a decision made by two authorities goes out in one's name and may be signed in the other: the reader is told whose the signer is.
async function signerOf(
  tx: Tx,
  actor: Actor,
  sender: { id: OrganisationId; name: string },
): Promise<{ name: string; title: string | null }> {
  if (actor.kind !== 'staff') return { name: sender.name, title: null }
  if (actor.organisationId === sender.id) return { name: actor.name, title: null }
  return { name: actor.name, title: (await organisations(tx)).find((one) => one.id === actor.organisationId)?.name ?? null }
}

async function senderOf(tx: Tx, command: { actor: Actor; organisationId?: OrganisationId }): Promise<Organisation> {
  const { actor } = command
  const id = command.organisationId ?? (actor.kind === 'citizen' ? undefined : actor.organisationId)
  assert(id !== undefined, 'a letter caused by a citizen says which organisation sends it')
  const sender = (await organisations(tx)).find((one) => one.id === id)
  assert(sender !== undefined, 'a letter is sent by an organisation that exists')
  return sender
}
