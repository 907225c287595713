import type { StaffActor } from '#kernel/actor.ts'
import { isId } from '#kernel/ids.ts'
import { kroner as kronerOf } from '#kernel/money.ts'
import { assert, ok, refuse } from '#kernel/result.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { authorize, mayEver, organisations } from '#modules/access/index.ts'
import { agreementsOf } from '#modules/agreements/index.ts'
import { errorText, readForm } from '#ui/form-data.ts'
import { day, kroner, optional, own, text } from '#ui/form-fields.ts'
import { dayText } from '#ui/format.ts'
import { loanActions } from '../../actions.ts'
import { type GrantRefusal, answerGrant, enterGrant, lenderPots } from '../../actions/pots.ts'
import { grantsOf } from '../../store/pots.ts'
import { potTexts } from '../../texts/pot/texts.ts'
import { PotPage, type PotProblem } from './page.tsx'

/** The pages of the pot: `/pot`, its grants and the second human's answers. */
export function potRoutes(deps: Deps): Route[] {
  return [
    get('/pot', loanActions.see_pot, (call) => showPots(deps, call)),
    post('/pot/grants', loanActions.grant_pot, (call) => answerNew(deps, call)),
    post('/pot/grants/:id/:answer', loanActions.grant_pot, (call) => answerWaiting(deps, call)),
  ]
}

function actorOf(call: Call): StaffActor {
  assert(call.actor?.kind === 'staff', 'the pot is read by staff')
  return call.actor
}

async function showPots({ db }: Deps, call: Call, problem?: PotProblem): Promise<Response> {
  const actor = actorOf(call)
  const lenderId = actor.organisationId
  const permit = authorize(actor, loanActions.see_pot, { ownerId: lenderId })
  if (!permit.ok) return call.refused(permit.refusal)
  const read = readForm({ as_of: optional(day()) }, call.queries())
  const asOf = (read.ok ? read.value.as_of : null) ?? call.today
  const error = read.ok ? undefined : errorText(read.refusal.as_of, call.lang)
  const found = await db.read(call.context, async (tx) => {
    const lends = (await agreementsOf(tx, lenderId)).filter(({ parties }) => parties.lender === lenderId)
    const named = (await organisations(tx)).filter(({ id }) => lends.some(({ parties }) => parties.purchaser === id))
    return {
      pots: await lenderPots(tx, { lenderId, asOf }),
      grants: await grantsOf(tx, lenderId),
      purchasers: named.map(({ id, name }) => ({ id, name })),
    }
  })
  const shown = { day: asOf, typed: read.ok ? dayText(asOf) : (read.raw.as_of ?? ''), error }
  const more = { mayGrant: mayEver(actor, loanActions.grant_pot), ...(problem === undefined ? {} : { problem }) }
  const page = <PotPage call={call} asOf={shown} by={actor.humanId} {...found} {...more} />
  return call.page(page, problem === undefined && error === undefined ? 200 : 422)
}

const fundCode = own((typed) =>
  /^[a-z0-9_]{1,40}$/.test(typed) ? ok(typed) : refuse({ da: potTexts('da').fundMalformed, en: potTexts('en').fundMalformed }),
)

async function answerNew(deps: Deps, call: Call): Promise<Response> {
  const say = potTexts(call.lang)
  const form = await call.form()
  const read = readForm(
    { purchaser: text({ max: 40 }), fund: optional(fundCode), amount: kroner({ min: kronerOf(-1_000_000_000) }), valid_from: day() },
    form,
  )
  if (!read.ok) {
    const labels = { purchaser: say.purchaser, fund: say.fund, amount: say.amount, valid_from: say.validFrom } as const
    const errors = (['purchaser', 'fund', 'amount', 'valid_from'] as const).flatMap((field) => {
      const problem = errorText(read.refusal[field], call.lang)
      return problem === undefined ? [] : [{ field, label: labels[field], text: problem }]
    })
    return showPots(deps, call, { errors, raw: read.raw })
  }
  const { purchaser, fund, amount, valid_from: validFrom } = read.value
  if (amount === 0n) return showPots(deps, call, { errors: [{ field: 'amount', label: say.amount, text: say.zero }], raw: read.raw })
  const grant = { purchaserId: purchaser, fund: fund ?? 'own', amount, validFrom }
  const command = { actor: actorOf(call), requestId: requestIdOf(form), grant, at: call.now }
  const made = await deps.db.transaction(call.context, (tx) => enterGrant(tx, command))
  return made.ok ? call.see('/pot', say.entered) : refused(deps, call, made.refusal, { field: 'purchaser', raw: read.raw })
}

async function answerWaiting(deps: Deps, call: Call): Promise<Response> {
  const [grantId, answer] = [call.param('id'), call.param('answer')]
  if (!isId(grantId) || (answer !== 'confirm' && answer !== 'drop')) return call.notFound()
  const command = { actor: actorOf(call), grantId, confirm: answer === 'confirm', at: call.now }
  const settled = await deps.db.transaction(call.context, (tx) => answerGrant(tx, command))
  if (settled.ok) return call.see('/pot', potTexts(call.lang).settled[answer])
  return refused(deps, call, settled.refusal, { field: 'grants', raw: {} })
}

function refused(
  deps: Deps,
  call: Call,
  refusal: GrantRefusal,
  at: { field: string; raw: Record<string, string | undefined> },
): Promise<Response> {
  if (refusal.kind === 'not_permitted') return call.refused(refusal)
  const say = potTexts(call.lang)
  return showPots(deps, call, { errors: [{ field: at.field, label: say.grants, text: say.refusals[refusal.kind] }], raw: at.raw })
}
