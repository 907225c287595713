import type { AccountId, OrganisationId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { parseId } from '#kernel/ids.ts'
import { type Clock, realClock } from '#platform/clock.ts'
import { nobody } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import { sessionCookie } from '#platform/http/server.ts'
import type { Deps, Module } from '#platform/module.ts'
import { accessTexts, openSession, organisations, staff } from '#modules/access/index.ts'
import type { DemoCitizen } from './invite.ts'
import { happenings } from './happenings.ts'
import { type StartGroup, startPage } from './web/start-page.tsx'
import { tour } from './web/tour.ts'

const inDemo = { public: 'the demo: signing in by picking exists in no other mode' }

/** The demo's start: whom to be, and a clock that can be moved forward. Wired in `demo` and `dev` only. */
export function demoModule(
  deps: Deps,
  clock: Clock & { moveTo(instant: Temporal.Instant): void },
  runDue: () => Promise<number>,
  citizens: () => readonly DemoCitizen[],
): Module {
  const routes: Route[] = [
    get('/demo', inDemo, async (call) => {
      const since = momentOf(call.query('since'))
      const told = since === null || since >= clock.now().epochMilliseconds ? null : await toldTo(deps, call, citizens(), since)
      return call.page(startPage(call, await groups(deps, call, citizens()), told))
    }),
    post('/demo/sign-in', inDemo, (call) => signInAs(deps, call)),
    post('/demo/clock', inDemo, (call) => moveClock(call, clock, runDue)),
  ]
  return { name: 'demo', actions: [], routes }
}

async function groups({ db, clock }: Deps, call: Call, citizens: readonly DemoCitizen[]): Promise<StartGroup[]> {
  const say = accessTexts(call.lang)
  return db.read(nobody(clock.today()), async (tx) => {
    const found: StartGroup[] = []
    for (const organisation of await organisations(tx)) {
      const members = await staff(tx, { organisationId: organisation.id })
      const shown = members.filter((member) => member.name !== 'Administrator')
      found.push({
        key: organisation.key,
        name: organisation.name,
        members: shown.map((member) => ({
          id: `${member.accountId} ${organisation.id}`,
          name: member.name,
          note: member.roles.map((role, index) => (index === 0 ? say.roleNames[role] : say.roleNames[role].toLowerCase())).join(', '),
        })),
      })
    }
    const members = citizens.map(({ accountId, name, note }) => ({ id: accountId, name, note: note[call.lang] }))
    return members.length === 0 ? found : [...found, { key: 'citizens', name: call.lang === 'da' ? 'Borgere' : 'Citizens', members }]
  })
}

// What a forward move of the clock led to, by the box of everybody one may be.
async function toldTo(deps: Deps, call: Call, citizens: readonly DemoCitizen[], since: number) {
  const { db, clock } = deps
  const cast = await db.read(nobody(clock.today()), async (tx) => {
    const all = await organisations(tx)
    const staffed = await Promise.all(all.map(({ id }) => staff(tx, { organisationId: id })))
    return all.flatMap(({ id }, index) =>
      (staffed[index] ?? []).map(({ accountId, name }) => ({ accountId, organisationId: id, personId: null, name })),
    )
  })
  const own = citizens.map(({ accountId, personId, name }) => ({ accountId, organisationId: null, personId, name }))
  return happenings(db, [...cast, ...own], { since: Temporal.Instant.fromEpochMilliseconds(since), today: clock.today(), lang: call.lang })
}

function momentOf(text: string | null | undefined): number | null {
  return typeof text === 'string' && /^\d{1,15}$/.test(text) ? Number(text) : null
}

async function signInAs({ db, clock }: Deps, call: Call): Promise<Response> {
  const picked = (await call.form()).get('who')
  const [account, organisation, path = '/'] = typeof picked === 'string' ? picked.split(' ') : []
  const accountId: AccountId | null = parseId(account)
  const organisationId: OrganisationId | null = parseId(organisation)
  if (accountId === null) return call.see('/demo')
  const token = await db.transaction(nobody(clock.today()), (tx) => openSession(tx, { accountId, organisationId, at: realClock.now() }))
  call.setCookie(sessionCookie, token)
  return call.see(tour.some((stop) => stop.path === path) ? path : '/')
}

async function moveClock(
  call: Call,
  clock: Clock & { moveTo(instant: Temporal.Instant): void },
  runDue: () => Promise<number>,
): Promise<Response> {
  const asked = Number((await call.form()).get('days'))
  const days = asked === 1 || asked === 7 || asked === 30 ? asked : 1
  const before: Instant = clock.now()
  // Day by day, so that what falls due happens on its own day.
  for (let moved = 0; moved < days; moved += 1) {
    clock.moveTo(clock.now().add({ hours: 24 }))
    await runDue()
  }
  return call.see(`/demo?since=${before.epochMilliseconds}#happened`)
}
