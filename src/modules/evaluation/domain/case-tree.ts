import type { Facts, ReferralFact, RunFact } from './facts.ts'
import { type CountNode, leaf, sumOf } from './tree.ts'

/** What stands before a reason in the code of its leaf. */
export const reasonGroups = ['refused', 'ended_first', 'ended_main'] as const
/** One of them. */
export type ReasonGroup = (typeof reasonGroups)[number]

// A reason may be missing only in rows older than the rule that demands it; they are counted, not lost.
const unstated = 'unstated'

/**
 * Where every referred person's case had come to by the cut-off: each case in exactly one leaf, every figure of the funnel a sum of
 * leaves. A run without a referral counts as referred and accepted. `refused:debt` is a leaf of a group with its reason.
 */
export function caseTree(facts: Pick<Facts, 'referrals' | 'runs'>): CountNode {
  const runs = new Map(facts.runs.map((run) => [run.caseNumber, run]))
  const referred = facts.referrals.filter((one) => one.submittedOn !== null)
  const known = new Set(referred.map((one) => one.caseNumber))
  const leaves = [
    ...referred.map((one) => leafOf(one, runs.get(one.caseNumber))),
    ...facts.runs.filter((run) => !known.has(run.caseNumber)).map(runLeaf),
  ]
  const counts = new Map<string, number>()
  for (const code of leaves) counts.set(code, (counts.get(code) ?? 0) + 1)
  return grow(counts)
}

function grow(counts: ReadonlyMap<string, number>): CountNode {
  const of = (code: string) => leaf(code, counts.get(code) ?? 0)
  const group = (name: ReasonGroup) =>
    sumOf(
      name,
      [...counts.keys()]
        .filter((code) => code.startsWith(`${name}:`))
        .sort()
        .map(of),
    )
  const first = sumOf('first_phase', [of('qualifying'), of('gate'), of('completed_first_phase'), group('ended_first')])
  const main = sumOf('main_reached', [of('main'), of('completed'), group('ended_main')])
  const started = sumOf('started', [first, main])
  const accepted = sumOf('accepted', [of('waiting'), of('left_before_start'), started])
  return sumOf('referred', [of('not_assessed'), of('assessed_open'), group('refused'), of('not_now'), of('withdrawn'), accepted])
}

function leafOf(referral: ReferralFact, run: RunFact | undefined): string {
  if (run !== undefined) return runLeaf(run)
  switch (referral.state) {
    case 'accepted':
      return 'waiting'
    case 'refused':
      return `refused:${referral.reason ?? unstated}`
    case 'not_now':
    case 'withdrawn':
      return referral.state
    default:
      return referral.assessedOn === null ? 'not_assessed' : 'assessed_open'
  }
}

function runLeaf(run: RunFact): string {
  const stands = run.outcome ?? run.state
  switch (stands) {
    case 'never_started':
    case 'left_list':
      return 'left_before_start'
    case 'qualifying':
    case 'gate':
    case 'main':
    case 'completed':
    case 'completed_first_phase':
      return stands
    case 'ended_early':
      return `${run.mainStartedOn === null ? 'ended_first' : 'ended_main'}:${run.reason ?? unstated}`
    default:
      return 'waiting'
  }
}
