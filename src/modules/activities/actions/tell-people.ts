import type { AccountId, Actor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Parties } from '#modules/access/index.ts'
import { tellAll, tellCitizen, tellNamed } from '#modules/notices/index.ts'
import type { Participant } from '../store/sessions.ts'

type Subject = { noun: 'session' | 'class'; id: string }

/**
 * Tells the citizens of a session or class that it was planned, moved, cancelled or given to another teacher, each once; of what was
 * planned already the programme manager too. The notice names neither the activity nor anybody: the page it leads to does.
 */
export async function tellPeople(
  tx: Tx,
  news: {
    kind: 'session_planned' | 'session_moved' | 'session_cancelled' | 'session_teacher'
    subject: Subject
    people: readonly Pick<Participant, 'personId' | 'caseNumber'>[]
    parties: Parties
    at: Instant
  },
): Promise<void> {
  const { kind, subject, people, parties, at } = news
  for (const { personId, caseNumber } of new Map(people.map((person) => [person.personId, person])).values())
    await tellCitizen(tx, { kind, subject, href: '/me', personId, caseNumber, at })
  await tellAll(tx, { kind, subject, href: pageOf(subject), parties, at })
}

/** Tells whoever was given a session to hold, and whoever's was changed or taken; never the one who did it. */
export async function tellTeachers(
  tx: Tx,
  news: {
    subject: Subject
    actor: Actor & { accountId: AccountId }
    given: readonly AccountId[]
    changed: readonly AccountId[]
    at: Instant
  },
): Promise<void> {
  const { subject, actor, given, changed, at } = news
  const others = (accounts: readonly AccountId[]) => accounts.filter((id) => id !== actor.accountId)
  const common = { subject, href: pageOf(subject), at }
  await tellNamed(tx, { ...common, kind: 'teaching_given', accounts: others(given) })
  await tellNamed(tx, { ...common, kind: 'teaching_changed', accounts: others(changed).filter((id) => !given.includes(id)) })
}

function pageOf({ noun, id }: Subject): string {
  return noun === 'class' ? `/classes/${id}` : `/sessions/${id}`
}
