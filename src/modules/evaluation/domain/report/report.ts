import type { AccountId } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import type { Dataset } from './dataset.ts'

/** A report's identity. */
export type ReportId = Id<'report'>

/** A report; `frozen` is null while it is a draft, and when `outdated`: frozen by an early build in a form that is not read any more. */
export type Report = {
  id: ReportId
  agreementId: Id<'agreement'>
  title: string
  cutoffOn: Day
  madeBy: AccountId
  madeAt: Instant
  frozen: { dataset: Dataset; sha256: string; at: Instant } | null
  outdated: { sha256: string; at: Instant } | null
}

/** True until it is published; what an early build published is published still. */
export function isDraft({ frozen, outdated }: Pick<Report, 'frozen' | 'outdated'>): boolean {
  return frozen === null && outdated === null
}

/** What the committee can decide. */
export const decisionKinds = ['extend', 'change', 'stop'] as const
/** One of them. */
export type DecisionKind = (typeof decisionKinds)[number]

/** The committee's decision as it is recorded; `periodNumber` is the period an extension made. */
export type Decision = {
  kind: DecisionKind
  decidedOn: Day
  caseNumber: string
  words: string
  periodNumber: number | null
}
