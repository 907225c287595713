import { type Result, assert, ok } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { type ReceivedFile, ownFile } from '#platform/files/receive.ts'
import type { Call } from '#platform/http/call.ts'
import type { Deps } from '#platform/module.ts'
import { type DocumentKind, attachDocument } from '#modules/people/index.ts'
import { type LoanView, readLoan } from '../../actions/read-loan.ts'
import { type TakeStepRefusal, takeLoanStep } from '../../actions/take-step.ts'
import type { LoanId } from '../../domain/loan.ts'
import { lifeTexts } from '../../texts/texts.ts'
import type { Signature } from '../../texts/da-life.ts'
import { findNote, notePdf, noteRequest } from '../plan/note-pdf.ts'

/** Who accepts or signs, in which language, when. */
export type Accepting = Pick<Call, 'actor' | 'lang' | 'today' | 'now' | 'context'>

/** A paper to be kept with a loan. */
export type Paper = { loanId: LoanId; title: string; file: ReceivedFile; requestId: string; kind?: DocumentKind }

/** Keeps a paper with its loan. */
export async function attach(tx: Tx, who: Accepting, { loanId, kind = 'offer_or_contract', ...paper }: Paper) {
  const { actor } = who
  assert(actor !== null && actor.kind !== 'system', 'a route with an action has a human actor')
  const view = await readLoan(tx, { actor, loanId, asOf: who.today, at: who.now })
  if (!view.ok) return view
  const about = { noun: 'loan', id: loanId }
  const { personId } = view.value.loan
  return attachDocument(tx, { actor, personId, caseId: null, about, kind, shared: true, ...paper, at: who.now })
}

/** The note as it would be accepted now, with the loan it is of. It is drawn before a transaction begins; its terms stand still from the offer on. */
export async function drawNote(
  deps: Pick<Deps, 'db'>,
  who: Accepting,
  { loanId, signature }: { loanId: LoanId; signature: Signature },
): Promise<Result<{ note: ReceivedFile; view: LoanView }, { kind: string }>> {
  assert(who.actor !== null, 'somebody accepts')
  const found = await findNote(deps, who, { actor: who.actor, loanId, kept: true })
  if (!found.ok) return found
  const { view } = found.value
  return ok({ view, note: ownFile(await notePdf(found.value, signature, who), 'pdf', view.loan.number) })
}

/**
 * Accepts an offer and keeps the note as it was accepted, in one transaction: by the borrower's own session, or by the adviser with the
 * paper the borrower has signed. `note` is the frozen note: as drawn, or as a signing service gave it back.
 */
export async function keepAcceptance(
  tx: Tx,
  who: Accepting,
  given: { loanId: LoanId; requestId: string; note: ReceivedFile; signed: ReceivedFile | null },
): Promise<Result<unknown, TakeStepRefusal | { kind: string }>> {
  const { loanId, requestId, note, signed } = given
  assert(who.actor !== null, 'somebody accepts')
  const step = { kind: 'accept' } as const
  const taken = await takeLoanStep(tx, { actor: who.actor, loanId, requestId, on: who.today, at: who.now, step })
  if (!taken.ok) return taken
  const say = lifeTexts(who.lang).documents
  const frozen = await attach(tx, who, {
    loanId,
    kind: 'promissory_note',
    title: say.frozenTitle,
    file: note,
    requestId: noteRequest(loanId),
  })
  if (!frozen.ok || signed === null) return frozen
  return attach(tx, who, { loanId, kind: 'promissory_note', title: say.signedTitle, file: signed, requestId })
}
