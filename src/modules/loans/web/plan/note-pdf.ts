import type { Actor } from '#kernel/actor.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Deps } from '#platform/module.ts'
import { renderLetter } from '#modules/notices/index.ts'
import { type NoteParties, keptParties, shownParties } from '../../actions/note-parties.ts'
import { type LoanView, readLoan } from '../../actions/read-loan.ts'
import type { LoanId } from '../../domain/loan.ts'
import type { Signature } from '../../texts/da-life.ts'
import { lifeTexts } from '../../texts/texts.ts'
import { agreementBlocks } from './agreement.ts'
import type { Reader } from './downloads.ts'

/** A loan and whom its note names. */
export type FoundNote = { view: LoanView; parties: NoteParties }

/** The loan and the parties of its note; the reading is logged. `kept` for the note that is kept, else as the reader may see them. */
export function findNote(
  deps: Pick<Deps, 'db'>,
  who: Reader,
  { actor, loanId, kept }: { actor: Actor; loanId: LoanId; kept: boolean },
): Promise<Result<FoundNote, NotPermitted | { kind: 'no_such_loan' }>> {
  return deps.db.transaction(who.context, async (tx): Promise<Result<FoundNote, NotPermitted | { kind: 'no_such_loan' }>> => {
    const read = await readLoan(tx, { actor, loanId, asOf: who.today, at: who.now })
    if (!read.ok) return read
    const parties = await (kept ? keptParties : shownParties)(tx, read.value.loan)
    return parties === null ? refuse({ kind: 'no_such_loan' }) : ok({ view: read.value, parties })
  })
}

/** The promissory note as a tagged PDF, with the terms of the day. */
export function notePdf({ view, parties }: FoundNote, signature: Signature, who: Reader): Promise<Uint8Array> {
  const { lang, today } = who
  return renderLetter(
    {
      heading: lifeTexts(lang).agreement.heading(view.loan.number),
      blocks: agreementBlocks({ view, parties, signature, on: today }, lang),
      lang,
      sender: parties.lender.name,
      addressee: null,
      caseNumber: view.loan.caseNumber,
      on: today,
      signedBy: null,
    },
    who.now,
  )
}

/** The request that keeps the accepted note: a loan is accepted once, so its own id names it. */
export function noteRequest(loanId: LoanId): string {
  return loanId
}
