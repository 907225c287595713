import { type CprNumber, parseCpr } from '#kernel/cpr.ts'
import type { CvrNumber } from '#kernel/cvr.ts'
import { assert } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { organisations } from '#modules/access/index.ts'
import { addressee, cprForPaper, personView, wholeCpr } from '#modules/people/index.ts'
import type { Loan } from '../domain/loan.ts'

/** Whom a promissory note names. What is not known, or not for this reader, is null; a protected address is never written (`addressHidden`). */
export type NoteParties = {
  borrower: { name: string | null; cpr: CprNumber | null; address: string | null; addressHidden: boolean }
  lender: { name: string; cvr: CvrNumber | null; address: string | null }
}

/** The parties as the session's account may read them: a masked borrower has neither name nor number. */
export async function shownParties(tx: Tx, loan: Loan): Promise<NoteParties> {
  const person = await personView(tx, loan.personId)
  const cpr = numberOf(await wholeCpr(tx, loan.personId))
  const hidden = person?.protected === true
  const borrower = { name: person?.name ?? null, cpr, address: hidden ? null : (person?.address ?? null), addressHidden: hidden }
  return { borrower, lender: await lenderOf(tx, loan) }
}

/** The parties as they stand in the note that is kept, also where the account that accepts is shown no name: a note without its debtor is none. Null without a part in the borrower. */
export async function keptParties(tx: Tx, loan: Loan): Promise<NoteParties | null> {
  const to = await addressee(tx, loan.personId)
  if (to === null) return null
  const cpr = numberOf(await cprForPaper(tx, loan.personId))
  const borrower = { name: to.name, cpr, address: to.protected ? null : to.address, addressHidden: to.protected }
  return { borrower, lender: await lenderOf(tx, loan) }
}

function numberOf(text: string | null): CprNumber | null {
  const read = parseCpr(text ?? '')
  return read.ok ? read.value.number : null
}

async function lenderOf(tx: Tx, { lenderId }: Loan): Promise<NoteParties['lender']> {
  const found = (await organisations(tx)).find((one) => one.id === lenderId)
  assert(found !== undefined, 'a loan has its lender')
  return { name: found.name, cvr: found.cvr, address: found.address }
}
