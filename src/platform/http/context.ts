import type { Actor } from '#kernel/actor.ts'
import type { Day } from '#kernel/days.ts'
import { type Context, nobody } from '../db/database.ts'

/** What row-level security is told of an actor. */
export function contextOf(actor: Actor | null, today: Day): Context {
  if (actor === null) return nobody(today)
  switch (actor.kind) {
    case 'staff':
      return { accountId: actor.accountId, organisationId: actor.organisationId, personId: null, today }
    case 'citizen':
      return { accountId: actor.accountId, organisationId: null, personId: actor.personId, today }
    case 'system':
      return { accountId: null, organisationId: actor.organisationId, personId: null, today }
  }
}
