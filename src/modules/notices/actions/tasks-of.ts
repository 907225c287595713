import type { Actor } from '#kernel/actor.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Lang } from '#ui/lang.ts'
import type { NoticeKind } from '../domain/kinds.ts'
import type { Notice } from '../domain/notice.ts'
import { openTasks } from '../store/notices.ts'
import { texts } from '../texts/texts.ts'

/** The actor's open tasks, the most urgent first, for the day's page; the transaction must be the actor's own. None for a job. */
export async function tasksOf(tx: Tx, actor: Actor): Promise<Notice[]> {
  return actor.kind === 'system' ? [] : openTasks(tx)
}

/** What a notice says, in the reader's language; a citizen is spoken to, not about. */
export function noticeText(kind: NoticeKind, lang: Lang, reader: Actor['kind'] = 'staff'): string {
  const say = texts(lang)
  return (reader === 'citizen' ? say.own[kind] : undefined) ?? say.kinds[kind]
}
