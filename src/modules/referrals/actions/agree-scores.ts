import { assert, ok, refuse, type Result } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import { sha256Of } from '#platform/sha256.ts'
import type { Compared, Score } from '../domain/assessment.ts'
import type { MachineRefusal } from '../domain/guards.ts'
import { type AgreedScore, agreedScores, saveAgreed } from '../store/assessments.ts'
import { saveDropped } from '../store/decisions.ts'
import { comparison } from './assess.ts'
import { type CaseRefusal, type Command, openCase, takeStep } from './take-step.ts'

/** What has been agreed on, as one word to compare by: two forms made from the same carry the same. */
export function agreedVersion(agreed: readonly AgreedScore[]): string {
  return sha256Of(Buffer.from(JSON.stringify(agreed.map(({ criterion, score, note }) => [criterion, score, note])))).slice(0, 16)
}

function unscored(agreed: readonly AgreedInput[], differing: readonly Compared[]): string[] {
  const of = ({ criterion }: AgreedInput) => differing.find((row) => row.criterion === criterion)
  const noted = agreed.filter((one) => of(one) !== undefined && one.score === null && one.note.trim() !== '')
  const nothing = agreed.every(({ score, note }) => score === null && note.trim() === '')
  const owed = nothing ? agreed.filter((one) => of(one)?.over === true) : []
  return [...noted, ...owed].map(({ criterion }) => criterion)
}

/** What was agreed about one criterion; nothing while there is no score. */
export type AgreedInput = { criterion: string; score: Score | null; note: string }

/**
 * Why agreed scores are refused. `agreed_meanwhile`: somebody has written down something else since the form was shown. `score_missing` names the
 * criteria with a note and no score, or all that must be agreed on when nothing was; `note_missing` those that lie too far apart to go without a note.
 */
export type AgreeRefusal =
  | CaseRefusal
  | MachineRefusal
  | { kind: 'agreed_meanwhile' }
  | { kind: 'score_missing'; criteria: string[] }
  | { kind: 'note_missing'; criteria: string[] }

/**
 * Writes down what the two agreed on where they differed. A key that was turned falls back: what was proposed rested on
 * other scores. Nothing changed, nothing written. `seen` is what the form was made from (`agreedVersion`); left out, it is not asked.
 */
export async function agreeScores(
  tx: Tx,
  command: Command & { agreed: readonly AgreedInput[]; seen?: string },
): Promise<Result<true, AgreeRefusal>> {
  const opened = await openCase(tx, command, actions.conciliate)
  if (!opened.ok) return opened
  const open = opened.value
  const { referral, actor, at } = open
  const rows = await comparison(tx, referral)
  const differing = rows.filter(({ spread }) => spread > 0)
  const given = command.agreed.flatMap(({ criterion, score, note }) =>
    score !== null && differing.some((row) => row.criterion === criterion) ? [{ criterion, score, note: note.trim() }] : [],
  )
  const blank = unscored(command.agreed, differing)
  if (blank.length > 0) return refuse({ kind: 'score_missing', criteria: blank })
  const without = given.filter(({ criterion, note }) => note === '' && differing.some((row) => row.criterion === criterion && row.over))
  if (without.length > 0) return refuse({ kind: 'note_missing', criteria: without.map(({ criterion }) => criterion) })
  const before = await agreedScores(tx, referral.id, referral.round)
  const changed = given.filter(
    (one) => !before.some((old) => old.criterion === one.criterion && old.score === one.score && old.note === one.note),
  )
  if (changed.length > 0 && command.seen !== undefined && command.seen !== agreedVersion(before))
    return refuse({ kind: 'agreed_meanwhile' })
  if (changed.length === 0 && open.progress.assessed.length === 2) return ok(true)
  const step = await takeStep(tx, open, { name: 'conciliate' }, {}, { extra: { criteria: changed.map(({ criterion }) => criterion) } })
  if (!step.ok) return step
  assert(actor.kind === 'staff', 'only staff are permitted to conciliate')
  for (const one of changed) await saveAgreed(tx, referral.id, referral.round, one, { accountId: actor.accountId, at })
  await saveDropped(tx, referral.id, at)
  return ok(true)
}
