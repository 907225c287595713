import type { Day } from '#kernel/days.ts'

/** A month as the form and the files' addresses write it: `2016-03`. */
export function monthKey(month: Day): string {
  return month.toString().slice(0, 7)
}
