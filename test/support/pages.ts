import type { Hono } from 'hono'
import type { Actor } from '#kernel/actor.ts'
import { mayEver } from '#modules/access/index.ts'
import type { Clock } from '#platform/clock.ts'
import { sessionCookie } from '#platform/http/server.ts'
import type { Route } from '#platform/http/route.ts'
import { bareServer } from './bare-server.ts'

/** What a page answered: its status, its text, and where it leads. */
export type Answer = { status: number; html: string; location: string | null; headers: Headers }

/** The pages of some routes, asked as the program's server asks them, by an actor and without a network. */
export type Pages = {
  get: (actor: Actor, path: string, lang?: 'da' | 'en') => Promise<Answer>
  /** Fields as a plain form sends them; with a `File` among them, as one that takes files. */
  post: (actor: Actor, path: string, fields: Record<string, string | File>) => Promise<Answer>
}

/** Serves routes as the program does: the same server, guard and refusals; only sign-in and the shell are left out. */
export function serverOf(routes: readonly Route[], clock: Clock, actors: ReadonlyMap<string, Actor> = new Map()): Hono {
  return bareServer({
    clock,
    secure: false,
    routes,
    actorOf: (token) => Promise.resolve(actors.get(token) ?? null),
    mayEver: (actor, access) => 'public' in access || mayEver(actor, access),
    frame: ({ actor, lang, path }) => {
      const kind = actor?.kind === 'citizen' ? 'citizen' : 'staff'
      return Promise.resolve({ lang, kind, user: null, nav: [], currentPath: path, clockDay: clock.today(), alternateHref: '/' })
    },
    refusedPage: (call, { kind }) => Promise.resolve(call.page(kind, kind === 'not_permitted' ? 403 : kind === 'broken' ? 500 : 404)),
  })
}

/** The pages of routes, asked of `serverOf` by an actor who is signed in. */
export function pagesOf(routes: readonly Route[], clock: Clock): Pages {
  const actors = new Map<string, Actor>()
  const server = serverOf(routes, clock, actors)
  const ask = async (actor: Actor, path: string, init: RequestInit, lang: 'da' | 'en'): Promise<Answer> => {
    const token = actor.kind === 'system' ? actor.job : actor.accountId
    actors.set(token, actor)
    const headers = { cookie: `${sessionCookie}=${token}; lang=${lang}`, origin: 'http://localhost' }
    const response = await server.request(`http://localhost${path}`, { ...init, headers })
    return { status: response.status, html: await response.text(), location: response.headers.get('location'), headers: response.headers }
  }
  return {
    get: (actor, path, lang = 'da') => ask(actor, path, {}, lang),
    post: (actor, path, fields) => ask(actor, path, { method: 'POST', body: bodyOf(fields) }, 'da'),
  }
}

function bodyOf(fields: Record<string, string | File>): URLSearchParams | FormData {
  const body = new FormData()
  const texts = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) {
    body.set(name, value)
    if (typeof value === 'string') texts.set(name, value)
  }
  return Object.values(fields).every((value) => typeof value === 'string') ? texts : body
}
