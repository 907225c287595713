import { type Counts, countIn } from '../figures/cells.ts'
import type { Reading } from '../figures/reading.ts'

/** Who has it in hand to close a gap. */
export const gapOwners = ['purchaser', 'provider', 'acting_job_centre'] as const
/** One of them. */
export type GapOwner = (typeof gapOwners)[number]

/** What may be missing before a report can be made. */
export const gapKinds = ['basis_start', 'basis_now', 'basis_end', 'reason', 'undecided', 'price', 'answers'] as const
/** One of them. */
export type GapKind = (typeof gapKinds)[number]

/** Something missing, how many cases it concerns (0 when it is no case), and the code whose rows show them. */
export type Gap = { kind: GapKind; owner: GapOwner; cases: number; code: string | null }

/** The gaps in what a report would be computed from, by who has them. */
export function gapsOf({ counts, figures }: { counts: Counts; figures: readonly Reading[] }): Gap[] {
  const of = (kind: GapKind, owner: GapOwner, codes: readonly string[]): Gap[] => {
    const cases = codes.reduce((sum, code) => sum + countIn(counts, code), 0)
    return cases === 0 ? [] : [{ kind, owner, cases, code: codes[0] ?? null }]
  }
  const unanswered = ['gate', 'end', 'end6'].flatMap((moment) => ['citizen', 'staff'].map((side) => `${side}_${moment}`))
  const open = unanswered.reduce((sum, code) => sum + countIn(counts, `asked_${code}`) - countIn(counts, `answered_${code}`), 0)
  return [
    ...of('basis_start', 'acting_job_centre', ['unknown_start']),
    ...of('basis_now', 'acting_job_centre', ['unknown_now']),
    ...of('basis_end', 'acting_job_centre', ['unknown_end', 'unknown_end6', 'unknown_end12', 'unknown_end24']),
    ...of('undecided', 'acting_job_centre', ['assessed_open']),
    ...of('reason', 'provider', ['refused:unstated', 'ended_first:unstated', 'ended_main:unstated']),
    ...(open === 0 ? [] : [{ kind: 'answers', owner: 'provider', cases: open, code: null } as const]),
    ...(figures.some((figure) => figure.code === 'cost_ore') ? [] : [{ kind: 'price', owner: 'purchaser', cases: 0, code: null } as const]),
  ]
}
