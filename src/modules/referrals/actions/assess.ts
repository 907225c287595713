import { assert, ok, refuse, type Result } from '#kernel/result.ts'
import { programmeVersion } from '#modules/programmes/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import { type AssessmentLack, compare, type Compared, type Judgement, lacksOf, unreconciled } from '../domain/assessment.ts'
import type { MachineRefusal } from '../domain/guards.ts'
import type { Referral } from '../domain/referral.ts'
import { type Authority, otherAuthority } from '../domain/states.ts'
import {
  agreedScores,
  type Assessor,
  assessmentsOf,
  judgementsOf,
  openAssessment,
  saveJudgements,
  saveSubmitted,
} from '../store/assessments.ts'
import { closeReferralTasks, tellCase } from './tell.ts'
import { type CaseRefusal, type Command, type OpenCase, openCase, takeStep } from './take-step.ts'

/** Why a step of the assessment is refused. */
export type AssessRefusal = CaseRefusal | MachineRefusal

/** Opens the joint assessment: both authorities get the task. */
export async function startAssessment(tx: Tx, command: Command): Promise<Result<true, AssessRefusal>> {
  const opened = await openCase(tx, command, actions.start_assessment)
  if (!opened.ok) return opened
  const step = await takeStep(tx, opened.value, { name: 'start_assessment' })
  if (!step.ok) return step
  await closeReferralTasks(tx, opened.value)
  await tellCase(tx, opened.value, 'assessment_due', { page: 'assessment', state: 'joint_assessment' })
  return ok(true)
}

function assessorOf(open: OpenCase): Assessor {
  const { actor, authority, at } = open
  assert(actor.kind === 'staff' && authority !== null, 'only the two authorities assess')
  return { accountId: actor.accountId, humanId: actor.humanId, organisationId: actor.organisationId, authority, at }
}

function refusedDraft(open: OpenCase): MachineRefusal | null {
  const { state } = open.referral
  // First: who has submitted is told so, also when the other's part has just moved the case on.
  if (open.authority !== null && open.progress.assessed.includes(open.authority)) return { kind: 'already_assessed' }
  return state === 'joint_assessment' ? null : { kind: 'not_in_state', state, event: 'submit_assessment' }
}

/** Saves one's own judgements as a draft; holes are allowed. Criteria the programme does not have are left out. */
export async function saveAssessment(
  tx: Tx,
  command: Command & { judgements: readonly Judgement[] },
): Promise<Result<true, AssessRefusal>> {
  const opened = await openCase(tx, command, actions.assess)
  if (!opened.ok) return opened
  const refused = refusedDraft(opened.value)
  if (refused) return refuse(refused)
  await keep(tx, opened.value, command.judgements)
  return ok(true)
}

async function keep(tx: Tx, open: OpenCase, judgements: readonly Judgement[]) {
  const { referral } = open
  const version = await programmeVersion(tx, referral.programmeVersionId)
  const criteria = version.criteria.map(({ code }) => code)
  const assessor = assessorOf(open)
  const assessment = await openAssessment(tx, { referralId: referral.id, round: open.progress.round, criteria }, assessor)
  const known = judgements.filter(({ criterion }) => criteria.includes(criterion))
  await saveJudgements(tx, assessment.id, known, assessor)
  return { assessment, criteria, version, assessor }
}

/**
 * Saves and submits one's own assessment, for good. The second one to submit opens both at the same moment; where they lie
 * further apart than the programme allows, the case goes to conciliation.
 */
export async function submitAssessment(
  tx: Tx,
  command: Command & { judgements: readonly Judgement[] },
): Promise<Result<true, AssessRefusal>> {
  const opened = await openCase(tx, command, actions.assess)
  if (!opened.ok) return opened
  const open = opened.value
  const refused = refusedDraft(open)
  if (refused) return refuse(refused)
  const { assessment, criteria, assessor } = await keep(tx, open, command.judgements)
  const lacks: AssessmentLack[] = lacksOf(criteria, await judgementsOf(tx, assessment.id))
  if (lacks.length > 0) return refuse({ kind: 'assessment_incomplete', lacks })
  await saveSubmitted(tx, assessment.id, open.at)
  const both = open.progress.assessed.length === 1
  const over = both ? (await comparison(tx, open.referral)).filter((one) => one.over).length : 0
  const step = await takeStep(tx, open, { name: 'submit_assessment', authority: assessor.authority, over }, {}, { extra: { both } })
  if (!step.ok) return step
  await tellDone(tx, open, assessor.authority, both, over)
  return ok(true)
}

async function tellDone(tx: Tx, open: OpenCase, authority: Authority, both: boolean, over: number): Promise<void> {
  if (!both) return tellCase(tx, open, 'assessment_other_done', { page: 'assessment', only: [otherAuthority(authority)] })
  await closeReferralTasks(tx, open)
  const kind = over > 0 ? 'conciliation_needed' : 'assessments_ready'
  return tellCase(tx, open, kind, { page: 'comparison', state: over > 0 ? 'conciliation' : 'joint_assessment' })
}

/** Both assessments side by side, differences first; empty while one is sealed, since the database then answers no scores. */
export async function comparison(tx: Tx, referral: Pick<Referral, 'id' | 'round' | 'programmeVersionId'>): Promise<Compared[]> {
  const version = await programmeVersion(tx, referral.programmeVersionId)
  const parts: Record<Authority, Judgement[]> = { acting_job_centre: [], provider: [] }
  for (const { id, authority } of await assessmentsOf(tx, referral.id, referral.round)) parts[authority] = await judgementsOf(tx, id)
  const agreed = await agreedScores(tx, referral.id, referral.round)
  return compare(
    version.criteria.map(({ code }) => code),
    parts,
    agreed,
    version.disagreementThreshold,
  )
}

/** Criteria that still wait for an agreed score and note. */
export async function openDifferences(tx: Tx, referral: Referral): Promise<string[]> {
  return unreconciled(await comparison(tx, referral))
}
