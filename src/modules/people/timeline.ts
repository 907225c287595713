import type { Actor, OrganisationId, PersonId } from '#kernel/actor.ts'
import { type Instant, dayOf } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import type { TimelineEntry } from '#kernel/timeline.ts'
import { authorize, organisations } from '#modules/access/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Lang } from '#ui/lang.ts'
import { actions } from './actions.ts'
import { documentsOf } from './actions/documents.ts'
import { actingConsents } from './store/acting-consents.ts'
import { consentEntries } from './store/consents.ts'
import { personEvents } from './store/events.ts'
import { supportBasisHistory, supportBasisNames } from './store/support-basis.ts'
import { texts } from './texts/texts.ts'

/** Who reads, and in which language. */
export type TimelineReader = { actor: Actor; lang: Lang }

/** What happened to the person's record, for the case's timeline: only what the reader may see on the person's own pages. */
export async function timeline(
  tx: Tx,
  reader: TimelineReader,
  { personId, referralId }: { personId: PersonId; referralId: Id<'referral'> },
): Promise<TimelineEntry[]> {
  const { actor, lang } = reader
  const say = texts(lang)
  const back = `?back=${encodeURIComponent(actor.kind === 'citizen' ? '/me' : `/cases/${referralId}`)}`
  const all = await organisations(tx)
  const nameOf = (id: OrganisationId) => all.find((each) => each.id === id)?.shortName ?? '–'
  const events = (await personEvents(tx, personId)).map(({ name, at }) => entry(at, 'person', say.timeline[name]))
  const words = await consentEntries(tx, personId)
  const consents = words.map(({ given, organisationId, item, at }, index) => {
    // A first no takes nothing back.
    const before = words.slice(0, index).some((one) => one.given && one.item === item && one.organisationId === organisationId)
    const title = given ? say.timeline.consentGiven : before ? say.timeline.consentWithdrawn : say.timeline.consentRefused
    return { ...entry(at, 'how-to-reg', title(nameOf(organisationId))), text: itemName(item, lang) }
  })
  const basis = authorize(actor, actions.see_support_basis, { personId }).ok ? await supportBasisEntries(tx, personId, back, lang) : []
  const acting = await actingEntries(tx, reader, personId, back, nameOf)
  return [...events, ...consents, ...acting, ...(await documentEntries(tx, reader, personId)), ...basis]
}

/** Consents that staff act in the citizen's name, given and withdrawn. What was done on them the deeds' own modules tell. */
async function actingEntries(
  tx: Tx,
  { actor, lang }: TimelineReader,
  personId: PersonId,
  back: string,
  nameOf: (id: OrganisationId) => string,
): Promise<TimelineEntry[]> {
  const { timeline: say, acting } = texts(lang)
  const mayOpen = authorize(actor, actions.record_acting_consent, { personId }).ok
  const way = mayOpen ? { href: `/people/${personId}/acting${back}` } : {}
  return (await actingConsents(tx, personId)).flatMap(({ organisationId, covers, givenHow, givenOn, recordedAt, withdrawnAt }) => {
    const text = `${acting.hows[givenHow]}. ${covers.map((cover) => acting.cover[cover]).join(' · ')}`
    const given = { ...entry(recordedAt, 'how-to-reg', say.actingGiven(nameOf(organisationId))), on: givenOn, text, ...way }
    if (withdrawnAt === null) return [given]
    return [given, { ...entry(withdrawnAt, 'how-to-reg', say.actingWithdrawn(nameOf(organisationId))), ...way }]
  })
}

async function supportBasisEntries(tx: Tx, personId: PersonId, back: string, lang: Lang): Promise<TimelineEntry[]> {
  const names = await supportBasisNames(tx)
  const history = await supportBasisHistory(tx, personId)
  const href = `/people/${personId}/support-basis${back}`
  return history.map(({ code, from, recordedAt }) => ({
    ...entry(recordedAt, 'payments', texts(lang).timeline.supportBasis(names.get(code)?.[lang] ?? code)),
    on: from,
    href,
  }))
}

async function documentEntries(tx: Tx, { actor, lang }: TimelineReader, personId: PersonId): Promise<TimelineEntry[]> {
  if (!authorize(actor, actions.see_documents, { personId }).ok) return []
  const say = texts(lang).documents
  return (await documentsOf(tx, { actor, personId })).flatMap(({ id, kind, title, addedAt, removed }) => {
    const href = `/documents/${id}`
    const added = { ...entry(addedAt, 'attach-file', say.addedEntry(say.kinds[kind])), href, ...(title === null ? {} : { text: title }) }
    if (removed === null) return [added]
    return [added, { ...entry(removed.at, 'close', say.removedEntry(say.kinds[kind])), href, text: say.reasons[removed.reason] }]
  })
}

function itemName(item: string, lang: Lang): string {
  const names: Record<string, string> = texts(lang).consentItems
  return names[item] ?? item
}

function entry(at: Instant, icon: string, title: string): TimelineEntry {
  return { on: dayOf(at), at, tone: 'none', icon, title, kind: 'change' }
}
