import { type Id, parseId } from '#kernel/ids.ts'
import { type Call } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { spreadsheet, spreadsheetType } from '#platform/spreadsheet.ts'
import { readForm } from '#ui/form-data.ts'
import { whole } from '#ui/form-fields.ts'
import { businessActions } from '../../actions.ts'
import { type BudgetCommand, type BudgetRefusal, type BusinessPorts, changeBudget, keepBudgetVersion } from '../../actions/budget.ts'
import { texts } from '../../texts/texts.ts'
import { personOf } from '../person-of.ts'
import { budgetPageFacts } from './facts.ts'
import { withLines } from './live-state.ts'
import { BudgetPage, budgetSections } from './page.tsx'
import { type LineSection, readRows } from './rows.ts'
import { BudgetSectionPage, type SectionTyped } from './section-page.tsx'
import { budgetSheets } from './sheets/sheets.ts'
import { readTerms } from './terms.ts'

/** The pages of a run's budget, for its citizen and the staff about it. */
export function budgetRoutes(deps: Deps, ports: BusinessPorts): Route[] {
  const budget = '/enrolments/:id/budget'
  return [
    get(budget, businessActions.see_budget, (call) => showBudget(deps, call)),
    get('/enrolments/:id/budget.xlsx', businessActions.see_budget, (call) => downloadBudget(deps, call)),
    post('/enrolments/:id/budget-versions', businessActions.keep_budget, (call) => answerKeep(deps, call)),
    get(`${budget}/:section`, businessActions.write_budget, (call) => showSection(deps, call)),
    post(`${budget}/:section`, businessActions.write_budget, (call) => answerSection(deps, ports, call)),
  ]
}

type Target = { id: Id<'enrolment'>; section: LineSection | 'terms' }

function targetOf(call: Call): Target | null {
  const id = parseId<'enrolment'>(call.param('id'))
  const section = budgetSections.find((known) => known === call.param('section'))
  return id === null || section === undefined ? null : { id, section }
}

async function showBudget({ db }: Deps, call: Call, problem?: string): Promise<Response> {
  const id = parseId<'enrolment'>(call.param('id'))
  if (id === null) return call.notFound()
  const facts = await db.transaction(call.context, (tx) => budgetPageFacts(tx, call, id, versionOf(call)))
  if (!facts.ok) return call.refused(facts.refusal)
  const page = <BudgetPage call={call} facts={facts.value} {...(problem === undefined ? {} : { problem })} />
  return call.page(page, problem === undefined ? 200 : 422)
}

function versionOf(call: Call): number {
  return Number(call.query('version') ?? Number.NaN)
}

async function downloadBudget({ db }: Deps, call: Call): Promise<Response> {
  const id = parseId<'enrolment'>(call.param('id'))
  if (id === null) return call.notFound()
  const facts = await db.transaction(call.context, (tx) => budgetPageFacts(tx, call, id, versionOf(call)))
  if (!facts.ok) return call.refused(facts.refusal)
  const { shown, budget, rates, caseNumber } = facts.value
  if (shown === null || budget === null) return call.notFound()
  const bytes = await spreadsheet(budgetSheets(budget, rates, call.lang))
  return call.file(bytes, spreadsheetType, `budget-${caseNumber}-${shown.number}.xlsx`)
}

async function showSection({ db }: Deps, call: Call, typed?: SectionTyped): Promise<Response> {
  const target = targetOf(call)
  if (target === null) return call.notFound()
  const facts = await db.transaction(call.context, (tx) => budgetPageFacts(tx, call, target.id, null))
  if (!facts.ok) return call.refused(facts.refusal)
  const { budget } = facts.value
  if (budget === null) return call.notFound()
  const more = call.query('more') === undefined ? 1 : 5
  const props = { call, facts: { ...facts.value, budget }, section: target.section, more, ...(typed === undefined ? {} : { typed }) }
  return call.page(<BudgetSectionPage {...props} />, typed === undefined ? 200 : 422)
}

async function answerSection(deps: Deps, ports: BusinessPorts, call: Call): Promise<Response> {
  const target = targetOf(call)
  if (target === null) return call.notFound()
  const { id, section } = target
  const form = await call.form()
  const read = await readSection(deps, call, { id, section, form })
  if (read === null) return call.notFound()
  if ('errors' in read) return showSection(deps, call, read)
  const revision = readForm({ revision: whole({ min: 0, max: 999_999 }) }, form)
  const command: BudgetCommand = {
    actor: personOf(call),
    enrolmentId: id,
    change: read.change,
    revision: revision.ok ? revision.value.revision : 0,
    at: call.now,
    today: call.today,
  }
  const answer = await deps.db.transaction(call.context, (tx) => changeBudget(tx, ports, command))
  const base = `/enrolments/${id}/budget`
  if (answer.ok) return call.see(form.get('then') === 'more' ? `${base}/${section}?more=yes` : base, texts(call.lang).budget.saved)
  const { refusal } = answer
  if (refusal.kind === 'not_permitted' || refusal.kind === 'no_such_enrolment') return call.refused(refusal)
  return showSection(deps, call, refusedTyped(refusal, read.raw, call))
}

type ReadSection = { change: BudgetCommand['change']; raw: SectionTyped['raw'] } | SectionTyped

async function readSection({ db }: Deps, call: Call, { id, section, form }: Target & { form: FormData }): Promise<ReadSection | null> {
  if (section === 'terms') {
    const terms = readTerms(form, call.today)
    if (!terms.ok) return { raw: terms.raw, errors: terms.refusal }
    return { change: (budget) => ({ ...budget, ...terms.value }), raw: terms.raw }
  }
  const facts = await db.transaction(call.context, (tx) => budgetPageFacts(tx, call, id, null))
  if (!facts.ok || facts.value.budget === null) return null
  const rows = readRows(form, section, facts.value.budget.months)
  if (!rows.ok) return { raw: rows.raw, errors: rows.refusal }
  return { change: (budget) => withLines(budget, section, rows.value), raw: rows.raw }
}

type Refused = Exclude<BudgetRefusal, { kind: 'not_permitted' } | { kind: 'no_such_enrolment' }>

function refusedTyped(refusal: Refused, raw: SectionTyped['raw'], call: Call): SectionTyped {
  const say = texts(call.lang).budget
  if (refusal.kind !== 'wish_outside_product') return { raw, errors: {}, problem: say.refusals[refusal.kind] }
  return {
    raw,
    errors: { wish_amount: { kind: 'own', text: { da: texts('da').budget.terms.wishOutside, en: texts('en').budget.terms.wishOutside } } },
  }
}

async function answerKeep(deps: Deps, call: Call): Promise<Response> {
  const id = parseId<'enrolment'>(call.param('id'))
  if (id === null) return call.notFound()
  const command = { actor: personOf(call), enrolmentId: id, at: call.now }
  const answer = await deps.db.transaction(call.context, (tx) => keepBudgetVersion(tx, command))
  if (answer.ok) return call.see(`/enrolments/${id}/budget`, texts(call.lang).budget.keptDone)
  const { refusal } = answer
  if (refusal.kind === 'not_permitted' || refusal.kind === 'no_such_enrolment') return call.refused(refusal)
  const say = texts(call.lang).budget
  return showBudget(deps, call, refusal.kind === 'wish_outside_product' ? say.terms.wishOutside : say.refusals[refusal.kind])
}
