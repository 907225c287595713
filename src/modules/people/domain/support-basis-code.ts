import { type Day, isBefore } from '#kernel/days.ts'
import type { Readiness } from './support-basis.ts'

/** What a benefit is called, what it rests on, and which readiness can be stated with it: at least one. */
export type CodeTerms = { name: { da: string; en: string }; legalSource: string; readiness: readonly Readiness[] }

/** A version of a code; `until` is its last day, null while no end is set. */
export type DatedCodeVersion = CodeTerms & { code: string; sort: number; from: Day; until: Day | null }

/** Why a code cannot be changed so, in order of precedence. */
export type CodeRefusal = { kind: 'code_is_needed' } | { kind: 'code_in_the_past' } | { kind: 'code_already_changed'; from: Day }

/** Codes that figures count by (self-support), or that must always be left to choose. They can be renamed, never ended. */
const needed = new Set(['self_supporting', 'other'])

/** True when no rule of the program itself hangs on the code, so that it may end. */
export function canEnd(code: string): boolean {
  return !needed.has(code)
}

/** What is wrong with a change of a code from a day, or null; `ends` when it is to cease on the day before. Only days to come can be changed. */
export function checkCode(
  change: { code: string; from: Day; ends: boolean },
  { today, latest }: { today: Day; latest: DatedCodeVersion | null },
): CodeRefusal | null {
  if (change.ends && !canEnd(change.code)) return { kind: 'code_is_needed' }
  if (isBefore(change.from, today)) return { kind: 'code_in_the_past' }
  return latest !== null && !isBefore(latest.from, change.from) ? { kind: 'code_already_changed', from: latest.from } : null
}
