import { type Day, addMonths, isOnOrBefore } from '#kernel/days.ts'
import type { CellsByCase } from './cells.ts'
import type { Facts, ReferralFact, RunFact } from './facts.ts'

// A reason may be missing only in rows older than the rule that demands it; they are counted, not lost.
const unstated = 'unstated'

/** What each place in the funnel is part of; `refused:debt` is part of `refused`. */
const partOf: Readonly<Record<string, string>> = {
  not_assessed: 'referred',
  assessed_open: 'referred',
  refused: 'referred',
  not_now: 'referred',
  withdrawn: 'referred',
  accepted: 'referred',
  waiting: 'accepted',
  left_before_start: 'accepted',
  started: 'accepted',
  qualifying: 'started',
  gate: 'started',
  completed_first_phase: 'started',
  ended_first: 'started',
  main_reached: 'started',
  main: 'main_reached',
  completed: 'main_reached',
  ended_main: 'main_reached',
}

/**
 * Where every referred person's case had come to by the cut-off: each case in one innermost place and all that it is part of. A run
 * without a referral counts as referred and accepted. `running` are those whose run is not over; `due_course` those who began so early
 * that the whole course could be over, and `completed_of_due` those of them who completed it.
 */
export function funnelCells({ referrals, runs, cutoffOn, programme }: Facts): CellsByCase {
  const byCase = new Map(runs.map((run) => [run.caseNumber, run]))
  const cells = new Map<string, readonly string[]>()
  for (const one of referrals) {
    if (one.submittedOn !== null) cells.set(one.caseNumber, cellsOf(leafOf(one, byCase.get(one.caseNumber)), one))
  }
  for (const run of runs) if (!cells.has(run.caseNumber)) cells.set(run.caseNumber, cellsOf(runLeaf(run), null))
  for (const run of runs) {
    const own = [...(cells.get(run.caseNumber) ?? [])]
    if (run.outcome === null && hasBegun(run)) own.push('running')
    if (isDue(run, programme.courseMonths, cutoffOn)) own.push('due_course', ...(run.outcome === 'completed' ? ['completed_of_due'] : []))
    cells.set(run.caseNumber, own)
  }
  return cells
}

function cellsOf(leaf: string, referral: ReferralFact | null): string[] {
  const cells = [leaf]
  let inner = leaf.includes(':') ? leaf.slice(0, leaf.indexOf(':')) : leaf
  if (inner !== leaf) cells.push(inner)
  for (let outer = partOf[inner]; outer !== undefined; outer = partOf[inner]) {
    cells.push(outer)
    inner = outer
  }
  const decided = cells.includes('accepted') || cells.includes('refused') || cells.includes('not_now')
  return decided || (referral !== null && referral.assessedOn !== null) ? [...cells, 'assessed'] : cells
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

/** True for a run whose person has begun the course. */
export function hasBegun({ state, outcome }: Pick<RunFact, 'state' | 'outcome'>): boolean {
  return ['qualifying', 'gate', 'main', 'completed', 'completed_first_phase', 'ended_early'].includes(outcome ?? state)
}

// Only those who began so early that the whole course could be over: else the first figures would be the drop-outs alone.
function isDue(run: RunFact, courseMonths: number, cutoffOn: Day): boolean {
  return run.startedOn !== null && hasBegun(run) && isOnOrBefore(addMonths(run.startedOn, courseMonths), cutoffOn)
}
