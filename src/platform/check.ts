import type { Tx } from './db/database.ts'

/** One fact that is stored otherwise than its events say. States, days, amounts and codes only: no name and no words of a person. */
export type Difference = { id: string; what: string; stored: string; reckoned: string }

/** What one batch found; `last` is where the next begins, null when nothing is left. */
export type CheckedBatch = { compared: number; last: string | null; differences: readonly Difference[] }

/**
 * Something that is stored and can be reckoned anew from events. A batch reads at most `most` subjects in the order of their
 * identity, the first after `after`, so that a check can be stopped anywhere and taken up again.
 */
export type Check = { name: string; batch: (tx: Tx, after: string | null, most: number) => Promise<CheckedBatch> }

/** What is stored and what was reckoned, by the name of the fact; equal texts are no difference. */
export type Compared = Readonly<Record<string, readonly [stored: string | null, reckoned: string | null]>>

/**
 * A check of subjects that are loaded by `load` in order and judged one by one by `compare`. A history that cannot be played is a
 * difference like any other and stops nothing. `compare` touches no database.
 */
export function checkOf<Subject extends { id: string }>(
  name: string,
  load: (tx: Tx, after: string | null, most: number) => Promise<Subject[]>,
  compare: (subject: Subject) => Compared,
): Check {
  return {
    name,
    batch: async (tx, after, most) => {
      const subjects = await load(tx, after, most)
      const last = subjects.length < most ? null : (subjects.at(-1)?.id ?? null)
      return { compared: subjects.length, last, differences: subjects.flatMap((subject) => differencesOf(subject, compare)) }
    },
  }
}

function differencesOf<Subject extends { id: string }>(subject: Subject, compare: (subject: Subject) => Compared): Difference[] {
  try {
    return Object.entries(compare(subject)).flatMap(([what, [stored, reckoned]]) =>
      stored === reckoned ? [] : [{ id: subject.id, what, stored: stored ?? 'nothing', reckoned: reckoned ?? 'nothing' }],
    )
  } catch (error) {
    const why = error instanceof Error ? error.message.replace('Assertion failed: ', '') : String(error)
    return [{ id: subject.id, what: 'history', stored: 'events', reckoned: `cannot be played: ${why}` }]
  }
}
