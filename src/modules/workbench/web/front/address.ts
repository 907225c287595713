import type { AccountId } from '#kernel/actor.ts'
import { type Id, parseId } from '#kernel/ids.ts'
import { type ListName, type Phase, type Pressing, listNames, phases } from '#modules/caseload/index.ts'

/** What part of the worklist is shown, and of which absent colleague whom the reader stands in for; all of it stands in the address, so that it can be bookmarked and sent. */
export type Listing = {
  list: ListName
  phase: Phase | null
  agreementId: Id<'agreement'> | null
  due: Pressing | null
  after: string | null
  forWhom: AccountId | null
}

/** Reads the address; what it does not know it leaves out. The reader's own list is meant when none is named. */
export function listingOf(query: (name: string) => string | undefined): Listing {
  return {
    list: listNames.find((name) => name === query('list')) ?? 'mine',
    phase: phases.find((phase) => phase === query('phase')) ?? null,
    agreementId: parseId<'agreement'>(query('agreement') ?? ''),
    due: query('late') === 'yes' ? 'late' : query('soon') === 'yes' ? 'soon' : null,
    after: query('after') ?? null,
    forWhom: parseId<'account'>(query('for') ?? ''),
  }
}

/** The address of a part of the worklist. */
export function hrefOf({
  list,
  phase = null,
  agreementId = null,
  due = null,
  after = null,
  forWhom = null,
}: Pick<Listing, 'list'> & Partial<Listing>): string {
  const words = new URLSearchParams({ list })
  if (phase !== null) words.set('phase', phase)
  if (agreementId !== null) words.set('agreement', agreementId)
  if (due !== null) words.set(due, 'yes')
  if (forWhom !== null) words.set('for', forWhom)
  if (after !== null) words.set('after', after)
  return `/worklist?${words.toString()}`
}
