import type { CitizenActor, Role } from '#kernel/actor.ts'
import { type Day, dayOf, zone } from '#kernel/days.ts'
import { type Organisation, accountNames, organisations, signInsFor, staff } from '#modules/access/index.ts'
import { type SeenLine, linesAbout } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { type LogDay, byDay, subjectOf } from '../../domain/log-sentences.ts'

/** What the log needs: its days, the organisations, and the roles of the staff who stand in it. */
export type LogFacts = {
  days: readonly LogDay[]
  /** The day before which there are more; null when the page holds the first. */
  older: Day | null
  /** True when the page begins before the newest day. */
  earlier: boolean
  organisations: readonly Organisation[]
  roles: ReadonlyMap<string, readonly Role[]>
  /** Who acts for the citizen by a sign-in of their own, by account. */
  acting: ReadonlyMap<string, string>
  /** True when one of them reads it. */
  byAnother: boolean
}

const linesOfPage = 200

/** A page of the citizen's log, in whole days: the newest, or those before a day. */
export async function logFacts(tx: Tx, actor: CitizenActor, before: Day | null): Promise<LogFacts> {
  const { lines, older } = await wholeDays(tx, actor.personId, before)
  const known = await organisations(tx)
  const told = lines.map((line) => ({
    at: line.at,
    kind: line.kind,
    accountId: line.account_id,
    organisationId: line.organisation_id,
    onBehalfOf: line.on_behalf_of,
    what: subjectOf(line.action),
  }))
  return {
    days: byDay(told, zone),
    older,
    earlier: before !== null,
    organisations: known,
    roles: await rolesOf(tx, lines, known),
    acting: await accountNames(tx, [...(await signInsFor(tx, actor.personId)).values()]),
    byAnother: actor.scope !== undefined,
  }
}

const startOf = (on: Day) => on.toZonedDateTime(zone).toInstant()

// A day cut in two would count too few, so the last day of a page is always whole.
async function wholeDays(tx: Tx, personId: string, before: Day | null): Promise<{ lines: SeenLine[]; older: Day | null }> {
  const span = before === null ? {} : { until: startOf(before) }
  const first = await linesAbout(tx, personId, linesOfPage, span)
  const last = first.at(-1)
  if (last === undefined || first.length < linesOfPage) return { lines: first, older: null }
  const oldest = dayOf(last.at)
  const lines = await linesAbout(tx, personId, null, { ...span, from: startOf(oldest) })
  const more = await linesAbout(tx, personId, 1, { until: startOf(oldest) })
  return { lines, older: more.length === 0 ? null : oldest }
}

async function rolesOf(tx: Tx, lines: readonly SeenLine[], known: readonly Organisation[]): Promise<Map<string, readonly Role[]>> {
  const acted = new Set<string | null>(lines.map((line) => line.organisation_id))
  const roles = new Map<string, readonly Role[]>()
  for (const { id } of known.filter((one) => acted.has(one.id)))
    for (const member of await staff(tx, { organisationId: id })) roles.set(member.accountId, member.roles)
  return roles
}
