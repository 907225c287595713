import { parseId } from '#kernel/ids.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { mayEver } from '#modules/access/index.ts'
import { errorText, readForm } from '#ui/form-data.ts'
import { choice, day, optional, own, text } from '#ui/form-fields.ts'
import { ledgerActions } from '../../actions.ts'
import { type RuleRefusal, answerRule, makeRule, previewRule } from '../../actions/change-rules.ts'
import { accounts } from '../../domain/entry.ts'
import { type Rule, municipalAccountForm } from '../../domain/rule.ts'
import { rulesOf } from '../../store/rules.ts'
import { texts } from '../../texts/texts.ts'
import { type NamedSource, namedSources, reader } from '../reader.ts'
import { type RuleProblem, RulePreviewPage, RulesPage } from './page.tsx'

/** The rules of posting: the list, what a new one would change, making it, and the second human's answer. */
export function ruleRoutes(deps: Deps): Route[] {
  return [
    get('/ledger/rules', ledgerActions.see, (call) => showRules(deps, call)),
    get('/ledger/rules/preview', ledgerActions.change_rules, (call) => showPreview(deps, call)),
    post('/ledger/rules', ledgerActions.change_rules, (call) => answerNew(deps, call)),
    post('/ledger/rules/:id/:answer', ledgerActions.change_rules, (call) => answerWaiting(deps, call)),
  ]
}

async function showRules({ db }: Deps, call: Call, problem?: RuleProblem): Promise<Response> {
  const by = reader(call)
  if (!by.ok) return call.refused(by.refusal)
  const { organisationId, humanId } = by.value
  const found = await db.read(call.context, async (tx) => ({
    rules: await rulesOf(tx, organisationId),
    sources: await namedSources(tx, organisationId, call),
  }))
  const mayChange = mayEver(by.value, ledgerActions.change_rules)
  const page = <RulesPage call={call} by={humanId} mayChange={mayChange} {...found} {...(problem === undefined ? {} : { problem })} />
  return call.page(page, problem === undefined ? 200 : 422)
}

const municipalAccount = own((typed) =>
  municipalAccountForm.test(typed) ? ok(typed) : refuse({ da: texts('da').rules.malformed, en: texts('en').rules.malformed }),
)

type ReadRule = { rule: Rule; fields: Record<string, string> }

function readRule(given: FormData | URLSearchParams, sources: readonly NamedSource[], call: Call): Result<ReadRule, RuleProblem> {
  const say = texts(call.lang)
  const fields = {
    account: choice(accounts),
    reason: optional(text({ max: 60 })),
    source: optional(text({ max: 120 })),
    municipal_account: municipalAccount,
    valid_from: day(),
  }
  const read = readForm(fields, given)
  if (!read.ok) {
    const labels = { account: say.account, municipal_account: say.rules.municipal, valid_from: say.rules.validFrom } as const
    const errors = (['account', 'municipal_account', 'valid_from'] as const).flatMap((field) => {
      const problem = errorText(read.refusal[field], call.lang)
      return problem === undefined ? [] : [{ field, label: labels[field], text: problem }]
    })
    return refuse({ errors, raw: read.raw })
  }
  const { account, reason, source, municipal_account: written, valid_from: validFrom } = read.value
  const chosen = sources.find((one) => one.key === source)
  const { purchaserId, programme, fund } = chosen ?? { purchaserId: null, programme: null, fund: null }
  const rule = { account, reason, purchaserId, programme, fund, municipalAccount: written, validFrom }
  const kept = { account, reason: reason ?? '', source: chosen?.key ?? '', municipal_account: written, valid_from: validFrom.toString() }
  return ok({ rule, fields: kept })
}

async function showPreview(deps: Deps, call: Call): Promise<Response> {
  const by = reader(call)
  if (!by.ok) return call.refused(by.refusal)
  const bookId = by.value.organisationId
  const sources = await deps.db.read(call.context, (tx) => namedSources(tx, bookId, call))
  const read = readRule(call.queries(), sources, call)
  if (!read.ok) return showRules(deps, call, read.refusal)
  const moves = await deps.db.read(call.context, (tx) => previewRule(tx, bookId, read.value.rule))
  return call.page(<RulePreviewPage call={call} {...read.value} sources={sources} moves={moves} />)
}

async function answerNew(deps: Deps, call: Call): Promise<Response> {
  const by = reader(call)
  if (!by.ok) return call.refused(by.refusal)
  const form = await call.form()
  const sources = await deps.db.read(call.context, (tx) => namedSources(tx, by.value.organisationId, call))
  const read = readRule(form, sources, call)
  if (!read.ok) return showRules(deps, call, read.refusal)
  const command = { actor: by.value, requestId: requestIdOf(form), rule: read.value.rule, at: call.now }
  const made = await deps.db.transaction(call.context, (tx) => makeRule(tx, command))
  return made.ok ? call.see('/ledger/rules', texts(call.lang).rules.made) : call.refused(made.refusal)
}

async function answerWaiting(deps: Deps, call: Call): Promise<Response> {
  const by = reader(call)
  if (!by.ok) return call.refused(by.refusal)
  const ruleId = parseId<'rule'>(call.param('id'))
  const answer = call.param('answer')
  if (ruleId === null || (answer !== 'confirm' && answer !== 'drop')) return call.notFound()
  const command = { actor: by.value, ruleId, confirm: answer === 'confirm', at: call.now }
  const settled = await deps.db.transaction(call.context, (tx) => answerRule(tx, command))
  if (settled.ok) return call.see('/ledger/rules', texts(call.lang).rules.settled[answer])
  return refused(deps, call, settled.refusal)
}

function refused(deps: Deps, call: Call, refusal: RuleRefusal): Promise<Response> {
  if (refusal.kind === 'not_permitted') return call.refused(refusal)
  const say = texts(call.lang).rules
  return showRules(deps, call, { errors: [{ field: 'waiting', label: say.waiting, text: say.refusals[refusal.kind] }], raw: {} })
}
