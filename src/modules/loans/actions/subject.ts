import { parseId } from '#kernel/ids.ts'
import type { Tx } from '#platform/db/database.ts'
import { loan } from '../store/loans.ts'

/** What an entry of the books is about: the loan by its number; null when the session sees none. */
export async function loanSubject(tx: Tx, id: string): Promise<{ label: string; href: string; personId: string } | null> {
  const loanId = parseId<'loan'>(id)
  const found = loanId === null ? null : await loan(tx, loanId)
  return found === null ? null : { label: found.number, href: `/loans/${found.id}`, personId: found.personId }
}
