import { parseId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { type ReceivedFile, ownFile, receiveFile } from '#platform/files/receive.ts'
import { fileOf } from '#platform/http/call.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { attachDocument } from '#modules/people/index.ts'
import { readForm } from '#ui/form-data.ts'
import { flag, text } from '#ui/form-fields.ts'
import { loanActions } from '../../actions.ts'
import { readLoan } from '../../actions/read-loan.ts'
import { takeLoanStep } from '../../actions/take-step.ts'
import type { LoanId } from '../../domain/loan.ts'
import { lifeTexts, texts } from '../../texts/texts.ts'
import type { LoanProblem } from '../loan/next-step.tsx'
import { agreementPdf, findLoan, noteRequest } from '../plan/downloads.ts'
import { refusalText } from '../words.ts'
import { loanFileKinds } from './kinds.ts'

/** The largest form with a paper in it, bytes. */
export const maxBodyBytes = 11 * 1024 * 1024

type Shown = (deps: Deps, call: Call, problem: LoanProblem) => Promise<Response>

/** Quotes and other papers of a loan, and accepting the offer: by the borrower's own session, or by the adviser with the signed note. */
export function loanDocumentRoutes(deps: Deps, shown: Shown): Route[] {
  return [
    post('/loans/:id/documents', loanActions.apply, (call) => answerDocument(deps, call, shown), { maxBodyBytes }),
    post('/loans/:id/acceptance', loanActions.accept, (call) => answerAcceptance(deps, call, shown), { maxBodyBytes }),
  ]
}

async function answerDocument(deps: Deps, call: Call, shown: Shown): Promise<Response> {
  const loanId = parseId<'loan'>(call.param('id'))
  if (loanId === null) return call.notFound()
  const form = await call.form()
  const typed = readForm({ title: text({ max: 200 }) }, form)
  const file = await receiveFile(fileOf(form, 'file'), { scanner: deps.scanner, kinds: loanFileKinds })
  if (!typed.ok || !file.ok) {
    const errors = { ...(file.ok ? {} : { file: file.refusal }), ...(typed.ok ? {} : typed.refusal) }
    return shown(deps, call, { text: texts(call.lang).refusals.other, errors, raw: typed.raw })
  }
  const paper = { loanId, title: typed.value.title, file: file.value, requestId: requestIdOf(form) }
  const answer = await deps.db.transaction(call.context, (tx) => attach(tx, call, paper))
  return answer.ok ? call.see(`/loans/${loanId}`, lifeTexts(call.lang).documents.added) : call.refused(answer.refusal)
}

type Paper = { loanId: LoanId; title: string; file: ReceivedFile; requestId: string }
type Tx = Parameters<typeof attachDocument>[0]

/** Keeps a paper with its loan. */
export async function attach(tx: Tx, call: Call, { loanId, ...paper }: Paper) {
  const { actor } = call
  assert(actor !== null && actor.kind !== 'system', 'a route with an action has a human actor')
  const view = await readLoan(tx, { actor, loanId, asOf: call.today, at: call.now })
  if (!view.ok) return view
  const about = { noun: 'loan', id: loanId }
  const { personId } = view.value.loan
  return attachDocument(tx, { actor, personId, caseId: null, about, kind: 'offer_or_contract', shared: true, ...paper, at: call.now })
}

async function answerAcceptance(deps: Deps, call: Call, shown: Shown): Promise<Response> {
  const loanId = parseId<'loan'>(call.param('id'))
  const { actor } = call
  if (loanId === null || actor === null) return call.notFound()
  const form = await call.form()
  const agreed = readForm({ agree: flag({ required: true }) }, form)
  // The adviser accepts for the borrower, and only on the paper they have signed.
  const signed = actor.kind === 'staff' ? await receiveFile(fileOf(form, 'file'), { scanner: deps.scanner, kinds: loanFileKinds }) : null
  if (!agreed.ok || signed?.ok === false) {
    const errors = { ...(signed?.ok === false ? { file: signed.refusal } : {}), ...(agreed.ok ? {} : agreed.refusal) }
    return shown(deps, call, { text: texts(call.lang).refusals.other, errors, raw: {} })
  }
  const requestId = requestIdOf(form)
  // The note is drawn before the transaction begins; its terms stand still from the offer on.
  const found = await findLoan(deps, call, { actor, loanId })
  if (!found.ok) return call.refused(found.refusal)
  const note = ownFile(await agreementPdf(found.value, call), 'pdf', found.value.view.loan.number)
  const answer = await deps.db.transaction(call.context, async (tx) => {
    const taken = await takeLoanStep(tx, { actor, loanId, requestId, on: call.today, at: call.now, step: { kind: 'accept' } })
    if (!taken.ok) return taken
    const title = lifeTexts(call.lang).documents.frozenTitle
    const frozen = await attach(tx, call, { loanId, title, file: note, requestId: noteRequest(loanId) })
    if (!frozen.ok || signed === null) return frozen
    return attach(tx, call, { loanId, title: lifeTexts(call.lang).documents.signedTitle, file: signed.value, requestId })
  })
  if (answer.ok) return call.see(`/loans/${loanId}`, texts(call.lang).steps.accepted)
  const { kind } = answer.refusal
  if (kind === 'not_permitted' || kind === 'no_such_loan') return call.refused(answer.refusal)
  return shown(deps, call, { text: refusalText(answer.refusal, call.lang), errors: {}, raw: {} })
}
