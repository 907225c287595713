import { assert, type Result } from '#kernel/result.ts'
import { recordRead } from '#modules/audit/index.ts'
import { personView } from '#modules/people/index.ts'
import { programmeVersion } from '#modules/programmes/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'
import { get, post, type Route } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { actions } from '../../actions.ts'
import { answerHearing } from '../../actions/answer-hearing.ts'
import { complain, withdrawComplaint } from '../../actions/complain.ts'
import { withdrawReferral } from '../../actions/leave.ts'
import { approveSharing, objectToSharing } from '../../actions/send-referral.ts'
import { stopSharing } from '../../actions/stop-sharing.ts'
import type { Command } from '../../actions/take-step.ts'
import type { Referral } from '../../domain/referral.ts'
import { decisionsOf } from '../../store/decisions.ts'
import { referralsOfPerson } from '../../store/referrals.ts'
import { sectionsOf, sharingOf } from '../../store/sections.ts'
import type { Texts } from '../../texts/da.ts'
import { texts } from '../../texts/texts.ts'
import { hearingFacts } from '../hearing/routes.tsx'
import { isGone, type PageRefusal, refusalWords } from '../refusal-words.ts'
import { stoppedIn } from '../sharing-stop/form.tsx'
import { agreedIn } from '../sections/forms.ts'
import { supportText } from '../support-text.ts'
import { textOf } from '../text-of.ts'
import { decidedAnew } from './anew.tsx'
import { approvalErrors } from './approval.ts'
import { type MyReferralFacts, MyReferralPage, type MyRefused } from './page.tsx'

/** The citizen's own referral. */
export function myReferralRoutes(deps: Deps): Route[] {
  return [
    get('/me/referral', actions.see, (call) => show(deps, call)),
    post('/me/referral/approval', actions.approve_sharing, (call) => approve(deps, call)),
    post('/me/referral/objection', actions.object_to_sharing, (call) => object(deps, call)),
    post('/me/referral/hearing', actions.answer_hearing, (call) => hear(deps, call)),
    post('/me/referral/sharing-stop', actions.stop_sharing, (call) => stopSharingOf(deps, call)),
    post('/me/referral/complaint', actions.complain, (call) => complainOf(deps, call)),
    post('/me/referral/complaint/withdrawal', actions.withdraw_complaint, (call) => takeBackComplaint(deps, call)),
    post('/me/referral/withdrawal', actions.withdraw, (call) => withdraw(deps, call)),
  ]
}

async function factsOf(tx: Tx, call: Call): Promise<MyReferralFacts | null> {
  const { actor } = call
  assert(actor?.kind === 'citizen', 'the citizen’s page is read by the citizen')
  const [referral] = await referralsOfPerson(tx, actor.personId)
  await recordRead(tx, { actor, page: 'referrals.mine', personId: actor.personId, at: call.now })
  if (!referral) return null
  const { letters, reasons } = await programmeVersion(tx, referral.programmeVersionId)
  const agreed = await sharingOf(tx, referral.id)
  const decision = (await decisionsOf(tx, referral.id)).at(-1)
  return {
    referral,
    saved: await sectionsOf(tx, referral.id),
    contact: (await personView(tx, actor.personId)) ?? { phone: null, email: null, address: null },
    support: await supportText(tx, actor.personId, call),
    agreed: Object.fromEntries(Object.entries(agreed).map(([item, yes]) => [item, yes ? 'yes' : 'no'])),
    hearing: await hearingFacts(tx, referral),
    information: letters.information,
    withdrawal: reasons.withdrawal,
    letterId: decision?.letterId ?? null,
    decidedOn: decision?.decidedOn ?? null,
    anew: await decidedAnew(tx, referral, call.today),
  }
}

async function show({ db }: Deps, call: Call, refused?: MyRefused): Promise<Response> {
  if (call.actor?.kind !== 'citizen') return call.see('/referrals')
  const facts = await db.transaction(call.context, (tx) => factsOf(tx, call))
  return call.page(<MyReferralPage call={call} facts={facts} {...(refused ? { refused } : {})} />, refused ? 422 : 200)
}

type Done = Result<true, PageRefusal | { kind: 'not_permitted'; action: string } | { kind: 'no_such_referral' }>

/** Does something to the citizen's own newest referral; what is refused comes back at the field it belongs to. */
async function act(
  deps: Deps,
  call: Call,
  given: {
    work: (tx: Tx, command: Command, referral: Referral) => Promise<Done>
    done: string
    fieldOf: (kind: string) => string
    /** What is said where nothing was written. */
    missing?: string
    raw: Record<string, string>
  },
): Promise<Response> {
  const { actor } = call
  if (actor?.kind !== 'citizen') return call.notFound()
  const answer = await deps.db.transaction(call.context, async (tx): Promise<Done> => {
    const [mine] = await referralsOfPerson(tx, actor.personId)
    if (!mine) return { ok: false, refusal: { kind: 'no_such_referral' } }
    return given.work(tx, { actor, referralId: mine.id, at: call.now }, mine)
  })
  if (answer.ok) return call.see('/me/referral', given.done)
  const { refusal } = answer
  if (isGone(refusal)) return call.refused(refusal)
  const say = texts(call.lang)
  return show(deps, call, {
    errors: [
      {
        ...labelled(given.fieldOf(refusal.kind), say),
        text: (refusal.kind === 'text_missing' && given.missing) || refusalWords(refusal, say),
      },
    ],
    raw: given.raw,
  })
}

/** A field of the page with its label. */
function labelled(field: string, say: Texts): { field: string; label?: string } {
  const labels: Record<string, string> = {
    objection: say.me.objectWhy,
    answer: say.hearing.ownAnswer,
    complaint: say.complaint.ownText,
    stop: say.stopSharing.what,
    reason: say.me.withdrawWhy,
    text: say.stepPage.text,
  }
  const label = labels[field]
  return label === undefined ? { field } : { field, label }
}

const rawOf = (form: FormData): Record<string, string> =>
  Object.fromEntries([...form.keys()].filter((name) => name !== 'request_id').map((name) => [name, textOf(form, name).slice(0, 4000)]))

async function approve(deps: Deps, call: Call): Promise<Response> {
  const raw = rawOf(await call.form())
  const input = { informed: raw['informed'] === 'yes', agreed: agreedIn(raw) }
  const say = texts(call.lang)
  const errors = approvalErrors(raw, say)
  if (errors.length > 0) return show(deps, call, { errors, raw })
  return act(deps, call, {
    raw,
    done: say.steps.approve_sharing.done,
    fieldOf: (kind) => (kind === 'not_informed' ? 'informed' : 'identity_contact'),
    work: (tx, command) => approveSharing(tx, { ...command, ...input }),
  })
}

async function object(deps: Deps, call: Call): Promise<Response> {
  const raw = rawOf(await call.form())
  const say = texts(call.lang)
  return act(deps, call, {
    raw,
    done: say.steps.object_to_sharing.done,
    fieldOf: () => 'objection',
    work: (tx, command) => objectToSharing(tx, { ...command, text: raw['objection'] ?? '' }),
  })
}

async function hear(deps: Deps, call: Call): Promise<Response> {
  const raw = rawOf(await call.form())
  const say = texts(call.lang)
  return act(deps, call, {
    raw,
    done: say.hearing.saved,
    fieldOf: () => 'answer',
    missing: say.refusals.answer_missing,
    work: (tx, command) => answerHearing(tx, { ...command, text: raw['answer'] ?? '' }),
  })
}

async function stopSharingOf(deps: Deps, call: Call): Promise<Response> {
  const items = stoppedIn(await call.form())
  const { done } = texts(call.lang).steps.stop_sharing
  return act(deps, call, { raw: {}, done, fieldOf: () => 'stop', work: (tx, command) => stopSharing(tx, { ...command, items }) })
}

async function complainOf(deps: Deps, call: Call): Promise<Response> {
  const raw = rawOf(await call.form())
  const say = texts(call.lang)
  return act(deps, call, {
    raw,
    done: say.steps.complain.done,
    fieldOf: () => 'complaint',
    missing: say.complaint.ownMissing,
    work: (tx, command) => complain(tx, { ...command, receivedOn: call.today, text: raw['complaint'] ?? '' }),
  })
}

function takeBackComplaint(deps: Deps, call: Call): Promise<Response> {
  const { done } = texts(call.lang).steps.withdraw_complaint
  return act(deps, call, { raw: {}, done, fieldOf: () => 'complaint', work: withdrawComplaint })
}

async function withdraw(deps: Deps, call: Call): Promise<Response> {
  const raw = rawOf(await call.form())
  const say = texts(call.lang)
  const fieldOf = (kind: string) => (kind.startsWith('reason_text') ? 'text' : 'reason')
  return act(deps, call, {
    raw,
    done: say.steps.withdraw.done,
    fieldOf,
    work: (tx, command) => withdrawReferral(tx, { ...command, reason: raw['reason'] ?? '', text: raw['text'] ?? '' }),
  })
}
