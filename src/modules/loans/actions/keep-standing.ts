import type { SystemActor } from '#kernel/actor.ts'
import type { Day } from '#kernel/days.ts'
import { assert } from '#kernel/result.ts'
import { type Db, type Tx, nobody } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import type { LoanId } from '../domain/loan.ts'
import type { RecordedEvent } from '../domain/recorded-event.ts'
import { bearsFrom, stretchesSince } from '../domain/stretch.ts'
import { eventsOf } from '../store/events.ts'
import { loan as loanById } from '../store/loans.ts'
import { hasStanding, loansWithoutStanding, saveStretches } from '../store/standings.ts'

const batch = 500

/** Writes how a loan stands, in the transaction of the event entered last: from the day that event bears on. */
export async function keepStanding(tx: Tx, id: LoanId): Promise<void> {
  const recorded = await eventsOf(tx, id)
  const newest = recorded.at(-1)
  assert(newest !== undefined, 'a loan has a log')
  await writeStanding(tx, id, recorded, (await hasStanding(tx, id)) ? bearsFrom(newest, recorded) : firstDay(recorded))
}

/** Writes the standing of every loan that has none, each in a transaction of its own, so that a run broken off goes on where it stopped. */
export async function fillStandings(db: Db, today: Day): Promise<number> {
  let written = 0
  let after: LoanId | null = null
  for (;;) {
    const last: LoanId | null = after
    const missing: Awaited<ReturnType<typeof loansWithoutStanding>> = await db.read(nobody(today), (tx) =>
      loansWithoutStanding(tx, last, batch),
    )
    for (const { id, lenderId } of missing) {
      const actor: SystemActor = { kind: 'system', job: 'loans.standings', organisationId: lenderId }
      if (await db.transaction(contextOf(actor, today), (tx) => writeWhole(tx, id))) written += 1
    }
    after = missing.at(-1)?.id ?? null
    if (missing.length < batch) return written
  }
}

async function writeWhole(tx: Tx, id: LoanId): Promise<boolean> {
  const recorded = await eventsOf(tx, id)
  // Before advice the lender sees nothing of an application; its standing is written with the next step.
  if (recorded.length === 0) return false
  await writeStanding(tx, id, recorded, firstDay(recorded))
  return true
}

function firstDay(recorded: readonly RecordedEvent[]): Day {
  const first = recorded.map((event) => event.on).toSorted((a, b) => Temporal.PlainDate.compare(a, b))[0]
  assert(first !== undefined, 'a loan has a log')
  return first
}

async function writeStanding(tx: Tx, id: LoanId, recorded: readonly RecordedEvent[], since: Day): Promise<void> {
  const found = await loanById(tx, id)
  assert(found !== null, 'who enters an event sees the loan')
  await saveStretches(tx, found, since, stretchesSince(found, recorded, since))
}
