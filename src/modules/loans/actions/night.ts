import type { OrganisationId, SystemActor } from '#kernel/actor.ts'
import type { Day } from '#kernel/days.ts'
import { type Db, type Tx, nobody } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import type { LoanId } from '../domain/loan.ts'

/** Loans found at once. Finding them costs about the same however few are taken, so they are many; an identity is small. */
const batch = 10_000
/** How many loans there are between two words of progress. */
const between = 500
/** Loans of one lender in one transaction: few enough that a clerk who waits for one of them does not notice. */
const together = 50
/** Loans worked on at once: the disk is waited for together, and the pages keep the rest of the connections. */
const lanes = 4

/** How far a night's work has come: loans looked at, and with how many something was done. */
export type Progress = { job: string; looked: number; done: number }

type Found = { id: LoanId; lenderId: OrganisationId }

/** What a night does with loans: which are next after a loan, and what is done with some of one lender, in a transaction; answers with how many. */
export type Night = {
  job: string
  next: (tx: Tx, after: LoanId | null, most: number) => Promise<readonly Found[]>
  some: (tx: Tx, actor: SystemActor, ids: readonly LoanId[]) => Promise<number>
  say?: ((progress: Progress) => void) | undefined
}

/** Work on one loan after the other, where there is nothing to gain from several. */
export function oneByOne(one: (tx: Tx, actor: SystemActor, id: LoanId) => Promise<boolean>): Night['some'] {
  return async (tx, actor, ids) => {
    let done = 0
    for (const id of ids) if (await one(tx, actor, id)) done += 1
    return done
  }
}

/**
 * Goes through the loans that `next` finds, some of one lender in a transaction and some transactions at once, and answers with how many
 * something was done. What is done is kept with the loan, so that a run broken off goes on where it stopped, and two beside each other do nothing
 * twice. A loan that cannot be worked on holds up no other: those of its transaction are worked on singly, and the night ends with all that went wrong.
 */
export async function overLoans(db: Db, today: Day, { job, next, some, say }: Night): Promise<number> {
  const wrong: unknown[] = []
  const progress: Progress = { job, looked: 0, done: 0 }
  let after: LoanId | null = null
  for (;;) {
    const last: LoanId | null = after
    const found: readonly Found[] = await db.read(nobody(today), (tx) => next(tx, last, batch))
    const left = inTogether(found).reverse()
    const work = async (ids: readonly LoanId[], lenderId: OrganisationId): Promise<void> => {
      const actor: SystemActor = { kind: 'system', job, organisationId: lenderId }
      try {
        const done = await db.transaction(contextOf(actor, today), (tx) => some(tx, actor, ids))
        progress.done += done
      } catch (error) {
        if (ids.length > 1) for (const id of ids) await work([id], lenderId)
        else wrong.push(new Error(`${job} could not work on loan ${ids.join()}`, { cause: error }))
      }
    }
    const lane = async () => {
      for (let few = left.pop(); few !== undefined; few = left.pop()) {
        await work(few.ids, few.lenderId)
        const before = progress.looked
        progress.looked += few.ids.length
        if (Math.floor(before / between) < Math.floor(progress.looked / between)) say?.({ ...progress })
      }
    }
    await Promise.all(Array.from({ length: lanes }, lane))
    after = found.at(-1)?.id ?? null
    if (found.length < batch) break
  }
  if (progress.looked % between > 0) say?.({ ...progress })
  if (wrong.length > 0) throw new AggregateError(wrong, `${job} could not work on ${wrong.length} of ${progress.looked} loans`)
  return progress.done
}

/** The loans found, in their order, some of one lender at a time. */
function inTogether(found: readonly Found[]): { ids: LoanId[]; lenderId: OrganisationId }[] {
  const some: { ids: LoanId[]; lenderId: OrganisationId }[] = []
  for (const { id, lenderId } of found) {
    const open = some.findLast((few) => few.lenderId === lenderId)
    if (open !== undefined && open.ids.length < together) open.ids.push(id)
    else some.push({ ids: [id], lenderId })
  }
  return some
}
