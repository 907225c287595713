import { assert, ok, refuse, type Result } from '#kernel/result.ts'
import { recordChange } from '#modules/audit/index.ts'
import { standing } from '#modules/caseload/index.ts'
import { programmeVersion } from '#modules/programmes/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import { type AssessmentLack, lacksOf } from '../domain/assessment.ts'
import { distance, isTooEarly, type Moment, openMoments, type Reassessment, type Reseen, type Way } from '../domain/distance.ts'
import type { MachineRefusal } from '../domain/guards.ts'
import type { Referral } from '../domain/referral.ts'
import { reassessmentsOf, saveReassessment } from '../store/reassessments.ts'
import { comparison } from './assess.ts'
import { type CaseRefusal, type Command, openCase } from './take-step.ts'

/** Why the criteria are not asked again. */
export type ReassessRefusal =
  | CaseRefusal
  | Extract<MachineRefusal, { kind: 'assessment_incomplete' }>
  | { kind: 'not_accepted' }
  | { kind: 'moment_over' }
  | { kind: 'moment_not_yet' }

/** Asks the criteria of the intake again at a moment of the run that has come. All of them, once; a later moment closes those before it. */
export async function reassess(
  tx: Tx,
  command: Command & { moment: Moment; judgements: readonly Reseen[] },
): Promise<Result<true, ReassessRefusal>> {
  const opened = await openCase(tx, command, actions.reassess)
  if (!opened.ok) return opened
  const { referral, actor, at, today } = opened.value
  assert(actor.kind === 'staff', 'only staff are permitted to reassess')
  if (referral.state !== 'accepted') return refuse({ kind: 'not_accepted' })
  const made = (await reassessmentsOf(tx, referral.id)).map(({ moment }) => moment)
  const phase = (await standing(tx, referral.id))?.phase ?? null
  if (isTooEarly(command.moment, phase)) return refuse({ kind: 'moment_not_yet' })
  if (!openMoments(made, phase).includes(command.moment)) return refuse({ kind: 'moment_over' })
  const version = await programmeVersion(tx, referral.programmeVersionId)
  const criteria = version.criteria.map(({ code }) => code)
  const lacks: AssessmentLack[] = lacksOf(
    criteria,
    command.judgements.map((one) => ({ ...one, basis: '' })),
  )
  if (lacks.length > 0) return refuse({ kind: 'assessment_incomplete', lacks })
  const scores = command.judgements.flatMap(({ criterion, score, sentence }) =>
    score !== null && criteria.includes(criterion) ? [{ criterion, score, sentence: sentence.trim() }] : [],
  )
  const by = { accountId: actor.accountId, organisationId: actor.organisationId, at }
  await saveReassessment(tx, { referralId: referral.id, moment: command.moment, on: today, by, scores })
  const on = { noun: 'referral', id: referral.id }
  await recordChange(tx, { actor, action: actions.reassess, on, personId: referral.personId, codes: { moment: command.moment }, at })
  return ok(true)
}

/** The person's way from the intake on, criterion by criterion, with what has been asked again. */
export async function wayOf(tx: Tx, referral: Referral): Promise<{ ways: Way[]; made: Reassessment[]; open: Moment[] }> {
  const { criteria } = await programmeVersion(tx, referral.programmeVersionId)
  const made = await reassessmentsOf(tx, referral.id)
  const codes = criteria.map(({ code }) => code)
  const phase = (await standing(tx, referral.id))?.phase ?? null
  const open = openMoments(
    made.map(({ moment }) => moment),
    phase,
  )
  return { ways: distance(codes, await comparison(tx, referral), made), made, open }
}
