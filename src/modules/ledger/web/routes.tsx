import { assert } from '#kernel/result.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { authorize } from '#modules/access/index.ts'
import { errorText, readForm } from '#ui/form-data.ts'
import { day, optional } from '#ui/form-fields.ts'
import { ledgerActions } from '../actions.ts'
import { balancesOn, latestEntries } from '../store/entries.ts'
import { BookPage } from './book/page.tsx'

/** The books' one page. */
export function ledgerRoutes(deps: Deps): Route[] {
  return [get('/ledger', ledgerActions.see, (call) => showBook(deps, call))]
}

async function showBook({ db }: Deps, call: Call): Promise<Response> {
  assert(call.actor?.kind === 'staff', 'the books are read by staff')
  const bookId = call.actor.organisationId
  const permit = authorize(call.actor, ledgerActions.see, { ownerId: bookId })
  if (!permit.ok) return call.refused(permit.refusal)
  const read = readForm({ as_of: optional(day()) }, call.queries())
  const asOf = (read.ok ? read.value.as_of : null) ?? call.today
  const error = read.ok ? undefined : errorText(read.refusal.as_of, call.lang)
  const facts = await db.read(call.context, async (tx) => ({
    balances: await balancesOn(tx, bookId, asOf),
    entries: await latestEntries(tx, bookId, 50),
  }))
  return call.page(<BookPage call={call} asOf={asOf} {...(error === undefined ? {} : { error })} {...facts} />, read.ok ? 200 : 422)
}
