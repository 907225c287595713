import type { PersonId, StaffActor } from '#kernel/actor.ts'
import { parseId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { type Tx, refusing } from '#platform/db/database.ts'
import { type Call, fileOf, requestIdOf } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { authorize, humanNames } from '#modules/access/index.ts'
import { recordRead } from '#modules/audit/index.ts'
import { personNames } from '#modules/people/index.ts'
import { readForm } from '#ui/form-data.ts'
import { choice, day, id as idField, optional, text } from '#ui/form-fields.ts'
import { loanActions } from '../../actions.ts'
import { approveBatch, dropBatch, makeBatch, settlePayment } from '../../actions/batches.ts'
import { readStatus } from '../../actions/read-status.ts'
import { decidePayment, paymentConstraints } from '../../actions/release-payment.ts'
import { paymentFileOf } from '../../actions/write-file.ts'
import type { BatchId } from '../../domain/payment.ts'
import type { ReadPaymentStatus, WritePaymentFile } from '../../domain/payment-file.ts'
import { accountById, ownAccounts } from '../../store/own-accounts.ts'
import { type LoanPayment, batchById, batchOfPayment, batchesOf, paymentsIn, paymentsOf } from '../../store/payments.ts'
import { paymentTexts } from '../../texts/payments/texts.ts'
import { texts } from '../../texts/texts.ts'
import { BatchPage, type OutcomeProblem } from './batch.tsx'
import { PaymentsPage } from './page.tsx'
import type { NamedPayment } from './table.tsx'
import { paymentRefusalText } from './words.ts'

/** What writes payment files and reads the bank's answers; the program hands them in. */
export type PaymentFiles = { write: WritePaymentFile; readStatus: ReadPaymentStatus }

const maxBodyBytes = 13 * 1024 * 1024

/** The pages of payments out. */
export function paymentRoutes(deps: Deps, files: PaymentFiles): Route[] {
  return [
    get('/payments', loanActions.see_payments, (call) => showPayments(deps, call)),
    post('/payments/statuses', loanActions.settle_payment, (call) => answerStatus(deps, call, files), { maxBodyBytes }),
    post('/payments/batches', loanActions.make_batch, (call) => answerMake(deps, call)),
    get('/payments/batches/:id', loanActions.see_payments, (call) => showBatch(deps, call)),
    get('/payments/batches/:id/file', loanActions.download_batch, (call) => answerFile(deps, call, files)),
    post('/payments/batches/:id/approval', loanActions.approve_batch, (call) => answerBatch(deps, call, 'approve')),
    post('/payments/batches/:id/dissolution', loanActions.make_batch, (call) => answerBatch(deps, call, 'drop')),
    post('/payments/:id/decision', loanActions.drop_payment, (call) => answerDecision(deps, call)),
    post('/payments/:id/outcome', loanActions.settle_payment, (call) => answerOutcome(deps, call)),
  ]
}

function actorOf(call: Call): StaffActor {
  assert(call.actor?.kind === 'staff', 'payments are made by staff')
  return call.actor
}

const byOf = (call: Call) => ({ actor: actorOf(call), on: call.today, at: call.now })

// Each borrower named on the page has it in their log.
async function named(tx: Tx, call: Call, payments: readonly LoanPayment[]): Promise<NamedPayment[]> {
  const ids = [...new Set<PersonId>(payments.map((one) => one.personId))]
  const names = await personNames(tx, ids)
  for (const personId of ids) await recordRead(tx, { actor: actorOf(call), page: loanActions.see_payments.name, personId, at: call.now })
  return payments.map((payment) => ({ payment, name: names.get(payment.personId)?.name ?? null }))
}

async function showPayments({ db }: Deps, call: Call, wrong: { problem?: string; fileProblem?: string } = {}): Promise<Response> {
  const { organisationId } = actorOf(call)
  const permit = authorize(actorOf(call), loanActions.see_payments, { ownerId: organisationId })
  if (!permit.ok) return call.refused(permit.refusal)
  const found = await db.transaction(call.context, async (tx) => ({
    asked: await named(tx, call, await paymentsIn(tx, organisationId, 'asked')),
    ready: await named(tx, call, await paymentsIn(tx, organisationId, 'released')),
    batches: await batchesOf(tx, organisationId, 50),
    accounts: await ownAccounts(tx, organisationId),
  }))
  return call.page(<PaymentsPage call={call} {...found} {...wrong} />, Object.keys(wrong).length === 0 ? 200 : 422)
}

async function answerStatus(deps: Deps, call: Call, files: PaymentFiles): Promise<Response> {
  const say = paymentTexts(call.lang).out
  const file = fileOf(await call.form(), 'file')
  if (file === null || file.size === 0) return showPayments(deps, call, { fileProblem: say.refusals.no_file })
  const report = await files.readStatus(await file.bytes())
  if (!report.ok) return showPayments(deps, call, { fileProblem: say.refusals[report.refusal.kind] })
  const answer = await deps.db.transaction(call.context, (tx) => readStatus(tx, { ...byOf(call), report: report.value }))
  if (answer.ok) {
    const { paid, rejected, same, other } = answer.value
    return call.see('/payments', say.statusRead(paid, rejected, same, other))
  }
  if (answer.refusal.kind === 'not_permitted') return call.refused(answer.refusal)
  return showPayments(deps, call, { fileProblem: say.refusals.no_such_batch(report.value.messageId.slice(0, 35)) })
}

async function answerMake(deps: Deps, call: Call): Promise<Response> {
  const say = paymentTexts(call.lang).out
  const form = await call.form()
  const read = readForm({ account: idField<'own_account'>() }, form)
  if (!read.ok) return showPayments(deps, call, { problem: say.refusals.no_such_account })
  const id = parseId<'payment_batch'>(requestIdOf(form))
  assert(id !== null, 'a request has an id')
  const answer = await deps.db.transaction(call.context, (tx) => makeBatch(tx, { ...byOf(call), id, accountId: read.value.account }))
  if (answer.ok) return call.see(`/payments/batches/${id}`, say.made)
  if (answer.refusal.kind === 'not_permitted') return call.refused(answer.refusal)
  return showPayments(deps, call, { problem: paymentRefusalText(answer.refusal, call.lang) })
}

async function showBatch({ db }: Deps, call: Call, problem?: string, given?: BatchId, outcome?: OutcomeProblem): Promise<Response> {
  const id = given ?? parseId<'payment_batch'>(call.param('id'))
  const found = await db.transaction(call.context, async (tx) => {
    const batch = id === null ? null : await batchById(tx, id)
    const account = batch === null ? null : await accountById(tx, batch.accountId)
    if (batch === null || account === null) return null
    const permit = authorize(actorOf(call), loanActions.see_payments, { ownerId: batch.lenderId })
    if (!permit.ok) return null
    const hands = await humanNames(tx, batch.approvedBy === null ? [batch.madeBy] : [batch.madeBy, batch.approvedBy])
    return { batch, account, hands, payments: await named(tx, call, await paymentsOf(tx, batch.id)) }
  })
  if (found === null) return call.notFound()
  const wrong = problem !== undefined || outcome !== undefined
  return call.page(<BatchPage call={call} {...found} problem={problem} outcome={outcome} />, wrong ? 422 : 200)
}

async function answerFile(deps: Deps, call: Call, files: PaymentFiles): Promise<Response> {
  const id = parseId<'payment_batch'>(call.param('id'))
  if (id === null) return call.notFound()
  const textOf = (number: string) => `${texts('da').number} ${number}`
  const answer = await deps.db.transaction(call.context, (tx) => paymentFileOf(tx, { actor: actorOf(call), id, at: call.now, textOf }))
  if (!answer.ok && answer.refusal.kind === 'payments_unseen')
    return showBatch(deps, call, paymentTexts(call.lang).out.refusals.payments_unseen)
  if (!answer.ok) return call.refused(answer.refusal)
  return call.download(await files.write(answer.value.file), 'application/xml', `${answer.value.number}.xml`)
}

async function answerBatch(deps: Deps, call: Call, decision: 'approve' | 'drop'): Promise<Response> {
  const say = paymentTexts(call.lang).out
  const id = parseId<'payment_batch'>(call.param('id'))
  if (id === null) return call.notFound()
  const carryOut = decision === 'approve' ? approveBatch : dropBatch
  const answer = await deps.db.transaction(call.context, (tx) => carryOut(tx, { ...byOf(call), id }))
  if (answer.ok) return call.see(`/payments/batches/${id}`, decision === 'approve' ? say.batchApproved : say.batchDropped)
  const { kind } = answer.refusal
  if (kind === 'not_permitted' || kind === 'no_such_batch') return call.refused(answer.refusal)
  return showBatch(deps, call, paymentRefusalText(answer.refusal, call.lang))
}

async function answerDecision(deps: Deps, call: Call): Promise<Response> {
  const say = paymentTexts(call.lang).out
  const id = parseId<'payment_order'>(call.param('id'))
  const read = readForm({ decision: choice(['approve', 'drop']) }, await call.form())
  if (id === null || !read.ok) return call.notFound()
  const { decision } = read.value
  const answer = await refusing(
    () => deps.db.transaction(call.context, (tx) => decidePayment(tx, { actor: actorOf(call), id, decision, at: call.now })),
    paymentConstraints,
  )
  if (answer.ok) return call.see('/payments', decision === 'approve' ? say.approved : say.dropped)
  const { kind } = answer.refusal
  if (kind === 'not_permitted' || kind === 'no_such_payment') return call.refused(answer.refusal)
  return showPayments(deps, call, { problem: paymentRefusalText(answer.refusal, call.lang) })
}

async function answerOutcome(deps: Deps, call: Call): Promise<Response> {
  const say = paymentTexts(call.lang).out
  const id = parseId<'payment_order'>(call.param('id'))
  if (id === null) return call.notFound()
  const form = await call.form()
  const fields = {
    outcome: choice(['paid', 'rejected', 'came_back']),
    settled_on: day({ max: call.today }),
    // Only the bank's own yes needs no words.
    reason: form.get('outcome') === 'paid' ? optional(text({ max: 140 })) : text({ max: 140 }),
  }
  const read = readForm(fields, form)
  const batchId = await deps.db.read(call.context, (tx) => batchOfPayment(tx, id))
  if (batchId === null) return call.notFound()
  if (!read.ok) return showBatch(deps, call, undefined, batchId, { payment: id, errors: read.refusal, raw: read.raw })
  const { outcome: state, settled_on: on, reason } = read.value
  const outcome = state === 'paid' ? { state, on } : { state, on, reason: reason ?? '' }
  const answer = await deps.db.transaction(call.context, (tx) => settlePayment(tx, { ...byOf(call), id, outcome }))
  if (answer.ok) return call.see(`/payments/batches/${batchId}`, say.settled)
  const { kind } = answer.refusal
  if (kind === 'not_permitted' || kind === 'no_such_payment') return call.refused(answer.refusal)
  return showBatch(deps, call, paymentRefusalText(answer.refusal, call.lang), batchId, { payment: id, errors: {}, raw: read.raw })
}
