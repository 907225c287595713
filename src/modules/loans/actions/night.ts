import type { OrganisationId, SystemActor } from '#kernel/actor.ts'
import type { Day } from '#kernel/days.ts'
import { type Db, type Tx, nobody } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import type { LoanId } from '../domain/loan.ts'

const batch = 500
/** Loans worked on at once: the disk is waited for together, and the pages keep the rest of the connections. */
const lanes = 4

/** How far a night's work has come: loans looked at, and with how many something was done. */
export type Progress = { job: string; looked: number; done: number }

type Found = { id: LoanId; lenderId: OrganisationId }

/** What a night does with loans: which are next after a loan, and what is done with one, in a transaction of its own. */
export type Night = {
  job: string
  next: (tx: Tx, after: LoanId | null, most: number) => Promise<readonly Found[]>
  one: (tx: Tx, actor: SystemActor, id: LoanId) => Promise<boolean>
  say?: ((progress: Progress) => void) | undefined
}

/**
 * Goes through the loans that `next` finds, some at once, each in a transaction of its own, and answers with how many something was done.
 * What is done is kept with the loan, so that a run broken off goes on where it stopped, and two beside each other do nothing twice. A loan
 * that cannot be worked on holds up no other; the night then ends with all that went wrong.
 */
export async function overLoans(db: Db, today: Day, { job, next, one, say }: Night): Promise<number> {
  const wrong: unknown[] = []
  const progress: Progress = { job, looked: 0, done: 0 }
  let after: LoanId | null = null
  for (;;) {
    const last: LoanId | null = after
    const found: readonly Found[] = await db.read(nobody(today), (tx) => next(tx, last, batch))
    const left = [...found].reverse()
    const lane = async () => {
      for (let loan = left.pop(); loan !== undefined; loan = left.pop()) {
        const { id, lenderId } = loan
        const actor: SystemActor = { kind: 'system', job, organisationId: lenderId }
        try {
          if (await db.transaction(contextOf(actor, today), (tx) => one(tx, actor, id))) progress.done += 1
        } catch (error) {
          wrong.push(new Error(`${job} could not work on loan ${id}`, { cause: error }))
        }
        progress.looked += 1
      }
    }
    await Promise.all(Array.from({ length: lanes }, lane))
    after = found.at(-1)?.id ?? null
    if (found.length > 0) say?.({ ...progress })
    if (found.length < batch) break
  }
  if (wrong.length > 0) throw new AggregateError(wrong, `${job} could not work on ${wrong.length} of ${progress.looked} loans`)
  return progress.done
}
