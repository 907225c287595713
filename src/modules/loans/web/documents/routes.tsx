import { parseId } from '#kernel/ids.ts'
import { ok } from '#kernel/result.ts'
import { receiveFile } from '#platform/files/receive.ts'
import { fileOf } from '#platform/http/call.ts'
import { type Call, requestIdOf } from '#platform/http/call.ts'
import { type Route, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import type { SecondFactorDoor } from '#modules/access/index.ts'
import { readForm } from '#ui/form-data.ts'
import { flag, text } from '#ui/form-fields.ts'
import { loanActions } from '../../actions.ts'
import { lifeTexts, texts } from '../../texts/texts.ts'
import type { LoanProblem } from '../loan/next-step.tsx'
import { refusedField } from '../loan/refused-field.ts'
import { refusalText } from '../words.ts'
import { attach, drawNote, keepAcceptance } from './accept.ts'
import { loanFileKinds } from './kinds.ts'

/** The largest form with a paper in it, bytes. */
export const maxBodyBytes = 21 * 1024 * 1024

/** The loan's page with what went wrong. */
export type Shown = (deps: Deps, call: Call, problem: LoanProblem) => Promise<Response>

type Parts = { shown: Shown; secondFactor: SecondFactorDoor }

/** Quotes and other papers of a loan, and accepting the offer: by the borrower's own session with a second factor, or by the adviser with the signed note. */
export function loanDocumentRoutes(deps: Deps, parts: Parts): Route[] {
  return [
    post('/loans/:id/documents', loanActions.apply, (call) => answerDocument(deps, call, parts.shown), { maxBodyBytes }),
    post('/loans/:id/acceptance', loanActions.accept, (call) => answerAcceptance(deps, call, parts), { maxBodyBytes }),
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

async function answerAcceptance(deps: Deps, call: Call, { shown, secondFactor }: Parts): Promise<Response> {
  const loanId = parseId<'loan'>(call.param('id'))
  const { actor } = call
  if (loanId === null || actor === null || actor.kind === 'system') return call.notFound()
  const form = await call.form()
  const own = actor.kind === 'citizen'
  const read = readForm({ agree: flag({ required: true }), code: text({ max: 40, required: own }) }, form)
  // The adviser accepts for the borrower, and only on the paper they have signed.
  const signed = own ? null : await receiveFile(fileOf(form, 'file'), { scanner: deps.scanner, kinds: loanFileKinds })
  if (!read.ok || signed?.ok === false) {
    const errors = { ...(signed?.ok === false ? { file: signed.refusal } : {}), ...(read.ok ? {} : read.refusal) }
    return shown(deps, call, { text: texts(call.lang).refusals.other, errors, raw: { agree: read.raw.agree ?? '' } })
  }
  const requestId = requestIdOf(form)
  const drawn = await drawNote(deps, call, { loanId, signature: own ? 'code' : 'paper' })
  if (!drawn.ok) return call.refused(drawn.refusal)
  const proved = own ? await secondFactor.prove({ actor, code: read.value.code, address: call.address }) : ok(true)
  if (!proved.ok) {
    const words = (lang: Call['lang']) => refusalText(proved.refusal, lang)
    return shown(deps, call, {
      text: words(call.lang),
      errors: refusedField(proved.refusal.kind, { code: '' }, words),
      raw: { agree: read.raw.agree ?? '' },
    })
  }
  const given = { loanId, requestId, note: drawn.value.note, signed: signed?.value ?? null }
  const answer = await deps.db.transaction(call.context, (tx) => keepAcceptance(tx, call, given))
  if (answer.ok) return call.see(`/loans/${loanId}`, texts(call.lang).steps.accepted)
  const { kind } = answer.refusal
  if (kind === 'not_permitted' || kind === 'no_such_loan') return call.refused(answer.refusal)
  return shown(deps, call, { text: refusalText(answer.refusal, call.lang), errors: {}, raw: {} })
}
