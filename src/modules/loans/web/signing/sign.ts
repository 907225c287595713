import { parseCpr } from '#kernel/cpr.ts'
import { type Result, assert, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { ownFile } from '#platform/files/receive.ts'
import type { Deps } from '#platform/module.ts'
import { authorize } from '#modules/access/index.ts'
import { personByCpr } from '#modules/people/index.ts'
import { loanActions } from '../../actions.ts'
import type { LoanId } from '../../domain/loan.ts'
import { refusedStep } from '../../domain/loan-machine.ts'
import { refusedAcceptance } from '../../domain/offer.ts'
import { type SigningOutcome, type SigningService, refusedSignature } from '../../domain/signing.ts'
import { type SigningEnd, insertSigning, saveSigningEnd, signingOf } from '../../store/signings.ts'
import { lifeTexts } from '../../texts/texts.ts'
import { type Accepting, attach, drawNote, keepAcceptance } from '../documents/accept.ts'

type Where = { deps: Deps; service: SigningService; who: Accepting; loanId: LoanId }

/**
 * Sends the borrower's note to be signed: the drawn note is kept, the service is asked, and the answer is a signing to go on with. Refused for
 * what an acceptance is refused for, and when the service cannot be reached.
 */
export async function beginSigning(where: Where, given: { requestId: string; returnUrl: string }): Promise<Result<true, { kind: string }>> {
  const { deps, service, who, loanId } = where
  const { actor } = who
  assert(actor?.kind === 'citizen', 'the borrower signs')
  const drawn = await drawNote(deps, who, { loanId, signature: 'service' })
  if (!drawn.ok) return drawn
  const { note, view } = drawn.value
  const permit = authorize(actor, loanActions.accept, { parties: view.parties, personId: view.loan.personId })
  if (!permit.ok) return permit
  const refusal = refusedStep('accept', view.loan.state) ?? refusedAcceptance(view.events, who.today)
  if (refusal !== null) return refuse(refusal)
  const title = lifeTexts(who.lang).signing.documentTitle
  const request = { reference: view.loan.number, title: lifeTexts(who.lang).agreement.heading(view.loan.number), lang: who.lang }
  const begun = await service.begin({ ...request, document: note.bytes, sha256: note.sha256, returnUrl: given.returnUrl }).catch(() => null)
  if (begun === null) return refuse({ kind: 'signing_unavailable' })
  return deps.db.transaction(who.context, async (tx): Promise<Result<true, { kind: string }>> => {
    const kept = await attach(tx, who, { loanId, kind: 'promissory_note', title, file: note, requestId: given.requestId })
    if (!kept.ok) return kept
    const made = { id: given.requestId, loanId, noteSha256: note.sha256, ...begun }
    await insertSigning(tx, made, { accountId: actor.accountId, at: who.now })
    return ok(true)
  })
}

/** What came of asking the service: accepted, still open, over without a signature, or a signature that does not hold. */
export type SigningAnswer = { kind: 'accepted' | 'pending' | 'declined' | 'expired' }

/** Asks the service what became of a signing; a signature that holds accepts the offer and is the frozen note. Asked twice it is one acceptance. */
export async function finishSigning(where: Where, signingId: string): Promise<Result<SigningAnswer, { kind: string }>> {
  const { deps, service, who, loanId } = where
  const found = await deps.db.transaction(who.context, (tx) => signingOf(tx, loanId, signingId))
  if (found === null) return refuse({ kind: 'no_such_loan' })
  if (found.outcome === 'signed') return ok({ kind: 'accepted' })
  const outcome = await service.outcome(found.transactionId).catch(() => null)
  if (outcome === null) return refuse({ kind: 'signing_unavailable' })
  if (outcome.kind === 'pending') return ok({ kind: 'pending' })
  if (outcome.kind !== 'signed') {
    await end(where, signingId, outcome.kind)
    return ok({ kind: outcome.kind })
  }
  const judged = await deps.db.transaction(who.context, (tx) => judge(tx, where, { outcome, noteSha256: found.noteSha256 }))
  if (judged !== null) {
    await end(where, signingId, 'refused')
    return refuse(judged)
  }
  return deps.db.transaction(who.context, (tx) => accept(tx, where, { signingId, outcome }))
}

function end({ deps, who }: Where, signingId: string, how: SigningEnd): Promise<void> {
  return deps.db.transaction(who.context, (tx) => saveSigningEnd(tx, signingId, how, who.now))
}

type Signed = Extract<SigningOutcome, { kind: 'signed' }>

async function judge(tx: Tx, { who }: Where, given: { outcome: Signed; noteSha256: string }) {
  const { outcome, noteSha256 } = given
  const cpr = parseCpr(outcome.cpr)
  const signer = cpr.ok ? await personByCpr(tx, cpr.value) : null
  const byBorrower = signer !== null && who.actor?.kind === 'citizen' && signer === who.actor.personId
  return refusedSignature({ sha256: outcome.sha256, level: outcome.level, byBorrower }, noteSha256)
}

async function accept(
  tx: Tx,
  { who, loanId }: Where,
  { signingId, outcome }: { signingId: string; outcome: Signed },
): Promise<Result<SigningAnswer, { kind: string }>> {
  const note = ownFile(outcome.document, 'pdf', lifeTexts(who.lang).documents.frozenTitle)
  const accepted = await keepAcceptance(tx, who, { loanId, requestId: signingId, note, signed: null })
  if (!accepted.ok) return accepted
  await saveSigningEnd(tx, signingId, 'signed', who.now)
  return ok({ kind: 'accepted' })
}
