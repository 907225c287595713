import type { OrganisationId, PersonId } from '#kernel/actor.ts'
import { type Instant, dayOf } from '#kernel/days.ts'
import type { TimelineEntry } from '#kernel/timeline.ts'
import { organisations } from '#modules/access/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Lang } from '#ui/lang.ts'
import { consentEntries } from './store/consents.ts'
import { personEvents } from './store/events.ts'
import { supportBasisHistory, supportBasisNames } from './store/support-basis.ts'
import { texts } from './texts/texts.ts'

/** What happened to the person's record, for the case's timeline. `withSupportBasis` false leaves the benefit out. */
export async function timeline(
  tx: Tx,
  { personId }: { personId: PersonId },
  lang: Lang,
  withSupportBasis = true,
): Promise<TimelineEntry[]> {
  const say = texts(lang)
  const all = await organisations(tx)
  const nameOf = (id: OrganisationId) => all.find((each) => each.id === id)?.shortName ?? '–'
  const events = (await personEvents(tx, personId)).map(({ name, at }) => entry(at, 'person', say.timeline[name]))
  const consents = (await consentEntries(tx, personId)).map(({ given, organisationId, item, at }) => ({
    ...entry(
      at,
      'how-to-reg',
      given ? say.timeline.consentGiven(nameOf(organisationId)) : say.timeline.consentWithdrawn(nameOf(organisationId)),
    ),
    text: itemName(item, lang),
  }))
  return [...events, ...consents, ...(withSupportBasis ? await supportBasisEntries(tx, personId, lang) : [])]
}

async function supportBasisEntries(tx: Tx, personId: PersonId, lang: Lang): Promise<TimelineEntry[]> {
  const names = await supportBasisNames(tx)
  const history = await supportBasisHistory(tx, personId)
  const href = `/people/${personId}/support-basis`
  return history.map(({ code, from, recordedAt }) => ({
    ...entry(recordedAt, 'payments', texts(lang).timeline.supportBasis(names.get(code)?.[lang] ?? code)),
    on: from,
    href,
  }))
}

function itemName(item: string, lang: Lang): string {
  const names: Record<string, string> = texts(lang).consentItems
  return names[item] ?? item
}

function entry(at: Instant, icon: string, title: string): TimelineEntry {
  return { on: dayOf(at), at, tone: 'none', icon, title, kind: 'change' }
}
