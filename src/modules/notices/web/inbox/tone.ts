import { type Day, isBefore, isOnOrBefore } from '#kernel/days.ts'
import type { Notice } from '../../domain/notice.ts'

/** How a notice looks in the list: a task is late after its due day, due within three days of it, new until it is seen. */
export function taskTone(notice: Pick<Notice, 'dueOn' | 'seen' | 'task'>, today: Day): 'late' | 'due' | 'now' | 'none' {
  if (!notice.task) return notice.seen ? 'none' : 'now'
  if (notice.dueOn !== null && isBefore(notice.dueOn, today)) return 'late'
  if (notice.dueOn !== null && isOnOrBefore(notice.dueOn, today.add({ days: 3 }))) return 'due'
  return notice.seen ? 'none' : 'now'
}
