import type { Instant } from '#kernel/days.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Parties } from '#modules/access/index.ts'
import { tellAll, tellCitizen } from '#modules/notices/index.ts'
import type { Participant } from '../store/sessions.ts'

/**
 * Tells the citizens of a session or class that it was planned, moved or cancelled, each once; of what was moved or cancelled the
 * programme manager too. The notice names neither the activity nor anybody: the page it leads to does.
 */
export async function tellPeople(
  tx: Tx,
  news: {
    kind: 'session_planned' | 'session_moved' | 'session_cancelled'
    subject: { noun: 'session' | 'class'; id: string }
    people: readonly Pick<Participant, 'personId' | 'caseNumber'>[]
    parties: Parties
    at: Instant
  },
): Promise<void> {
  const { kind, subject, people, parties, at } = news
  for (const { personId, caseNumber } of new Map(people.map((person) => [person.personId, person])).values())
    await tellCitizen(tx, { kind, subject, href: '/me', personId, caseNumber, at })
  const href = subject.noun === 'class' ? `/classes/${subject.id}` : `/sessions/${subject.id}`
  await tellAll(tx, { kind, subject, href, parties, at })
}
