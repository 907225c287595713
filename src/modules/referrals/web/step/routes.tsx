import type { Result } from '#kernel/result.ts'
import type { ActionRef } from '#kernel/permit.ts'
import { programmeVersion } from '#modules/programmes/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'
import { get, post, type Route } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { actions } from '../../actions.ts'
import { startAssessment } from '../../actions/assess.ts'
import {
  type LeaveRefusal,
  registerMistake,
  reopenReferral,
  type ReopenRefusal,
  reviewReferral,
  withdrawReferral,
} from '../../actions/leave.ts'
import { shareReferral, takeBackReferral } from '../../actions/send-referral.ts'
import type { Command } from '../../actions/take-step.ts'
import { mistakeReasons } from '../../domain/reasons.ts'
import type { Referral } from '../../domain/referral.ts'
import { actorOf, type CaseHead, readCase } from '../desk.ts'
import { isGone, refusalWords } from '../refusal-words.ts'
import { textOf } from '../text-of.ts'
import { type PagedStep, pagedSteps, StepPage, type StepPageProps } from './page.tsx'

const actionOf: Record<PagedStep, ActionRef> = {
  share: actions.share,
  take_back: actions.take_back,
  start_assessment: actions.start_assessment,
  review: actions.review,
  withdraw: actions.withdraw,
  register_by_mistake: actions.register_by_mistake,
  reopen: actions.reopen,
}

/** The steps that need no page of their own beyond what follows from them and why. */
export function stepRoutes(deps: Deps): Route[] {
  return pagedSteps.flatMap((step) => [
    get(`/referrals/:id/steps/${step}`, actionOf[step], (call) => show(deps, call, step)),
    post(`/referrals/:id/steps/${step}`, actionOf[step], (call) => answer(deps, call, step)),
  ])
}

const read = (deps: Deps, call: Call, step: PagedStep) =>
  readCase(deps, call, actionOf[step], async (tx, referral) => (step === 'withdraw' ? withdrawalReasons(tx, referral) : null))

async function withdrawalReasons(tx: Tx, referral: Referral) {
  return (await programmeVersion(tx, referral.programmeVersionId)).reasons.withdrawal
}

function asked(
  head: CaseHead,
  step: PagedStep,
  listed: Awaited<ReturnType<typeof withdrawalReasons>> | null,
): Omit<StepPageProps, 'raw' | 'problem'> {
  const { say, call } = head
  if (step === 'withdraw' && listed) return { head, step, reasons: listed.map(({ code, name }) => ({ code, label: name[call.lang] })) }
  if (step === 'register_by_mistake')
    return { head, step, reasons: mistakeReasons.map(({ code }) => ({ code, label: say.mistakes[code] ?? code })) }
  return { head, step, why: step === 'reopen' }
}

async function show(deps: Deps, call: Call, step: PagedStep): Promise<Response> {
  const page = await read(deps, call, step)
  return page.ok ? call.page(<StepPage {...asked(page.head, step, page.facts)} />) : page.response
}

async function answer(deps: Deps, call: Call, step: PagedStep): Promise<Response> {
  const page = await read(deps, call, step)
  if (!page.ok) return page.response
  const { head } = page
  const form = await call.form()
  const raw = { reason: textOf(form, 'reason'), text: textOf(form, 'text') }
  const done = await take(deps, call, step, { actor: actorOf(call), referralId: head.referral.id, at: call.now, ...raw })
  if (done.ok) return call.see(`/referrals/${head.referral.id}`, head.say.steps[step].done)
  const { refusal } = done
  if (isGone(refusal)) return call.refused(refusal)
  const field =
    refusal.kind === 'text_missing' || refusal.kind === 'reason_text_missing' || refusal.kind === 'reason_text_unasked'
      ? 'text'
      : refusal.kind.startsWith('reason_')
        ? 'reason'
        : null
  const problem = { field, text: refusalWords(refusal, head.say) } as const
  return call.page(<StepPage {...asked(head, step, page.facts)} raw={raw} problem={problem} />, field === null ? 409 : 422)
}

type Asked = Command & { reason: string; text: string }

function take({ db }: Deps, call: Call, step: PagedStep, command: Asked): Promise<Result<true, LeaveRefusal | ReopenRefusal>> {
  const within = (work: (tx: Tx) => Promise<Result<true, LeaveRefusal | ReopenRefusal>>) => db.transaction(call.context, work)
  switch (step) {
    case 'share':
      return within((tx) => shareReferral(tx, command))
    case 'take_back':
      return within((tx) => takeBackReferral(tx, command))
    case 'start_assessment':
      return within((tx) => startAssessment(tx, command))
    case 'review':
      return within((tx) => reviewReferral(tx, command))
    case 'withdraw':
      return within((tx) => withdrawReferral(tx, command))
    case 'register_by_mistake':
      return within((tx) => registerMistake(tx, command))
    case 'reopen':
      return reopenReferral(db, command)
  }
}
