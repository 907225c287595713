import type { StaffActor } from '#kernel/actor.ts'
import { formatBankAccount } from '#kernel/bank-account.ts'
import { parseId } from '#kernel/ids.ts'
import { type Ore, ore } from '#kernel/money.ts'
import { assert } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { type Call, fileOf, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { authorize, mayEver } from '#modules/access/index.ts'
import { recordRead, recordReads } from '#modules/audit/index.ts'
import { personNames } from '#modules/people/index.ts'
import { type FieldErrors, ownError, readForm } from '#ui/form-data.ts'
import { choice, kroner, optional, text, whole } from '#ui/form-fields.ts'
import { kronerText } from '#ui/format.ts'
import { loanActions } from '../../actions.ts'
import { type LinePart, type LineRefusal, importLines, parkLine, useLine } from '../../actions/bank-lines.ts'
import { bookLines } from '../../actions/book-lines.ts'
import { meanLine } from '../../actions/settle-line.ts'
import type { BankFileRefusal, ReadBankFile } from '../../domain/bank-line.ts'
import { type Proposal, proposalsFor } from '../../domain/proposals.ts'
import {
  type BankLineId,
  type KeptLine,
  bankLine,
  borrowersOf,
  countLines,
  lineStates,
  linesIn,
  loansPaidBy,
  payableLoans,
  usesOf,
} from '../../store/bank-lines.ts'
import { meaningOf } from '../../store/line-meanings.ts'
import { bankTexts } from '../../texts/bank/texts.ts'
import { paymentTexts } from '../../texts/payments/texts.ts'
import { paymentRefusalText } from '../payments/words.ts'
import { agreedCredit } from '../credit.tsx'
import { refusalText } from '../words.ts'
import { possibleMeanings, readMeaning } from './meaning.tsx'
import { BankLinePage } from './line.tsx'
import { BankLinesPage } from './page.tsx'

const maxBodyBytes = 13 * 1024 * 1024

/** The pages of payments in. */
export function bankRoutes(deps: Deps, readBankFile: ReadBankFile): Route[] {
  return [
    get('/bank-lines', loanActions.see_bank, (call) => showLines(deps, call)),
    post('/bank-lines', loanActions.import_bank_file, (call) => answerFile(deps, call, readBankFile), { maxBodyBytes }),
    get('/bank-lines/:id', loanActions.see_bank, (call) => showLine(deps, call)),
    post('/bank-lines/:id/uses', loanActions.settle_bank_line, (call) => answerUse(deps, call)),
    post('/bank-lines/:id/meaning', loanActions.settle_bank_line, (call) => answerMeaning(deps, call)),
    post('/bank-lines/:id/parking', loanActions.settle_bank_line, (call) => answerParking(deps, call)),
  ]
}

function actorOf(call: Call): StaffActor {
  assert(call.actor?.kind === 'staff', 'the bank is read by staff')
  return call.actor
}

async function propose(tx: Tx, actor: StaffActor, lines: readonly KeptLine[]): Promise<Map<BankLineId, Proposal[]>> {
  const open = lines.filter((line) => line.state !== 'used' && line.amount > 0n)
  if (open.length === 0) return new Map()
  const loans = await payableLoans(tx, actor.organisationId)
  const ids = loans.map((one) => one.personId)
  const names = await personNames(tx, ids)
  const candidates = loans.map((one) => ({ ...one, borrower: names.get(one.personId)?.name ?? null }))
  return new Map(open.map((line) => [line.id, proposalsFor(line, candidates)]))
}

// Payers are named by the bank: the reading is logged on each line shown, and on each borrower proposed or paid for.
async function logNames(
  tx: Tx,
  call: Call,
  actor: StaffActor,
  lines: readonly KeptLine[],
  proposed: ReadonlyMap<BankLineId, readonly Proposal[]>,
): Promise<void> {
  const read = { actor, page: loanActions.see_bank.name, at: call.now }
  await recordReads(tx, { ...read, noun: 'bank_line', ids: lines.map((line) => line.id) })
  const named = [...proposed.values()].flatMap((proposals) => proposals.map(({ candidate }) => candidate.loanId))
  const loanIds = [...new Set([...named, ...(await loansPaidBy(tx, lines))])]
  for (const { personId } of await borrowersOf(tx, loanIds)) await recordRead(tx, { ...read, personId })
}

const onePage = 100

async function showLines({ db }: Deps, call: Call, problem?: string): Promise<Response> {
  const actor = actorOf(call)
  const permit = authorize(actor, loanActions.see_bank, { ownerId: actor.organisationId })
  if (!permit.ok) return call.refused(permit.refusal)
  const asked = readForm({ state: optional(choice(lineStates)), page: optional(whole({ min: 1, max: 100_000 })) }, call.queries())
  const state = (asked.ok ? asked.value.state : null) ?? 'open'
  const found = await db.transaction(call.context, async (tx) => {
    const counts = await countLines(tx, actor.organisationId)
    // A list that one works through grows shorter: its last page stands in for one that is gone.
    const page = Math.min((asked.ok ? asked.value.page : null) ?? 1, Math.max(1, Math.ceil(counts[state] / onePage)))
    const lines = await linesIn(tx, { lenderId: actor.organisationId, state, page, size: onePage })
    const proposed = await propose(tx, actor, lines)
    await logNames(tx, call, actor, lines, proposed)
    return {
      counts,
      page,
      more: counts[state] > page * onePage,
      rows: lines.map((line) => ({ line, proposals: proposed.get(line.id) ?? [] })),
    }
  })
  const mayImport = mayEver(actor, loanActions.import_bank_file)
  return call.page(
    <BankLinesPage call={call} state={state} {...found} mayImport={mayImport} {...(problem === undefined ? {} : { problem })} />,
    problem === undefined ? 200 : 422,
  )
}

async function answerFile(deps: Deps, call: Call, readBankFile: ReadBankFile): Promise<Response> {
  const actor = actorOf(call)
  const say = bankTexts(call.lang)
  const form = await call.form()
  const file = fileOf(form, 'file')
  if (file === null || file.size === 0) return showLines(deps, call, say.refusals.no_file)
  const read = await readBankFile(await file.bytes())
  if (!read.ok) return showLines(deps, call, fileRefusalText(read.refusal, call))
  const command = { actor, requestId: requestIdOf(form), on: call.today, at: call.now }
  const kept = await deps.db.transaction(call.context, (tx) => importLines(tx, { ...command, file: read.value }))
  if (!kept.ok && kept.refusal.kind === 'account_not_own')
    return showLines(deps, call, say.refusals.account_not_own(kept.refusal.accounts.map(formatBankAccount).join(', ')))
  if (!kept.ok) return call.refused(kept.refusal)
  const matched = await bookLines(deps.db, { actor, on: call.today, at: call.now })
  const { fresh, known, foreign } = kept.value
  const leftOut = Object.values(read.value.leftOut).reduce((sum, count) => sum + count, 0)
  return call.see('/bank-lines', `${say.imported(fresh, known, matched, leftOut)}${foreign === 0 ? '' : ` ${say.foreign(foreign)}`}`)
}

function fileRefusalText(refusal: BankFileRefusal, call: Call): string {
  const say = bankTexts(call.lang).refusals
  switch (refusal.kind) {
    case 'unknown_version':
      return say.unknown_version(refusal.found)
    case 'columns_missing':
      return say.columns_missing(refusal.columns)
    case 'row_malformed':
      return say.row_malformed(refusal.row, refusal.column)
    case 'file_too_large':
    case 'not_xml':
    case 'not_a_bank_statement':
    case 'no_account':
      return say[refusal.kind]
  }
}

async function showLine(
  deps: Deps,
  call: Call,
  wrong: { problem?: string; credit?: Ore; creditOn?: string; errors?: FieldErrors; raw?: Record<string, string | undefined> } = {},
): Promise<Response> {
  const actor = actorOf(call)
  const lineId = parseId<'bank_line'>(call.param('id'))
  const found = await deps.db.transaction(call.context, async (tx) => {
    const line = lineId === null ? null : await bankLine(tx, lineId)
    if (line === null) return null
    const proposed = await propose(tx, actor, [line])
    await logNames(tx, call, actor, [line], proposed)
    return {
      line,
      proposals: proposed.get(line.id) ?? [],
      uses: await usesOf(tx, line.id),
      meanings: await possibleMeanings(tx, line, call.lang),
      meant: await meaningOf(tx, line.id),
    }
  })
  if (found === null) return call.notFound()
  const permit = authorize(actor, loanActions.see_bank, { ownerId: found.line.lenderId })
  if (!permit.ok) return call.refused(permit.refusal)
  const may = mayEver(actor, loanActions.settle_bank_line)
  return call.page(<BankLinePage call={call} {...found} may={may} {...wrong} />, wrong.raw === undefined ? 200 : 422)
}

async function answerUse(deps: Deps, call: Call): Promise<Response> {
  const lineId = parseId<'bank_line'>(call.param('id'))
  if (lineId === null) return call.notFound()
  const form = await call.form()
  const number = text({ max: 40 })
  const amount = kroner({ min: ore(1n) })
  const rest = { number_2: optional(number), amount_2: optional(amount), number_3: optional(number), amount_3: optional(amount) }
  const read = readForm({ number_1: number, amount_1: amount, ...rest }, form)
  if (!read.ok) return showLine(deps, call, { errors: read.refusal, raw: read.raw })
  const { value } = read
  const parts: LinePart[] = [{ number: value.number_1, amount: value.amount_1 }]
  for (const n of [2, 3] as const) {
    const [named, paid] = [value[`number_${n}`], value[`amount_${n}`]]
    if (named !== null && paid !== null) parts.push({ number: named, amount: paid })
    else if (named !== null) return showLine(deps, call, { errors: { [`amount_${n}`]: { kind: 'missing' } }, raw: read.raw })
    else if (paid !== null) return showLine(deps, call, { errors: { [`number_${n}`]: { kind: 'missing' } }, raw: read.raw })
  }
  const command = {
    actor: actorOf(call),
    requestId: requestIdOf(form),
    on: call.today,
    at: call.now,
    lineId,
    parts,
    credit: agreedCredit(form),
  }
  const answer = await deps.db.transaction(call.context, (tx) => useLine(tx, command))
  if (answer.ok) return call.see('/bank-lines', bankTexts(call.lang).used)
  return refusedLine(deps, call, answer.refusal, read.raw)
}

async function answerMeaning(deps: Deps, call: Call): Promise<Response> {
  const lineId = parseId<'bank_line'>(call.param('id'))
  if (lineId === null) return call.notFound()
  const form = await call.form()
  const read = readForm({ meaning: text({ max: 100 }) }, form)
  const meaning = read.ok ? readMeaning(read.value.meaning) : null
  if (meaning === null) return showLine(deps, call, { problem: paymentTexts(call.lang).out.line.title, raw: {} })
  const command = { actor: actorOf(call), requestId: requestIdOf(form), on: call.today, at: call.now, lineId, meaning }
  const answer = await deps.db.transaction(call.context, (tx) => meanLine(tx, command))
  if (answer.ok) return call.see('/bank-lines', paymentTexts(call.lang).out.line.settled)
  const { refusal } = answer
  if (refusal.kind === 'not_permitted' || refusal.kind === 'no_such_line') return call.refused(refusal)
  return showLine(deps, call, { problem: paymentRefusalText(refusal, call.lang), raw: {} })
}

async function answerParking(deps: Deps, call: Call): Promise<Response> {
  const lineId = parseId<'bank_line'>(call.param('id'))
  if (lineId === null) return call.notFound()
  const form = await call.form()
  const read = readForm({ note: text({ max: 500 }) }, form)
  if (!read.ok) return showLine(deps, call, { errors: read.refusal, raw: read.raw })
  const command = { actor: actorOf(call), requestId: requestIdOf(form), on: call.today, at: call.now, lineId, note: read.value.note }
  const answer = await deps.db.transaction(call.context, (tx) => parkLine(tx, command))
  if (answer.ok) return call.see('/bank-lines', bankTexts(call.lang).parked)
  return refusedLine(deps, call, answer.refusal, read.raw)
}

function refusedLine(deps: Deps, call: Call, refusal: LineRefusal, raw: Record<string, string | undefined>): Promise<Response> {
  if (refusal.kind === 'not_permitted' || refusal.kind === 'no_such_line') return call.refused(refusal)
  if (refusal.kind === 'makes_credit') {
    const creditOn = partsText(refusal.of, call.lang)
    return showLine(deps, call, { problem: bankTexts(call.lang).lineMakesCredit(creditOn), credit: refusal.credit, creditOn, raw })
  }
  const field = fieldOf(refusal, raw)
  if (field === undefined) return showLine(deps, call, { problem: lineRefusalText(refusal, call.lang), raw })
  return showLine(deps, call, { errors: { [field]: ownError((lang) => lineRefusalText(refusal, lang)) }, raw })
}

function partsText(of: readonly { number: string; credit: Ore }[], lang: Call['lang']): string {
  const parts = of.map(({ number, credit }) => bankTexts(lang).creditOn(kronerText(credit, lang), number))
  return new Intl.ListFormat(lang).format(parts)
}

/** The field of the form that a refusal is about: a number that no loan has, or the first of the parts that do not add up. */
function fieldOf(refusal: LineRefusal, raw: Record<string, string | undefined>): string | undefined {
  if (refusal.kind === 'parts_do_not_add_up') return 'amount_1'
  if (refusal.kind !== 'no_loan_of_number') return undefined
  return ['number_1', 'number_2', 'number_3'].find((name) => raw[name]?.trim() === refusal.number)
}

function lineRefusalText(refusal: LineRefusal, lang: Call['lang']): string {
  const say = bankTexts(lang).refusals
  if (refusal.kind === 'line_settled_already' || refusal.kind === 'line_is_no_income') return say[refusal.kind]
  if (refusal.kind === 'parts_do_not_add_up')
    return say.parts_do_not_add_up(kronerText(refusal.amount, lang), kronerText(refusal.sum, lang))
  return refusal.kind === 'no_loan_of_number' ? say.no_loan_of_number(refusal.number) : refusalText(refusal, lang)
}
