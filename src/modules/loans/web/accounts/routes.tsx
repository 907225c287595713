import type { StaffActor } from '#kernel/actor.ts'
import { parseId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { refusing } from '#platform/db/database.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { authorize } from '#modules/access/index.ts'
import type { FieldErrors, RawForm } from '#ui/form-data.ts'
import { readForm } from '#ui/form-data.ts'
import { choice } from '#ui/form-fields.ts'
import { loanActions } from '../../actions.ts'
import { accountConstraints, decideOwnAccount, proposeAccount } from '../../actions/own-accounts.ts'
import { ownAccounts, proposedAccounts } from '../../store/own-accounts.ts'
import { paymentTexts } from '../../texts/payments/texts.ts'
import { type AccountField, readAccount } from './form.ts'
import { AccountsPage } from './page.tsx'

const path = '/bank-accounts'

/** The pages of the lender's own accounts. */
export function accountRoutes(deps: Deps): Route[] {
  return [
    get(path, loanActions.see_own_accounts, (call) => showAccounts(deps, call)),
    post(path, loanActions.propose_own_account, (call) => answerProposal(deps, call)),
    post(`${path}/:id/decision`, loanActions.confirm_own_account, (call) => answerDecision(deps, call)),
  ]
}

function actorOf(call: Call): StaffActor {
  assert(call.actor?.kind === 'staff', 'accounts are kept by staff')
  return call.actor
}

type Wrong = { problem?: string; errors?: FieldErrors<AccountField>; raw?: RawForm<AccountField> }

async function showAccounts({ db }: Deps, call: Call, wrong: Wrong = {}): Promise<Response> {
  const { organisationId } = actorOf(call)
  const permit = authorize(actorOf(call), loanActions.see_own_accounts, { ownerId: organisationId })
  if (!permit.ok) return call.refused(permit.refusal)
  const found = await db.read(call.context, async (tx) => ({
    inUse: await ownAccounts(tx, organisationId),
    waiting: await proposedAccounts(tx, organisationId),
  }))
  return call.page(<AccountsPage call={call} {...found} {...wrong} />, Object.keys(wrong).length === 0 ? 200 : 422)
}

async function answerProposal(deps: Deps, call: Call): Promise<Response> {
  const say = paymentTexts(call.lang).accounts
  const form = await call.form()
  const read = readAccount(form)
  if (!read.ok) return showAccounts(deps, call, { errors: read.errors, raw: read.raw })
  const command = {
    actor: actorOf(call),
    requestId: requestIdOf(form),
    at: call.now,
    facts: read.value,
    closes: form.get('closes') === 'yes',
  }
  const answer = await refusing(() => deps.db.transaction(call.context, (tx) => proposeAccount(tx, command)), accountConstraints)
  if (answer.ok) return call.see(path, say.proposed)
  if (answer.refusal.kind === 'not_permitted') return call.refused(answer.refusal)
  return showAccounts(deps, call, { problem: say.refusals.account_proposed_already })
}

async function answerDecision(deps: Deps, call: Call): Promise<Response> {
  const say = paymentTexts(call.lang).accounts
  const id = parseId<'own_account'>(call.param('id'))
  const read = readForm({ decision: choice(['confirmed', 'dropped']) }, await call.form())
  if (id === null || !read.ok) return call.notFound()
  const { decision } = read.value
  const answer = await deps.db.transaction(call.context, (tx) => decideOwnAccount(tx, { actor: actorOf(call), id, decision, at: call.now }))
  if (answer.ok) return call.see(path, say[decision])
  const { kind } = answer.refusal
  if (kind === 'not_permitted' || kind === 'no_such_account') return call.refused(answer.refusal)
  return showAccounts(deps, call, { problem: say.refusals[kind] })
}
