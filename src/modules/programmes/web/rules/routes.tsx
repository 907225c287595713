import { assert } from '#kernel/result.ts'
import { authorize } from '#modules/access/index.ts'
import type { Call } from '#platform/http/call.ts'
import { get, post, type Route } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import type { FormError } from '#ui/error-summary.tsx'
import { dayText } from '#ui/format.ts'
import { problemText } from '#ui/form-problem.ts'
import { actions } from '../../actions.ts'
import { changeRule } from '../../actions/change-rule.ts'
import type { EligibilityRule, RuleRefusal } from '../../domain/eligibility.ts'
import { allRules, programmeNames, rulesOn } from '../../store/eligibility.ts'
import { newestDocument } from '../../store/versions.ts'
import { texts } from '../../texts/texts.ts'
import { freshCode, rawOf, readRule, ruleDay, ruleTerms } from './form.ts'
import { RuleListsPage, RulePage, RulesPage } from './page.tsx'

/** The rules of who can be referred: read by staff, changed by the offering organisation's administrator from a day on. */
export function ruleRoutes(deps: Deps): Route[] {
  return [
    get('/eligibility', actions.see, (call) => showLists(deps, call)),
    get('/eligibility/:key', actions.see, (call) => showRules(deps, call)),
    get('/eligibility/:key/:code', actions.change_rules, (call) => showRule(deps, call)),
    post('/eligibility/:key/:code', actions.change_rules, (call) => answerRule(deps, call)),
  ]
}

/** Where the menu leads: to the rules of the one programme there is, else to choose. */
async function showLists({ db }: Deps, call: Call): Promise<Response> {
  const programmes = await db.read(call.context, programmeNames)
  const [first, ...others] = programmes
  if (first !== undefined && others.length === 0) return call.see(`/eligibility/${first.key}`)
  return call.page(<RuleListsPage call={call} programmes={programmes} />)
}

async function load({ db }: Deps, call: Call): Promise<{ rules: EligibilityRule[]; mayChange: boolean } | null> {
  const key = call.param('key')
  const found = await db.read(call.context, async (tx) => ({ owner: await newestDocument(tx, key), rules: await allRules(tx, key) }))
  if (found.owner === null) return null
  const { actor } = call
  const mayChange = actor !== null && authorize(actor, actions.change_rules, { ownerId: found.owner.organisationId }).ok
  return { rules: found.rules, mayChange }
}

async function showRules(deps: Deps, call: Call): Promise<Response> {
  const found = await load(deps, call)
  return found === null ? call.notFound() : call.page(<RulesPage call={call} programmeKey={call.param('key')} {...found} />)
}

async function showRule(deps: Deps, call: Call): Promise<Response> {
  const found = await load(deps, call)
  if (found === null) return call.notFound()
  if (!found.mayChange) return call.refused({ kind: 'not_permitted' })
  const code = call.param('code')
  const rule = found.rules.find((one) => one.code === code) ?? null
  if (rule === null && code !== 'new') return call.notFound()
  return call.page(<RulePage call={call} code={code} programmeKey={call.param('key')} raw={rawOf(rule, call.today)} />)
}

async function answerRule(deps: Deps, call: Call): Promise<Response> {
  const { actor } = call
  assert(actor !== null, 'a route with an action has an actor')
  const key = call.param('key')
  const asked = call.param('code')
  const form = await call.form()
  const raw = readRule(form)
  const from = ruleDay(raw)
  const refuse = (errors: FormError[]) => call.page(<RulePage call={call} code={asked} programmeKey={key} raw={raw} errors={errors} />, 422)
  if (from === null) return refuse([{ field: 'from', text: problemText({ kind: 'day_malformed' }, call.lang) }])
  const found = await load(deps, call)
  if (found === null) return call.notFound()
  const code = asked === 'new' ? freshCode(found.rules) : asked
  if (asked !== 'new' && !found.rules.some((one) => one.code === asked)) return call.notFound()
  const command = { actor, key, code, from, terms: ruleTerms(raw), at: call.now }
  const save = form.get('do') === 'save'
  const work = save ? deps.db.transaction.bind(deps.db) : deps.db.preview.bind(deps.db)
  const answer = await work(call.context, async (tx) => {
    const before = await rulesOn(tx, key, from)
    const done = await changeRule(tx, command)
    return { done, before, rules: done.ok ? await rulesOn(tx, key, from) : [] }
  })
  if (!answer.done.ok)
    return answer.done.refusal.kind === 'rule_faulty'
      ? refuse(answer.done.refusal.problems.map((problem) => errorOf(problem, call)))
      : call.refused(answer.done.refusal)
  if (save) return call.see(`/eligibility/${key}`, texts(call.lang).eligibility.done)
  const { before, rules } = answer
  const named = (all: readonly EligibilityRule[]) => all.find((one) => one.code === code) ?? null
  const preview = { from, before: named(before), after: named(rules), rules }
  return call.page(<RulePage call={call} code={asked} programmeKey={key} raw={raw} preview={preview} />)
}

function errorOf(problem: RuleRefusal, call: Call): FormError {
  const say = texts(call.lang).eligibility
  if (problem.kind === 'rule_text_missing') return { field: problem.field, label: say.fields[problem.field], text: say.missing }
  if (problem.kind === 'rule_in_the_past') return { field: 'from', label: say.fields.from, text: say.inThePast }
  return { field: 'from', label: say.fields.from, text: say.alreadyChanged(dayText(problem.from)) }
}
