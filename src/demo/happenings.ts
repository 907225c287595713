import type { AccountId, OrganisationId, PersonId } from '#kernel/actor.ts'
import { type Day, type Instant, dayOf } from '#kernel/days.ts'
import type { Db } from '#platform/db/database.ts'
import { noticeText, toldSince } from '#modules/notices/index.ts'
import type { Lang } from '#ui/lang.ts'

/** Somebody whose box is looked into. */
export type Listener = { accountId: AccountId; organisationId: OrganisationId | null; personId: PersonId | null; name: string }

/** Something that somebody was told after the clock was moved, and who was. */
export type Happening = { on: Day; words: string; caseNumber: string | null; to: string[] }

const mostOfOne = 200

/** What the cast was told since a moment, in order; one telling to several stands once, with all their names. Each box is read as its owner. */
export async function happenings(
  db: Db,
  cast: readonly Listener[],
  { since, today, lang }: { since: Instant; today: Day; lang: Lang },
): Promise<Happening[]> {
  const found = new Map<string, { at: Instant; happening: Happening }>()
  for (const { name, ...who } of cast) {
    const told = await db.read({ ...who, today }, (tx) => toldSince(tx, since, mostOfOne))
    for (const notice of told) {
      const words = noticeText(notice.kind, lang)
      const key = `${dayOf(notice.at).toString()} ${notice.kind} ${notice.caseNumber ?? ''}`
      const known = found.get(key)
      if (known === undefined) {
        const happening = { on: dayOf(notice.at), words, caseNumber: notice.caseNumber, to: [name] }
        found.set(key, { at: notice.at, happening })
      } else if (!known.happening.to.includes(name)) known.happening.to.push(name)
    }
  }
  return [...found.values()].toSorted((a, b) => Temporal.Instant.compare(a.at, b.at)).map(({ happening }) => happening)
}
