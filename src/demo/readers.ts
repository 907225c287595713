import { contextOf } from '#platform/http/context.ts'
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
export async function everybodyReads(plays: readonly Play[], before: Instant): Promise<void> {
  const readers = plays.flatMap(({ stage, citizens }) => [
    ...Object.values(stage.actors),
    ...citizens.map((one) => ({ ...one, organisationId: null })),
  ])
  const [play] = plays
  if (play === undefined) return
  const { db, clock } = play
  for (const { accountId, organisationId, ...more } of new Map(readers.map((one) => [one.accountId, one])).values()) {
    const context = { accountId, organisationId, personId: 'personId' in more ? more.personId : null, today: clock.today() }
    await db.transaction(context, async (tx) => {
      const old = (await messages(tx, atOnce)).filter(({ at }) => Temporal.Instant.compare(at, before) < 0)
      await saveSeen(
        tx,
        old.map(({ id }) => id),
        accountId,
        clock.now(),
      )
    })
  }
}
