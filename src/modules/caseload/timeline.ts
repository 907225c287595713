import type { PersonId } from '#kernel/actor.ts'
import { type Instant, dayOf } from '#kernel/days.ts'
import type { TimelineEntry } from '#kernel/timeline.ts'
import { accountNames, organisations } from '#modules/access/index.ts'
import type { Reader } from '#platform/case.ts'
import type { Tx } from '#platform/db/database.ts'
import type { HandOver } from './domain/hand-over.ts'
import type { CaseId } from './domain/standing.ts'
import { handOversOfCase } from './store/hand-overs.ts'
import { stoodIn } from './store/stood-in.ts'
import { texts } from './texts/texts.ts'

const look = { tone: 'none', icon: 'persons', kind: 'change' } as const

/** Who has handed the case to whom. The authority itself reads offer and answer; the other and the citizen read who has it now. */
export async function timeline(tx: Tx, reader: Reader, { referralId }: { referralId: CaseId }): Promise<TimelineEntry[]> {
  const say = texts(reader.lang)
  const known = await handOversOfCase(tx, referralId)
  if (known.length === 0) return []
  const names = await accountNames(
    tx,
    known.flatMap((one) => [one.from, one.to, one.offeredBy]),
  )
  const houses = new Map((await organisations(tx)).map(({ id, name }) => [id, name]))
  const name = (id: string) => names.get(id) ?? '–'
  const offer = (one: HandOver): TimelineEntry => ({
    ...look,
    on: dayOf(one.offeredAt),
    at: one.offeredAt,
    title:
      one.offeredBy === one.from
        ? say.offered(name(one.from), name(one.to))
        : say.offeredBy(name(one.offeredBy), name(one.from), name(one.to)),
    href: `/cases/${one.caseId}/hand-over`,
  })
  const { actor } = reader
  return known.flatMap((one): TimelineEntry[] => {
    const own = actor.kind === 'staff' && actor.organisationId === one.organisationId
    const offered = own ? [offer(one)] : []
    if (one.answer === null || one.answeredAt === null || (!own && one.answer !== 'accepted')) return offered
    const title =
      actor.kind === 'citizen'
        ? say.newContact(name(one.to), houses.get(one.organisationId) ?? '–')
        : { accepted: say.accepted(name(one.to), name(one.from)), declined: say.declined(name(one.to)), withdrawn: say.withdrawn }[
            one.answer
          ]
    return [...offered, { ...look, on: dayOf(one.answeredAt), at: one.answeredAt, title }]
  })
}

/** At which moments a deputy acted in the person's case, and for whom, in the reader's words. */
export async function onBehalf(
  tx: Tx,
  { lang }: Pick<Reader, 'lang'>,
  { personId }: { personId: PersonId },
): Promise<{ at: Instant; words: string }[]> {
  return (await stoodIn(tx, personId)).map(({ at, name }) => ({ at, words: texts(lang).onBehalf(name) }))
}
