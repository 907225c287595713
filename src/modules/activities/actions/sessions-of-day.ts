import type { Day } from '#kernel/days.ts'
import type { Tx } from '#platform/db/database.ts'
import { agreement } from '#modules/agreements/index.ts'
import { programmeVersion } from '#modules/programmes/index.ts'
import type { Lang } from '#ui/lang.ts'
import { type Session, sessionsOfTeacher } from '../store/sessions.ts'

/** A session on somebody's day: `missing` when it lies before today and has no register yet. */
export type SessionOfDay = { session: Session; title: string; missing: boolean; href: string }

/** What an account teaches today, and earlier sessions whose register is missing, the oldest first: for the page of the day. */
export async function sessionsOfDay(
  tx: Tx,
  { accountId, lang, today }: { accountId: string; lang: Lang; today: Day },
): Promise<SessionOfDay[]> {
  const titles = new Map<string, string>()
  const sessions = await sessionsOfTeacher(tx, accountId, today)
  for (const id of new Set(sessions.map((session) => session.agreementId))) {
    const agreed = await agreement(tx, id)
    if (agreed === null) continue
    const version = await programmeVersion(tx, agreed.programmeVersionId)
    for (const phase of version.phases) for (const activity of phase.activities) titles.set(`${id}/${activity.code}`, activity.name[lang])
  }
  return sessions.map((session) => ({
    session,
    title: titles.get(`${session.agreementId}/${session.activity}`) ?? session.activity,
    missing: session.tookPlace === null && Temporal.PlainDate.compare(session.on, today) < 0,
    href: `/sessions/${session.id}`,
  }))
}
