import type { PersonId } from '#kernel/actor.ts'
import { parseId } from '#kernel/ids.ts'
import { accountNames, authorize, organisations } from '#modules/access/index.ts'
import { agreement } from '#modules/agreements/index.ts'
import { recordRead } from '#modules/audit/index.ts'
import { enrolmentOfReferral } from '#modules/enrolments/index.ts'
import { actedFor, consentToAct } from '#modules/people/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import type { FormError } from '#ui/error-summary.tsx'
import { readForm } from '#ui/form-data.ts'
import { text } from '#ui/form-fields.ts'
import { problemText } from '#ui/form-problem.ts'
import { actions } from '../../actions.ts'
import { answerProposal, withdrawProposal } from '../../actions/answer-proposal.ts'
import { makeProposal, proposableIn } from '../../actions/make-proposal.ts'
import type { CollaborationPorts } from '../../actions/ports.ts'
import { type ProposalRefusal, doneByAccepting } from '../../domain/proposal.ts'
import { lockProposal, proposalsOfCase } from '../../store/proposals.ts'
import { texts } from '../../texts/texts.ts'
import { personOf, staffOf } from '../shared.ts'
import { readProposalForm } from './form.ts'
import { type ProposalsFacts, ProposalsPage } from './page.tsx'

/** Proposals on a case, for its parties and its citizen. */
export function proposalRoutes(deps: Deps, ports: CollaborationPorts): Route[] {
  return [
    get('/cases/:referralId/proposals', actions.see_proposals, (call) => show(deps, call)),
    post('/cases/:referralId/proposals', actions.propose, (call) => make(deps, ports, call)),
    post('/proposals/:id/answer', actions.answer_proposal, (call) => answer(deps, ports, call)),
    post('/proposals/:id/withdrawal', actions.withdraw_proposal, (call) => withdraw(deps, call)),
  ]
}

async function factsOf(tx: Tx, call: Call, referralId: string) {
  const id = parseId<'referral'>(referralId)
  const run = id === null ? null : await enrolmentOfReferral(tx, id)
  const agreed = run === null ? null : await agreement(tx, run.agreementId)
  if (run === null || agreed === null) return null
  const actor = personOf(call)
  const resource = { parties: agreed.parties, personId: run.personId }
  const permitted = authorize(actor, actions.see_proposals, resource)
  if (!permitted.ok) return permitted.refusal
  await recordRead(tx, { actor, page: 'collaboration.proposals', personId: run.personId, at: call.now })
  const facts: ProposalsFacts = {
    run,
    proposals: await proposalsOfCase(tx, run.referralId),
    organisations: await organisations(tx),
    kinds: proposableIn(run),
    own: actor.kind === 'staff' ? actor.organisationId : null,
    mayAnswer: authorize(actor, actions.answer_proposal, resource).ok,
    consent: await consentToAct(tx, actor, run.personId, 'proposals'),
    madeFor: await madeFor(tx, run.personId),
  }
  return { facts }
}

/** Who made proposals in the citizen's name, by proposal. */
async function madeFor(tx: Tx, personId: PersonId): Promise<ReadonlyMap<string, string>> {
  const made = (await actedFor(tx, personId)).filter(({ deed }) => deed === actions.propose.name)
  const names = await accountNames(
    tx,
    made.map(({ accountId }) => accountId),
  )
  return new Map(made.map(({ subjectId, accountId }) => [subjectId, names.get(accountId) ?? '–']))
}

function load({ db }: Deps, call: Call, referralId: string) {
  return db.transaction(call.context, async (tx) => {
    const found = await factsOf(tx, call, referralId)
    return { found }
  })
}

async function show(deps: Deps, call: Call): Promise<Response> {
  const { found } = await load(deps, call, call.param('referralId'))
  if (found === null) return call.notFound()
  if ('kind' in found) return call.refused(found)
  // The citizen's appointments lead here with what they mean to move.
  const raw = { kind: call.query('kind'), from: call.query('from') }
  return call.page(<ProposalsPage call={call} facts={found.facts} typed={{ raw, errors: [], at: null }} />)
}

async function make(deps: Deps, ports: CollaborationPorts, call: Call): Promise<Response> {
  const { found } = await load(deps, call, call.param('referralId'))
  if (found === null) return call.notFound()
  if ('kind' in found) return call.refused(found)
  const { facts } = found
  const say = texts(call.lang)
  const body = await call.form()
  const reading = readProposalForm(body, call.lang)
  const again = (errors: readonly FormError[]) =>
    call.page(<ProposalsPage call={call} facts={facts} typed={{ raw: reading.raw, errors, at: null }} />, 422)
  if (!reading.ok) return again(reading.refusal)
  const wanted = { actor: personOf(call), enrolmentId: facts.run.id, ...reading.value, requestId: requestIdOf(body), at: call.now }
  const made = await deps.db.transaction(call.context, (tx) => makeProposal(tx, ports, wanted))
  if (made.ok) return call.see(`/cases/${facts.run.referralId}/proposals`, say.proposals.made)
  const { refusal } = made
  if (refusal.kind === 'not_permitted' || refusal.kind === 'no_such_enrolment') return call.refused(refusal)
  if (refusal.kind === 'no_acting_consent')
    return again([{ field: 'who', label: say.proposals.who, text: say.proposals.refusals.noConsent }])
  return again([proposeError(refusal, call)])
}

/** A refusal of what was proposed, at its field. */
function proposeError(refusal: ProposalRefusal, call: Call): FormError {
  const say = texts(call.lang).proposals
  if (refusal.kind === 'out_of_reach') return { field: refusal.field, label: say[refusal.field], text: proposalError(refusal, call) }
  if (refusal.kind === 'until_before_from') return { field: 'until', label: say.until, text: proposalError(refusal, call) }
  return { field: 'kind', label: say.kind, text: proposalError(refusal, call) }
}

function proposalError(refusal: ProposalRefusal, call: Call): string {
  const no = texts(call.lang).proposals.refusals
  switch (refusal.kind) {
    case 'do_it_yourself':
      return no.doItYourself
    case 'already_proposed':
      return no.alreadyProposed
    case 'proposal_closed':
      return no.closed
    case 'proposed_to_another':
      return no.another
    case 'proposed_by_another':
      return no.notYours
    case 'out_of_reach':
      return problemText(refusal.day, call.lang)
    case 'until_before_from':
      return no.order
    case 'not_in_this_phase':
      return no.notInThisPhase
  }
}

async function answer(deps: Deps, ports: CollaborationPorts, call: Call): Promise<Response> {
  const proposalId = parseId<'case_proposal'>(call.param('id'))
  const proposal = proposalId === null ? null : await deps.db.transaction(call.context, (tx) => lockProposal(tx, proposalId))
  const loaded = proposal === null ? null : (await load(deps, call, proposal.referralId)).found
  if (proposal === null || proposalId === null || loaded === null) return call.notFound()
  if ('kind' in loaded) return call.refused(loaded)
  const say = texts(call.lang).proposals
  const body = await call.form()
  const reading = readForm({ words: text({ max: 2000 }) }, body)
  const words = reading.raw.words ?? ''
  // One that is closed has no field to answer in any more.
  const field = proposal.state === 'open' ? `answer-${proposalId}` : `proposal-${proposalId}`
  const again = (text: string) =>
    call.page(
      <ProposalsPage
        call={call}
        facts={loaded.facts}
        typed={{ raw: { words }, errors: [{ field, label: say.answer, text }], at: proposalId }}
      />,
      422,
    )
  if (!reading.ok) {
    const problem = reading.refusal.words
    return again(problem === undefined || problem.kind === 'missing' ? say.refusals.whyMissing : problemText(problem, call.lang))
  }
  const accepted = body.get('verdict') === 'accept'
  const answered = await deps.db.transaction(call.context, (tx) =>
    answerProposal(tx, ports, { actor: staffOf(call), proposalId, accepted, words: reading.value.words, at: call.now }),
  )
  const accepting = doneByAccepting(proposal.change)
    ? say.accepted
    : proposal.change.kind === 'other'
      ? say.acceptedOther
      : say.acceptedInWords
  if (answered.ok) return call.see(`/cases/${proposal.referralId}/proposals`, accepted ? accepting : say.declined)
  const { refusal } = answered
  if (refusal.kind === 'not_permitted' || refusal.kind === 'no_such_proposal') return call.refused(refusal)
  return again(isProposalRefusal(refusal) ? proposalError(refusal, call) : say.refusals.notPossible)
}

const ownKinds: readonly string[] = [
  'do_it_yourself',
  'already_proposed',
  'proposal_closed',
  'proposed_to_another',
  'proposed_by_another',
  'out_of_reach',
  'until_before_from',
  'not_in_this_phase',
]

function isProposalRefusal(refusal: { kind: string }): refusal is ProposalRefusal {
  return ownKinds.includes(refusal.kind)
}

async function withdraw(deps: Deps, call: Call): Promise<Response> {
  const proposalId = parseId<'case_proposal'>(call.param('id'))
  const proposal = proposalId === null ? null : await deps.db.transaction(call.context, (tx) => lockProposal(tx, proposalId))
  if (proposalId === null || proposal === null) return call.notFound()
  const done = await deps.db.transaction(call.context, (tx) => withdrawProposal(tx, { actor: personOf(call), proposalId, at: call.now }))
  const say = texts(call.lang).proposals
  if (done.ok) return call.see(`/cases/${proposal.referralId}/proposals`, say.withdrawn)
  if (!isProposalRefusal(done.refusal)) return call.refused(done.refusal)
  const { found } = await load(deps, call, proposal.referralId)
  if (found === null) return call.notFound()
  if ('kind' in found) return call.refused(found)
  const errors = [{ field: `proposal-${proposalId}`, text: proposalError(done.refusal, call) }]
  return call.page(<ProposalsPage call={call} facts={found.facts} typed={{ raw: {}, errors, at: proposalId }} />, 422)
}
