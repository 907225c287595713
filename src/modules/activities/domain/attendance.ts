/** How somebody took part; absent needs a reason. */
export const outcomes = ['present', 'late', 'partly', 'absent'] as const
/** One of them. */
export type Outcome = (typeof outcomes)[number]

/** Why somebody was absent. */
export const absenceReasons = ['illness', 'child_ill', 'work', 'other', 'no_word'] as const
/** One of them. */
export type AbsenceReason = (typeof absenceReasons)[number]

/** A line of a register. */
export type Attendance = { enrolmentId: string; outcome: Outcome; reason: AbsenceReason | null }

/** What a register says: whether the session took place, who came, what was done and what comes next. */
export type RegisterContent = { tookPlace: boolean; lines: readonly Attendance[]; words: { done: string; next: string } }

/** True when two registers say the same, in whatever order; without a session the lines say nothing. */
export function sameContent(a: RegisterContent, b: RegisterContent): boolean {
  if (a.tookPlace !== b.tookPlace || a.words.done !== b.words.done || a.words.next !== b.words.next) return false
  return !a.tookPlace || (a.lines.length === b.lines.length && a.lines.every((line) => b.lines.some((other) => sameLine(line, other))))
}

function sameLine(a: Attendance, b: Attendance): boolean {
  return a.enrolmentId === b.enrolmentId && a.outcome === b.outcome && a.reason === b.reason
}

/** Why a register cannot be saved, with every line that is wrong in that way. */
export type AttendanceRefusal = { kind: 'reason_missing' | 'reason_without_absence'; enrolmentIds: readonly string[] }

/** An absence has a reason, and nothing else has; null when every line keeps to that. */
export function checkRegister(lines: readonly Attendance[]): AttendanceRefusal | null {
  const idsOf = (wrong: readonly Attendance[]) => wrong.map(({ enrolmentId }) => enrolmentId)
  const missing = idsOf(lines.filter(({ outcome, reason }) => outcome === 'absent' && reason === null))
  if (missing.length > 0) return { kind: 'reason_missing', enrolmentIds: missing }
  const without = idsOf(lines.filter(({ outcome, reason }) => outcome !== 'absent' && reason !== null))
  return without.length > 0 ? { kind: 'reason_without_absence', enrolmentIds: without } : null
}

/** What a phase demands of an activity, and how much was attended. */
export type Demand = { code: string; count: number; mandatory: boolean; name: { da: string; en: string } }
/** What is owed of one activity. */
export type OwedActivity = { code: string; name: { da: string; en: string }; demanded: number; attended: number; missing: number }

/** What is still owed: mandatory activities only, for what is offered is never owed (memo: the main phase's are offered). */
export function owedFrom(demands: readonly Demand[], attended: ReadonlyMap<string, number>): OwedActivity[] {
  return demands
    .filter((demand) => demand.mandatory)
    .map(({ code, name, count }) => {
      const came = attended.get(code) ?? 0
      return { code, name, demanded: count, attended: came, missing: Math.max(count - came, 0) }
    })
}
