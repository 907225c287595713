import type { Actor } from '#kernel/actor.ts'
import { parseId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { nobody } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { authorize, staff, stillActs } from '#modules/access/index.ts'
import { agreement } from '#modules/agreements/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { programmeVersion } from '#modules/programmes/index.ts'
import type { Lang } from '#ui/lang.ts'
import { activityActions } from '../../actions.ts'
import { type FeedHolder, changeCounts, feedSessions, holderOf, makeLink, ownLinks, revokeLink } from '../../store/calendar-links.ts'
import { runningClasses } from '../../store/classes.ts'
import type { Session } from '../../store/sessions.ts'
import { texts } from '../../texts/texts.ts'
import { type FeedEntry, calendarFile } from './feed.ts'
import { CalendarPage, type OfferedCalendar } from './page.tsx'

/** What calendars need besides the usual: where the program is reached, for the link. */
export type CalendarDeps = Deps & { publicUrl: () => string }

/** Links to calendars, for staff and citizens, and the feeds behind them. */
export function calendarRoutes(deps: CalendarDeps): Route[] {
  const secret = { public: 'a calendar program cannot sign in: the secret in the link, 256 random bits that can be revoked, is the key' }
  const own = activityActions.own_calendar
  return [
    get('/calendars', activityActions.calendar, (call) => show(deps, call)),
    post('/calendars', activityActions.calendar, (call) => make(deps, call)),
    post('/calendars/:id/revoke', activityActions.calendar, (call) => revoke(deps, call)),
    get('/me/calendar', own, (call) => show(deps, call)),
    post('/me/calendar', own, (call) => make(deps, call)),
    post('/me/calendar/:id/revoke', own, (call) => revoke(deps, call)),
    get('/calendar/:file', secret, (call) => feed(deps, call)),
  ]
}

type Holder = Exclude<Actor, { kind: 'system' }>

function holderOfCall(call: Call): Holder {
  assert(call.actor !== null && call.actor.kind !== 'system', 'calendars belong to people')
  return call.actor
}

const pathOf = (actor: Holder) => (actor.kind === 'staff' ? '/calendars' : '/me/calendar')

function permitted(actor: Holder): boolean {
  return actor.kind === 'staff'
    ? authorize(actor, activityActions.calendar, { ownerId: actor.organisationId }).ok
    : authorize(actor, activityActions.own_calendar, { personId: actor.personId }).ok
}

async function offered(tx: Tx, call: Call): Promise<OfferedCalendar[]> {
  const actor = holderOfCall(call)
  const say = texts(call.lang)
  const links = await ownLinks(tx)
  const withLink = (calendar: Omit<OfferedCalendar, 'link'>): OfferedCalendar => ({
    ...calendar,
    link: links.find((link) => link.kind === calendar.kind && link.subjectId === calendar.subjectId) ?? null,
  })
  if (actor.kind === 'citizen') return [withLink({ kind: 'citizen', subjectId: actor.personId, name: say.calendarOwn })]
  const running = await runningClasses(tx, call.today)
  return [
    withLink({ kind: 'coach', subjectId: actor.accountId, name: say.calendarCoach }),
    ...running.map(({ id, label }) => withLink({ kind: 'class', subjectId: id, name: say.calendarClass(label) })),
  ]
}

async function show({ db }: CalendarDeps, call: Call): Promise<Response> {
  const actor = holderOfCall(call)
  if (!permitted(actor)) return call.refused({ kind: 'not_permitted' })
  const calendars = await db.read(call.context, (tx) => offered(tx, call))
  return call.page(<CalendarPage call={call} path={pathOf(actor)} calendars={calendars} fresh={null} />)
}

async function make({ db, publicUrl }: CalendarDeps, call: Call): Promise<Response> {
  const actor = holderOfCall(call)
  if (!permitted(actor)) return call.refused({ kind: 'not_permitted' })
  const form = await call.form()
  const made = await db.transaction(call.context, async (tx) => {
    const wanted = (await offered(tx, call)).find(({ kind, subjectId }) => kind === form.get('kind') && subjectId === form.get('subject'))
    if (wanted === undefined) return null
    const holder =
      actor.kind === 'staff' ? { organisationId: actor.organisationId, personId: null } : { organisationId: null, personId: actor.personId }
    const link = { kind: wanted.kind, subjectId: wanted.subjectId, accountId: actor.accountId, ...holder, lang: call.lang, at: call.now }
    const secret = await makeLink(tx, link)
    const action = actor.kind === 'staff' ? activityActions.calendar : activityActions.own_calendar
    await recordChange(tx, { actor, action, on: { noun: 'calendar', id: wanted.subjectId }, codes: { step: 'made' }, at: call.now })
    return { calendars: await offered(tx, call), fresh: { name: wanted.name, url: `${publicUrl()}/calendar/${secret}.ics` } }
  })
  return made === null ? call.notFound() : call.page(<CalendarPage call={call} path={pathOf(actor)} {...made} />)
}

async function revoke({ db }: CalendarDeps, call: Call): Promise<Response> {
  const actor = holderOfCall(call)
  const id = parseId<'calendar_link'>(call.param('id'))
  if (!permitted(actor)) return call.refused({ kind: 'not_permitted' })
  if (id === null) return call.notFound()
  await db.transaction(call.context, async (tx) => {
    if (!(await revokeLink(tx, id, call.now))) return
    const action = actor.kind === 'staff' ? activityActions.calendar : activityActions.own_calendar
    await recordChange(tx, { actor, action, on: { noun: 'calendar', id }, codes: { step: 'revoked' }, at: call.now })
  })
  return call.see(pathOf(actor), texts(call.lang).calendarRevoked)
}

/** How far back a feed reaches, in days. */
const feedPastDays = 90

async function feed({ db, publicUrl }: CalendarDeps, call: Call): Promise<Response> {
  const secret = /^([\w-]{43})\.ics$/.exec(call.param('file'))?.[1]
  const holder = secret === undefined ? null : await db.read(nobody(call.today), (tx) => holderOf(tx, secret))
  if (holder === null) return call.notFound()
  const context = {
    accountId: holder.account_id,
    organisationId: holder.organisation_id,
    personId: holder.person_id,
    today: call.today,
  }
  const entries = await db.read(context, async (tx) =>
    (await isStillThere(tx, holder)) ? feedEntries(tx, holder, call, publicUrl()) : null,
  )
  if (entries === null) return call.notFound()
  const body = calendarFile(texts(holder.lang).calendarName, entries, call.now)
  return new Response(body, { headers: { 'content-type': 'text/calendar; charset=utf-8', 'cache-control': 'private, max-age=600' } })
}

/** Whoever has left the organisation or the work there, acts for the citizen no longer or was shut out takes no calendar along. */
async function isStillThere(tx: Tx, holder: FeedHolder): Promise<boolean> {
  const { organisation_id: organisationId, account_id: accountId } = holder
  if (organisationId === null) return stillActs(tx, accountId)
  const there = (await staff(tx, { organisationId })).find((one) => one.accountId === accountId)
  return there !== undefined && permitted({ kind: 'staff', organisationId, ...there })
}

async function feedEntries(tx: Tx, holder: FeedHolder, call: Call, url: string): Promise<FeedEntry[]> {
  const sessions = await feedSessions(tx, holder, call.today.subtract({ days: feedPastDays }).toString())
  const changes = await changeCounts(
    tx,
    sessions.map(({ id }) => id),
  )
  const names = await titlesOf(tx, sessions, holder.lang)
  const say = texts(holder.lang)
  return sessions.map((session) => {
    const name = names.get(`${session.agreementId}/${session.activity}`) ?? say.calendarEvent
    const title = session.classNo === null ? name : `${name}, ${say.sessionNo(session.classNo)}`
    return {
      session,
      title: session.cancelledAt === null ? title : `${say.calledOff}: ${title}`,
      changes: changes.get(session.id) ?? 0,
      url: holder.kind === 'citizen' ? null : `${url}/sessions/${session.id}`,
    }
  })
}

async function titlesOf(tx: Tx, sessions: readonly Session[], lang: Lang): Promise<Map<string, string>> {
  const titles = new Map<string, string>()
  for (const id of new Set(sessions.map((session) => session.agreementId))) {
    const agreed = await agreement(tx, id)
    if (agreed === null) continue
    const version = await programmeVersion(tx, agreed.programmeVersionId)
    for (const phase of version.phases) for (const activity of phase.activities) titles.set(`${id}/${activity.code}`, activity.name[lang])
  }
  return titles
}
