import type { SystemActor } from '#kernel/actor.ts'
import { type Day, type Instant, isOnOrBefore } from '#kernel/days.ts'
import { organisations } from '#modules/access/index.ts'
import { type Agreement, agreementsOf, occupancies, openStates } from '#modules/agreements/index.ts'
import { tellAll } from '#modules/notices/index.ts'
import { type Db, type Tx, nobody } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import { capacityOf, heldOn, weekBefore } from '../domain/week.ts'
import { lineLength } from '../store/enrolments.ts'
import { lastCapacity, saveWeek, weekEvents } from '../store/weeks.ts'

/**
 * Looks once at the week that has ended, for every agreement whose runs go on: the Business Director is told where something
 * happened, those who fill the places where it turned full or unused. Nothing new is no mail. Answers how many weeks were looked at.
 */
export async function tellWeeks(db: Db, today: Day, at: Instant): Promise<number> {
  let done = 0
  for (const { id: organisationId } of await db.read(nobody(today), (tx) => organisations(tx))) {
    const actor: SystemActor = { kind: 'system', job: 'enrolments.due', organisationId }
    const context = contextOf(actor, today)
    for (const agreed of await db.read(context, (tx) => agreementsOf(tx, organisationId))) {
      if (agreed.parties.provider !== organisationId || agreed.state === 'draft') continue
      if (Temporal.PlainDate.compare(agreed.runOffUntil, today) < 0) continue
      done += await db.transaction(context, (tx) => tellWeek(tx, agreed, today, at))
    }
  }
  return done
}

async function tellWeek(tx: Tx, agreed: Agreement, today: Day, at: Instant): Promise<number> {
  const week = weekBefore(today)
  const { id, parties } = agreed
  const happened = await weekEvents(tx, id, week)
  // Before its first day an agreement has no place that could stand empty.
  const isOpen = openStates.includes(agreed.state) && isOnOrBefore(agreed.startsOn, today)
  const held = heldOn(await occupancies(tx, id), today)
  const capacity = isOpen ? capacityOf({ held, bought: agreed.places, waiting: await lineLength(tx, id) }) : 'usual'
  const before = await lastCapacity(tx, id)
  if (!(await saveWeek(tx, id, { from: week.from, capacity, happened: happened.length, at }))) return 0
  const about = { parties, subject: { noun: 'agreement', id }, at }
  if (happened.length > 0) await tellAll(tx, { ...about, kind: 'weekly_digest', href: `/agreements/${id}/weeks/${week.from.toString()}` })
  if (capacity !== 'usual' && capacity !== before) await tellAll(tx, { ...about, kind: 'capacity', href: `/agreements/${id}/places` })
  return 1
}
