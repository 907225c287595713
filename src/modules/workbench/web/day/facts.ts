import type { PersonId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { accountNames, authorize, mayEver, standsInFor } from '#modules/access/index.ts'
import { type SessionOfDay, activityActions, personsTaught, sessionsOfDay } from '#modules/activities/index.ts'
import { recordRead } from '#modules/audit/index.ts'
import { ballsOf, caseloadActions, listPage, lookedAfter, standingsOfPerson, visit } from '#modules/caseload/index.ts'
import type { Lang } from '#ui/lang.ts'
import { agreementNames } from '#modules/agreements/index.ts'
import { type Notice, actions as noticeActions, agreementOf, tasksOf, toPrintCount } from '#modules/notices/index.ts'
import { changedSince, personNames } from '#modules/people/index.ts'
import { actions as referralActions } from '#modules/referrals/index.ts'
import { type CaseEvent, type CaseKey, type CasePorts, timelineOf } from '#platform/case.ts'
import type { Tx } from '#platform/db/database.ts'
import { workbenchActions } from '../../actions.ts'
import type { StaffReader } from '../case/read-case.ts'
import { type OpenRequest, requestsFor } from '../front/access-requests.tsx'
import { type Row, type WordsPorts, rowFor } from '../front/rows.ts'

/** A case in which something happened, with the happenings, newest first. */
export type Changed = { key: CaseKey; events: readonly CaseEvent[] }

/** Everything the page of the day shows. */
export type DayFacts = {
  /** True for those who hold sessions; the rest see none. */
  teaches: boolean
  sessions: readonly SessionOfDay[]
  missing: readonly SessionOfDay[]
  tasks: readonly Notice[]
  /** What the agreements are called that tasks without a case lead to. */
  agreements: ReadonlyMap<string, Record<Lang, string>>
  balls: readonly Row[]
  /** False when the reader looks after no case at all. */
  hasCases: boolean
  /** How many cases nobody looks after, at most a page of them; null for those who may not take one. */
  unassigned: number | null
  /** How many letters and copies the organisation has yet to print; null for those who do not see its post. */
  toPrint: number | null
  /** Whether the reader refers citizens. */
  mayRefer: boolean
  /** Requests to see a file that the reader's organisation has yet to answer; none for one who may not answer them. */
  accessRequests: readonly OpenRequest[]
  names: ReadonlyMap<string, string | null>
  /** Colleagues the reader stands in for today, by account: what is theirs is marked with their name. */
  standsIn: ReadonlyMap<string, string>
  /** Since when the changes are told, whether that is the visit before this one, and whether there was one. */
  since: { at: Instant; visit: boolean; visited: boolean }
  changed: readonly Changed[]
  /** Cases with changes beyond those told. */
  moreChanged: number
}

/** Beyond these the page leads to the list itself: a day is to be read at a glance. */
const most = { cases: 200, balls: 12, changed: 6 }

/** Gathers a member of staff's day. What is told of a person is logged as read, before it is shown. */
export async function dayFacts(
  tx: Tx,
  ports: { cases: CasePorts; words: WordsPorts },
  reader: StaffReader,
  { at, week }: { at: Instant; week: boolean },
): Promise<DayFacts> {
  const { actor, today, lang } = reader
  const { organisationId, accountId } = actor
  const before = await visit(tx, { accountId, at })
  const since = {
    at: week || before === null ? at.subtract({ hours: 7 * 24 }) : before,
    visit: !week && before !== null,
    visited: before !== null,
  }
  const sessions = await sessionsOfDay(tx, { accountId, lang, today })
  const absent = await standsInFor(tx, { accountId, organisationId, today })
  const accountIds = [accountId, ...absent]
  const mine = await lookedAfter(tx, { organisationId, accountIds, limit: most.cases })
  const balls = await ballsOf(tx, { organisationId, accountIds, today, limit: most.balls })
  const tasks = await tasksOf(tx, actor)
  const agreements = await agreementNames(
    tx,
    tasks.flatMap((task) => agreementOf(task) ?? []),
  )
  const taught = await personsTaught(tx, { teacherId: accountId, from: today.subtract({ days: 30 }), until: today.add({ days: 30 }) })
  const persons = [...new Set([...mine.map((one) => one.personId), ...taught])]
  const changes = await changedSince(tx, persons, since.at)
  const changed = await changesOf(tx, ports.cases, reader, {
    persons: changes.slice(0, most.changed).map((one) => one.personId),
    since: since.at,
    at,
  })
  return {
    teaches: mayEver(actor, activityActions.register),
    sessions: sessions.filter((one) => !one.missing),
    missing: sessions.filter((one) => one.missing),
    tasks,
    toPrint: mayEver(actor, noticeActions.see_post) ? await toPrintCount(tx) : null,
    agreements,
    balls: balls.map((row) => rowFor(row, ports.words, reader)),
    hasCases: mine.length > 0,
    unassigned: mayEver(actor, caseloadActions.assign) ? await unassignedOf(tx, reader) : null,
    mayRefer: mayEver(actor, referralActions.start),
    names: await namesOf(tx, [...balls.map((one) => one.personId), ...tasks.flatMap(({ personId }) => personId ?? []), ...persons]),
    accessRequests: await requestsFor(tx, actor),
    standsIn: await accountNames(tx, absent),
    since,
    changed,
    moreChanged: Math.max(0, changes.length - most.changed),
  }
}

async function unassignedOf(tx: Tx, { actor, today }: StaffReader): Promise<number> {
  const wish = { list: 'unassigned', phase: null, agreementId: null, due: null, after: null } as const
  const page = await listPage(tx, { ...wish, organisationId: actor.organisationId, accountId: actor.accountId, today })
  return page.rows.length
}

async function namesOf(tx: Tx, ids: readonly PersonId[]): Promise<Map<PersonId, string | null>> {
  const people = await personNames(tx, [...new Set(ids)])
  return new Map([...people].map(([id, { name }]) => [id, name]))
}

type Wanted = { persons: readonly PersonId[]; since: Instant; at: Instant }

async function changesOf(tx: Tx, ports: CasePorts, reader: StaffReader, { persons, since, at }: Wanted): Promise<Changed[]> {
  const changed: Changed[] = []
  for (const personId of persons) {
    let told = false
    for (const { caseId } of await standingsOfPerson(tx, personId)) {
      const key = await ports.caseOf(tx, caseId, reader)
      if (key === null || !authorize(reader.actor, workbenchActions.see_case, { parties: key.parties }).ok) continue
      const timeline = await timelineOf(tx, ports, reader, key)
      const events = timeline.filter((event) => Temporal.Instant.compare(event.at, since) > 0)
      if (events.length > 0) changed.push({ key, events })
      told ||= events.length > 0
    }
    if (told) await recordRead(tx, { actor: reader.actor, page: 'workbench.day', personId, at })
  }
  return changed
}
