import { type Day, isBefore } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'

/** The readiness groups, in the order they are offered. */
export const readinesses = ['job_ready', 'activity_ready', 'education_ready', 'not_applicable'] as const
/** How near to work the benefit rules place a person; null when nobody has said. */
export type Readiness = (typeof readinesses)[number]

/** Who told us what a person lives on. */
export type SupportBasisSource = 'citizen' | 'benefit_office' | 'register' | 'other_authority'

/** The sources in the order they are offered. */
export const supportBasisSources = [
  'citizen',
  'benefit_office',
  'register',
  'other_authority',
] as const satisfies readonly SupportBasisSource[]

/** A stretch of days a person lived on one thing; `until` is its last day, null while it lasts. */
export type SupportBasisSpan = { code: string; readiness: Readiness | null; from: Day; until: Day | null; source: SupportBasisSource }

/** A span that is kept under an identity. */
export type KeptSpan = SupportBasisSpan & { id: bigint }

/** What is told: from this day the person lives on this. */
export type SupportBasisChange = { code: string; readiness: Readiness | null; from: Day; source: SupportBasisSource }

/** A dated code, as much of it as the rule needs. */
export type DatedCode = { code: string; readiness: readonly Readiness[] }

/** Why a change of support basis cannot be recorded, in order of precedence. */
export type SupportBasisRefusal =
  | { kind: 'no_such_code'; code: string; on: Day }
  | { kind: 'readiness_not_for_code'; allowed: readonly Readiness[] }
  | { kind: 'before_birth'; birthDay: Day }
  | { kind: 'support_basis_unchanged'; since: Day }

/** What to write: spans that no longer stand, and the spans that take their place. */
export type SupportBasisRewrite = { superseded: bigint[]; added: SupportBasisSpan[] }

/**
 * Fits a change into the history: the span it falls into ends the day before, a span that begins on the very day is
 * corrected, and a later span stands. `codes` are those valid on the change's first day.
 */
export function rewriteHistory(
  history: readonly KeptSpan[],
  change: SupportBasisChange,
  facts: { codes: readonly DatedCode[]; birthDay: Day | null },
): Result<SupportBasisRewrite, SupportBasisRefusal> {
  const code = facts.codes.find((known) => known.code === change.code)
  if (code === undefined) return refuse({ kind: 'no_such_code', code: change.code, on: change.from })
  if (change.readiness !== null && !code.readiness.includes(change.readiness))
    return refuse({ kind: 'readiness_not_for_code', allowed: code.readiness })
  if (facts.birthDay !== null && isBefore(change.from, facts.birthDay)) return refuse({ kind: 'before_birth', birthDay: facts.birthDay })
  const covering = spanOn(history, change.from)
  if (covering !== null && covering.code === change.code && covering.readiness === change.readiness)
    return refuse({ kind: 'support_basis_unchanged', since: covering.from })
  const next = history.filter((span) => isBefore(change.from, span.from)).sort((a, b) => Temporal.PlainDate.compare(a.from, b.from))[0]
  const added: SupportBasisSpan[] = [{ ...change, until: covering === null ? dayBefore(next?.from) : covering.until }]
  if (covering !== null && isBefore(covering.from, change.from)) added.unshift(shortened(covering, change.from))
  return ok({ superseded: covering === null ? [] : [covering.id], added })
}

/** The span that covers a day, or null. */
export function spanOn<Span extends SupportBasisSpan>(history: readonly Span[], on: Day): Span | null {
  return history.find((span) => !isBefore(on, span.from) && (span.until === null || !isBefore(span.until, on))) ?? null
}

function shortened({ code, readiness, from, source }: KeptSpan, until: Day): SupportBasisSpan {
  return { code, readiness, from, source, until: until.subtract({ days: 1 }) }
}

function dayBefore(day: Day | undefined): Day | null {
  return day === undefined ? null : day.subtract({ days: 1 })
}
