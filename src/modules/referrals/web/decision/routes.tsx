import { parseId } from '#kernel/ids.ts'
import { accountNames } from '#modules/access/index.ts'
import { programmeVersion } from '#modules/programmes/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'
import { get, post, type Route } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { problemText } from '#ui/form-problem.ts'
import { actions } from '../../actions.ts'
import { openDifferences } from '../../actions/assess.ts'
import { confirmDecision, type ReferralPorts } from '../../actions/confirm-decision.ts'
import { dropProposal, proposeDecision, type ProposeRefusal } from '../../actions/propose-decision.ts'
import { previewLetter } from '../../actions/send-letter.ts'
import type { Referral } from '../../domain/referral.ts'
import { decisionsOf, openProposal } from '../../store/decisions.ts'
import { recordedEvents } from '../../store/events.ts'
import { act, type CaseHead, readCase } from '../desk.ts'
import { refusalWords } from '../refusal-words.ts'
import { textOf } from '../text-of.ts'
import { type DecisionField, fieldOf, firstDecision, readDecision, type TypedProblem } from './form.ts'
import { type DecisionFacts, DecisionPage, type Refused } from './page.tsx'

/** The two keys. */
export function decisionRoutes(deps: Deps, ports: ReferralPorts): Route[] {
  return [
    get('/referrals/:id/decision', actions.propose, (call) => show(deps, call)),
    post('/referrals/:id/decision', actions.propose, (call) => propose(deps, call)),
    post('/referrals/:id/decision/confirmation', actions.decide, (call) => confirm(deps, ports, call)),
    post('/referrals/:id/decision/drop', actions.drop_proposal, (call) => drop(deps, call)),
  ]
}

async function factsOf(tx: Tx, referral: Referral): Promise<DecisionFacts> {
  const decisions = await decisionsOf(tx, referral.id)
  const proposal = await openProposal(tx, referral.id)
  const bothIn = referral.assessed.length === 2
  const ids = [...decisions.flatMap((one) => [one.proposal.accountId, one.confirmedBy]), ...(proposal ? [proposal.accountId] : [])]
  return {
    version: await programmeVersion(tx, referral.programmeVersionId),
    decisions,
    proposal,
    letter: proposal ? await previewLetter(tx, referral, proposal) : null,
    bothIn,
    unreconciled: bothIn ? await openDifferences(tx, referral) : [],
    hearingAnswer: (await recordedEvents(tx, referral.id)).findLast((event) => event.name === 'answer_hearing') ?? null,
    names: await accountNames(tx, ids),
  }
}

const read = (deps: Deps, call: Call) => readCase(deps, call, actions.propose, factsOf)

async function show(deps: Deps, call: Call, refused?: Refused, status: 200 | 409 | 422 = 200): Promise<Response> {
  const page = await read(deps, call)
  if (!page.ok) return page.response
  const raw = firstDecision(call.today, page.facts.version.letters.legal_rule_intake[call.lang], '')
  return call.page(<DecisionPage head={page.head} facts={page.facts} raw={raw} {...(refused ? { refused } : {})} />, status)
}

async function propose(deps: Deps, call: Call): Promise<Response> {
  const page = await read(deps, call)
  if (!page.ok) return page.response
  const { head } = page
  const { raw, draft, problems } = readDecision(await call.form())
  if (draft === null || problems.length > 0) return show(deps, call, { raw, errors: typedErrors(problems, call) }, 422)
  const done = await act(deps, call, (tx, command) => proposeDecision(tx, { ...command, draft }))
  if (done.done) return call.see(here(head), head.say.decision.proposed)
  if ('response' in done) return done.response
  return show(deps, call, { raw, ...wordsOf(done.refusal, head, draft.outcome) }, 422)
}

function typedErrors(problems: readonly TypedProblem[], call: Call): Partial<Record<DecisionField, string>> {
  const words = {
    no_outcome: problemText({ kind: 'missing_choice' }, call.lang),
    day_unreal: problemText({ kind: 'day_malformed' }, call.lang),
  }
  return Object.fromEntries(problems.map(({ field, problem }) => [field, words[problem]]))
}

type Words = Pick<Refused, 'errors' | 'problem'>

function wordsOf(
  refusal: Exclude<ProposeRefusal, { kind: 'not_permitted' } | { kind: 'no_such_referral' }>,
  head: CaseHead,
  outcome: Parameters<typeof fieldOf>[1],
): Words {
  if (refusal.kind !== 'decision_incomplete') return { errors: {}, problem: refusalWords(refusal, head.say) }
  return {
    errors: Object.fromEntries(refusal.problems.map((problem) => [fieldOf(problem.kind, outcome), refusalWords(problem, head.say)])),
  }
}

const here = (head: CaseHead) => `/referrals/${head.referral.id}/decision`

async function confirm(deps: Deps, ports: ReferralPorts, call: Call): Promise<Response> {
  const page = await read(deps, call)
  if (!page.ok) return page.response
  const { head } = page
  const form = await call.form()
  const proposalId = parseId<'proposal'>(textOf(form, 'proposal'))
  if (proposalId === null) return show(deps, call, { raw: {}, errors: {}, problem: head.say.refusals.proposal_changed }, 409)
  const done = await act(deps, call, (tx, command) => confirmDecision(tx, ports, { ...command, proposalId }))
  const told = (outcome: string | undefined) => (outcome === 'hearing' ? head.say.decision.heard : head.say.decision.made)
  if (done.done) return call.see(here(head), told(page.facts.proposal?.outcome))
  if ('response' in done) return done.response
  // Pressed twice, or in two windows: it is decided as it was proposed, and that is what the page says.
  const again = await read(deps, call)
  const settled = again.ok ? again.facts.decisions.find(({ proposal }) => proposal.id === proposalId) : undefined
  if (settled) return call.see(here(head), told(settled.outcome))
  return show(deps, call, { raw: {}, errors: {}, problem: refusalWords(done.refusal, head.say) }, 409)
}

async function drop(deps: Deps, call: Call): Promise<Response> {
  const page = await read(deps, call)
  if (!page.ok) return page.response
  const { head } = page
  const text = textOf(await call.form(), 'text').slice(0, 4000)
  const done = await act(deps, call, (tx, command) => dropProposal(tx, { ...command, text }))
  if (done.done) return call.see(here(head), head.say.decision.dropped)
  if ('response' in done) return done.response
  const words = refusalWords(done.refusal, head.say)
  if (done.refusal.kind === 'text_missing') return show(deps, call, { raw: {}, errors: {}, dropText: text, dropError: words }, 422)
  return show(deps, call, { raw: {}, errors: {}, problem: words }, 409)
}
