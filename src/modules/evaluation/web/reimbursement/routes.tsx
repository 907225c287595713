import type { Day } from '#kernel/days.ts'
import { roundHalfEven } from '#kernel/fraction.ts'
import { parseId } from '#kernel/ids.ts'
import { ore } from '#kernel/money.ts'
import { assert } from '#kernel/result.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import { authorize } from '#modules/access/index.ts'
import { evaluationActions } from '../../actions.ts'
import { changeReimbursement } from '../../actions/figures/change-reimbursement.ts'
import { firstAssumptions, savedPerPerson } from '../../domain/figures/economy.ts'
import { type ReimbursementRule, weekRules } from '../../domain/figures/reimbursement.ts'
import type { EvaluationDeps } from '../../ports.ts'
import { reimbursementKnown, reimbursementRules } from '../../store/reimbursement.ts'
import { reimbursementTexts } from '../../texts/reimbursement-texts.ts'
import { staffOf } from '../loaded.ts'
import { rawOf, readRule } from './form.ts'
import { ReimbursementPage, RulePage, reimbursementPath } from './page.tsx'

/** What the state repays of benefits: read by those who read evaluations, changed by an administrator from a day on. */
export function reimbursementRoutes(deps: EvaluationDeps): Route[] {
  return [
    get(reimbursementPath, evaluationActions.see_reimbursement, (call) => showRules(deps, call)),
    get(`${reimbursementPath}/new`, evaluationActions.change_reimbursement, (call) => showNew(deps, call)),
    post(`${reimbursementPath}/new`, evaluationActions.change_reimbursement, (call) => answerNew(deps, call)),
  ]
}

async function showRules({ db }: EvaluationDeps, call: Call): Promise<Response> {
  const rules = await db.read(call.context, reimbursementRules)
  const mayChange = authorize(staffOf(call), evaluationActions.change_reimbursement, {}).ok
  return call.page(<ReimbursementPage call={call} rules={rules} mayChange={mayChange} />)
}

async function showNew({ db }: EvaluationDeps, call: Call): Promise<Response> {
  const rules = await db.read(call.context, (tx) => reimbursementKnown(tx, call.now))
  return call.page(<RulePage call={call} raw={rawOf(rules.at(-1) ?? null, call.today)} />)
}

async function answerNew({ db }: EvaluationDeps, call: Call): Promise<Response> {
  const form = await call.form()
  const read = readRule(form)
  const { raw } = read
  if (!read.ok) return call.page(<RulePage call={call} raw={raw} errors={read.errors} />, 422)
  const requestId = parseId<'reimbursement_rule'>(requestIdOf(form))
  assert(requestId !== null, 'a request has an id')
  const command = { actor: staffOf(call), rule: read.rule, requestId, at: call.now }
  const save = form.get('do') === 'save'
  const work = save ? db.transaction : db.preview
  const answer = await work(call.context, async (tx) => {
    const before = await reimbursementKnown(tx, call.now)
    const done = await changeReimbursement(tx, command)
    return { done, before, after: await reimbursementKnown(tx, call.now) }
  })
  assert(answer.done.ok || answer.done.refusal.kind === 'not_permitted', 'the form has read the steps')
  if (!answer.done.ok) return call.refused({ kind: 'not_permitted' })
  if (save) return call.see(reimbursementPath, reimbursementTexts(call.lang).done)
  const { from } = read.rule
  const saves = { now: savedBy(answer.after, from), before: savedBy(answer.before, from) }
  return call.page(<RulePage call={call} raw={raw} preview={{ from, rules: answer.after, saves }} />)
}

// From the first week on benefit, so that every step of the rule counts.
function savedBy(rules: readonly ReimbursementRule[], from: Day) {
  return ore(roundHalfEven(savedPerPerson({ ...firstAssumptions, weeksOnBenefit: 0 }, weekRules(rules, from))))
}
