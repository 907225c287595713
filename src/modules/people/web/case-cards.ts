import type { Actor, PersonId } from '#kernel/actor.ts'
import type { CaseCard } from '#kernel/case-step.ts'
import { dayOf } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import { authorize } from '#modules/access/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { dayText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import { actions } from '../actions.ts'
import { documentsOf } from '../actions/documents.ts'
import { texts } from '../texts/texts.ts'

/** The person's documents on the case page, in short; and the way to them. */
export async function caseCards(
  tx: Tx,
  { actor, lang }: { actor: Actor; lang: Lang },
  { personId, referralId }: { personId: PersonId; referralId: Id<'referral'> },
): Promise<CaseCard[]> {
  if (!authorize(actor, actions.see_documents, { personId }).ok) return []
  const say = texts(lang).documents
  const documents = (await documentsOf(tx, { actor, personId })).filter(({ removed }) => removed === null)
  const [newest] = documents
  const facts = [
    { label: say.count, value: String(documents.length) },
    ...(newest === undefined
      ? []
      : [{ label: say.newest, value: `${newest.title ?? say.kinds[newest.kind]}, ${dayText(dayOf(newest.changedAt))}` }]),
  ]
  const href =
    actor.kind === 'citizen'
      ? '/me/documents'
      : `/people/${personId}/documents?case=${referralId}&back=${encodeURIComponent(`/cases/${referralId}`)}`
  return [{ title: say.title, facts, href, hrefLabel: say.all }]
}
