import { contextOf } from '#platform/http/context.ts'
import type { StaffActor } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { directorNotices, giveReceipt, messages, saveSeen } from '#modules/notices/index.ts'
import { type Play, act } from './play.ts'

const atOnce = 500

/** Birgitte opens the enrolments and discharges that came, and signs that she has seen them. */
export async function birgitteSigns({ db, clock, stage }: Play): Promise<void> {
  const { birgitte: actor } = stage.actors
  const told = await db.read(contextOf(actor, clock.today()), (tx) => directorNotices(tx, atOnce))
  for (const { id } of told.filter(({ openedAt }) => openedAt === null))
    await act(db, clock, actor, (tx) => giveReceipt(tx, { actor, id, at: clock.now() }))
}

/** Everybody has opened the messages that came before a moment, so that the new ones stand out when the demo opens. */
export async function everybodyReads({ db, clock, citizens }: Play, staff: readonly StaffActor[], before: Instant): Promise<void> {
  const today = clock.today()
  const readers = [
    ...staff.map(({ accountId, organisationId }) => ({ accountId, organisationId, personId: null, today })),
    ...citizens.map(({ accountId, personId }) => ({ accountId, organisationId: null, personId, today })),
  ]
  for (const reader of readers)
    await db.transaction(reader, async (tx) => {
      const old = (await messages(tx, atOnce)).filter(({ at }) => Temporal.Instant.compare(at, before) < 0)
      const ids = old.map(({ id }) => id)
      await saveSeen(tx, ids, reader.accountId, clock.now())
    })
}
