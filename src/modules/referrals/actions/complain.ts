import { type Day, dayOf } from '#kernel/days.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import { appealBody, letter, letterContent, type LetterContent, type LetterFields } from '#modules/notices/index.ts'
import { addressee, openPart } from '#modules/people/index.ts'
import { type Db, refusing, type Tx } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import { actions } from '../actions.ts'
import { type AppealOutcome, checkReceived, type ComplaintDayRefusal, complaintDueOn, isLate } from '../domain/complaint.ts'
import type { MachineRefusal } from '../domain/guards.ts'
import type { Referral } from '../domain/referral.ts'
import { decisionsOf } from '../store/decisions.ts'
import { endParts } from './end-parts.ts'
import { closeReferralTasks, tellCase } from './tell.ts'
import { type CaseRefusal, type Command, type OpenCase, openCase, takeStep } from './take-step.ts'

/** Why a complaint cannot be received. */
export type ComplainRefusal = CaseRefusal | MachineRefusal | ComplaintDayRefusal | { kind: 'text_missing' }

/**
 * Receives a complaint about a refusal or a "not now": from the citizen, or written down by the caseworker who was told. The
 * four weeks to look again count from `receivedOn`. A late one is received too, and marked: only the board may turn it away.
 */
export async function complain(tx: Tx, command: Command & { receivedOn: Day; text: string }): Promise<Result<true, ComplainRefusal>> {
  const opened = await openCase(tx, command, actions.complain)
  if (!opened.ok) return opened
  const open = opened.value
  const { receivedOn } = command
  const decision = (await decisionsOf(tx, open.referral.id)).at(-1)
  const wrong = decision ? checkReceived(receivedOn, decision.decidedOn, open.today) : null
  if (wrong) return refuse(wrong)
  if (command.text.trim() === '') return refuse({ kind: 'text_missing' })
  const late = decision !== undefined && isLate(decision.decidedOn, receivedOn)
  const happening = { name: 'complain', on: receivedOn.toString() } as const
  const step = await takeStep(tx, open, happening, {}, { text: command.text, extra: { late } })
  if (!step.ok) return step
  await keepParts(tx, open)
  const dueOn = complaintDueOn({ stage: 'received', on: receivedOn })
  await send(tx, open, (board) => ({ template: 'complaint_received', fields: { receivedOn, answerBy: dueOn, appealBody: board } }))
  await tellCase(tx, open, 'complaint_received', { page: 'complaint', dueOn })
  return ok(true)
}

// What was about to close stays open: both authorities need the case to look again.
async function keepParts(tx: Tx, { referral, today }: OpenCase): Promise<void> {
  const { personId, parties } = referral
  for (const organisationId of [parties.actingJobCentre, parties.provider])
    await openPart(tx, { personId, organisationId, from: today, why: 'referral' })
}

type ComplaintTemplate = 'complaint_received' | 'complaint_forwarded' | 'complaint_changed'
type ComplaintLetter = { [T in ComplaintTemplate]: { template: T; fields: LetterFields[T] } }[ComplaintTemplate]

async function send(tx: Tx, open: OpenCase, letterFor: (board: string) => ComplaintLetter | null): Promise<void> {
  const { actor, at, referral } = open
  const { personId, caseNumber, parties } = referral
  const lang = (await addressee(tx, personId))?.lang ?? 'da'
  const made = letterFor(appealBody[lang])
  if (made !== null) await letter(tx, { actor, personId, caseNumber, ...made, lang, organisationId: parties.actingJobCentre, at })
}

/** How the authority answers a complaint when it has looked again, or what the board answered. */
export type Settlement =
  | { kind: 'forward'; considerations: string }
  | { kind: 'change'; considerations: string }
  | { kind: 'appeal'; outcome: AppealOutcome; considerations: string }

/** Why a complaint is not settled. `already_referred`: the person has a new referral, in which the matter goes on. */
export type SettleRefusal = CaseRefusal | MachineRefusal | { kind: 'text_missing' } | { kind: 'already_referred' }

/**
 * Ends the looking again: the decision stands and the complaint goes to the board, or the complaint is right and the two
 * authorities decide anew; then the board's answer. Reasons are demanded, and the citizen gets them in a letter.
 */
export function settleComplaint(db: Db, command: Command & { settlement: Settlement }): Promise<Result<true, SettleRefusal>> {
  const context = contextOf(command.actor, dayOf(command.at))
  return refusing(() => db.transaction(context, (tx) => settle(tx, command)), { one_open_referral: { kind: 'already_referred' } as const })
}

async function settle(tx: Tx, command: Command & { settlement: Settlement }): Promise<Result<true, SettleRefusal>> {
  const opened = await openCase(tx, command, actions.settle_complaint)
  if (!opened.ok) return opened
  const open = opened.value
  const { settlement } = command
  const text = settlement.considerations.trim()
  if (text === '') return refuse({ kind: 'text_missing' })
  const appeal = settlement.kind === 'appeal' ? settlement.outcome : null
  const step = await takeStep(tx, open, happeningOf(open, settlement), {}, { text, extra: { appeal } })
  if (!step.ok) return step
  await closeReferralTasks(tx, open)
  await follow(tx, open, settlement)
  return ok(true)
}

function happeningOf(open: OpenCase, settlement: Settlement) {
  if (settlement.kind === 'forward') return { name: 'forward_complaint', on: open.today.toString() } as const
  return settlement.kind === 'change' || settlement.outcome !== 'confirmed'
    ? ({ name: 'change_after_complaint' } as const)
    : ({ name: 'record_appeal' } as const)
}

// The letter that goes with a settlement; the board itself writes of what it decided.
function letterOf({ kind, considerations: text }: Settlement, board: string): ComplaintLetter | null {
  const considerations = text.trim().split(/\n\s*\n/)
  if (kind === 'forward') return { template: 'complaint_forwarded', fields: { considerations, appealBody: board } }
  return kind === 'change' ? { template: 'complaint_changed', fields: { considerations } } : null
}

/** What the letter of a settlement would say, in the citizen's language; null when the board is the one that writes. */
export async function previewSettlement(
  tx: Tx,
  { personId }: Referral,
  settlement: Settlement,
): Promise<(LetterContent & { lang: 'da' | 'en' }) | null> {
  const lang = (await addressee(tx, personId))?.lang ?? 'da'
  const made = letterOf(settlement, appealBody[lang])
  return made === null ? null : { ...letterContent(made.template, made.fields, lang), lang }
}

async function follow(tx: Tx, open: OpenCase, settlement: Settlement): Promise<void> {
  await send(tx, open, (board) => letterOf(settlement, board))
  if (settlement.kind === 'forward') return tellCase(tx, open, 'complaint_decided', { page: 'complaint' })
  await tellCase(tx, open, 'complaint_decided', { only: ['citizen'] })
  if (settlement.kind === 'appeal' && settlement.outcome === 'confirmed') {
    await tellCase(tx, open, 'complaint_decided', { page: 'complaint', only: ['acting_job_centre', 'provider'] })
    if (open.referral.state === 'refused') await endParts(tx, open)
    return undefined
  }
  return tellCase(tx, open, 'assessments_ready', { page: 'decision', state: 'conciliation' })
}

/** Takes the complaint back, by the citizen or by the caseworker who was told; the decision stands. */
export async function withdrawComplaint(tx: Tx, command: Command): Promise<Result<true, CaseRefusal | MachineRefusal>> {
  const opened = await openCase(tx, command, actions.withdraw_complaint)
  if (!opened.ok) return opened
  const open = opened.value
  const step = await takeStep(tx, open, { name: 'withdraw_complaint' })
  if (!step.ok) return step
  await closeReferralTasks(tx, open)
  await tellCase(tx, open, 'complaint_decided', { page: 'complaint', only: ['acting_job_centre', 'provider'] })
  if (open.referral.state === 'refused') await endParts(tx, open)
  return ok(true)
}
