import { createHash, timingSafeEqual } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Context as HonoContext, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { getCookie, deleteCookie } from 'hono/cookie'
import { csrf } from 'hono/csrf'
import { HTTPException } from 'hono/http-exception'
import { routePath } from 'hono/route'
import { secureHeaders } from 'hono/secure-headers'
import type { Actor } from '#kernel/actor.ts'
import type { Clock } from '../clock.ts'
import type { Log } from '../log.ts'
import { type Call, type Frame, type FrameRefusal, type Lang, makeCall } from './call.ts'
import { clientAddress } from './client-address.ts'
import { createDoor } from './door.ts'
import type { Route } from './route.ts'

/** What the server asks of the modules above it; `app.ts` hands it the answers. */
export type ServerPorts = {
  clock: Clock
  log: Log
  secure: boolean
  /** How many proxies of one's own stand in front, whose word for a client's address is taken; none when not said. */
  trustedProxies?: number
  publicDir: string
  routes: readonly Route[]
  /** Who holds this session, by its cookie; null when nobody does any more. */
  actorOf: (sessionToken: string) => Promise<Actor | null>
  /** May the actor do this action in any position at all? The action itself asks exactly. */
  mayEver: (actor: Actor, access: Route['access']) => boolean
  /** The shell's facts for a page. */
  frame: (facts: { actor: Actor | null; lang: Lang; path: string; url: URL; flash: string | undefined }) => Promise<Frame>
  /** A page that says no; logs it when it is a denied attempt. */
  refusedPage: (call: Call, refusal: FrameRefusal) => Promise<Response>
  /** The origin people see in their browser, where it may not be the one heard here: a proxy speaks TLS for the program. */
  publicOrigin?: () => string
  ready: () => Promise<{ ok: boolean; checks: Record<string, boolean> }>
  metrics: () => Promise<string>
  /** What asks for the counters must carry it as a bearer token. Without one they are read on one's own machine only, never where the program is `secure`. */
  metricsToken?: string | undefined
}

/** The name of the session's cookie. */
export const sessionCookie = 'grobund_session'

const usualBodyBytes = 1024 * 1024

/** The whole program as one web application. A route without an action or a stated reason to be public cannot be given to it. */
export function createServer(ports: ServerPorts): Hono {
  const app = new Hono()
  const ownFormsOnly = csrf({ origin: (origin, c) => origin === ports.publicOrigin?.() || origin === new URL(c.req.url).origin })
  app.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'none'"],
        styleSrc: ["'self'"],
        fontSrc: ["'self'"],
        imgSrc: ["'self'"],
        scriptSrc: ["'self'"],
        formAction: ["'self'"],
        connectSrc: ["'self'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
      },
      referrerPolicy: 'same-origin',
      strictTransportSecurity: ports.secure ? 'max-age=31536000; includeSubDomains' : false,
    }),
  )
  app.use('*', async (c, next) => (c.req.path.startsWith('/api/') ? next() : ownFormsOnly(c, next)))
  app.get('/healthz', (c) => c.json({ ok: true }))
  app.get('/readyz', async (c) => {
    const ready = await ports.ready()
    return c.json(ready, ready.ok ? 200 : 503)
  })
  app.get('/metrics', async (c) => (mayMeasure(c, ports) ? c.text(await ports.metrics()) : c.notFound()))
  app.get('/public/:file', (c) => publicFile(c, ports.publicDir))
  const door = createDoor()
  for (const route of ports.routes)
    app.on(route.method.toUpperCase(), route.path, limitOf(ports, route), (c) => {
      const work = () => answer(c, ports, route)
      // Only pages pass the door: a form whose body is slow in coming, by a bad line or on purpose, must keep nobody out.
      return route.method === 'get' ? door(work) : work()
    })
  app.notFound(async (c) => {
    if (c.req.path.startsWith('/api/')) return noSuchCall(ports, c.req.path)
    return ports.refusedPage(await callOf(c, ports, await actorOfRequest(c, ports)), { kind: 'not_found' })
  })
  app.onError(async (error, c) => {
    if (error instanceof HTTPException && error.status === 403)
      return ports.refusedPage(await callOf(c, ports, null), { kind: 'foreign_form' })
    if (error instanceof HTTPException && error.status === 400)
      return ports.refusedPage(await callOf(c, ports, await actorOfRequest(c, ports)), { kind: 'unreadable' })
    // The address as it is declared, for what stands in its place may be a one-time link or the secret of a calendar.
    ports.log.error({ err: error, method: c.req.method, path: routePath(c, -1) }, 'request failed')
    if (c.req.path.startsWith('/api/')) return problem(500, 'Something went wrong here; nothing was changed')
    return ports.refusedPage(await callOf(c, ports, null), { kind: 'broken' })
  })
  return app
}

// An upload has room for more than the largest file, so that a file just over its limit is refused beside its field.
function limitOf(ports: ServerPorts, { maxBodyBytes = usualBodyBytes }: Route) {
  return bodyLimit({
    maxSize: maxBodyBytes,
    onError: async (c) => {
      if (c.req.path.startsWith('/api/')) return problem(413, 'The body is too large', 'body')
      return ports.refusedPage(await callOf(c, ports, await actorOfRequest(c, ports)), { kind: 'body_too_large' })
    },
  })
}

// An address that is there, asked by a method it does not take, says which it takes (RFC 9110 § 15.5.6).
function noSuchCall({ routes }: ServerPorts, path: string): Response {
  const methods = routes
    .filter((route) => route.path === path)
    .map((route) => (route.method === 'get' ? 'GET, HEAD' : route.method.toUpperCase()))
  if (methods.length === 0) return problem(404, 'No such address')
  const answer = problem(405, 'The address does not take this method', 'method')
  answer.headers.set('allow', methods.join(', '))
  return answer
}

function problem(status: number, title: string, field?: string): Response {
  return new Response(JSON.stringify({ type: 'about:blank', title, status, ...(field === undefined ? {} : { field }) }), {
    status,
    headers: { 'content-type': 'application/problem+json' },
  })
}

async function answer(c: HonoContext, ports: ServerPorts, route: Route): Promise<Response> {
  const actor = await actorOfRequest(c, ports)
  const call = await callOf(c, ports, actor)
  if (!('public' in route.access)) {
    if (actor === null) {
      if (route.method === 'post') return ports.refusedPage(call, { kind: 'signed_out' })
      const url = new URL(c.req.url)
      return c.redirect(`/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`, 303)
    }
    if (!ports.mayEver(actor, route.access)) return call.refused({ kind: 'not_permitted', action: route.access.name } as FrameRefusal)
  }
  const response = await route.handle(call)
  if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'no-store')
  return response
}

async function actorOfRequest(c: HonoContext, ports: ServerPorts): Promise<Actor | null> {
  const token = getCookie(c, sessionCookie)
  return token === undefined ? null : ports.actorOf(token)
}

async function callOf(c: HonoContext, ports: ServerPorts, actor: Actor | null): Promise<Call> {
  const url = new URL(c.req.url)
  const lang: Lang = getCookie(c, 'lang') === 'en' ? 'en' : 'da'
  const flash = getCookie(c, 'flash')
  if (flash !== undefined && c.req.method === 'GET') deleteCookie(c, 'flash', { path: '/' })
  const frame = await ports.frame({ actor, lang, path: url.pathname, url, flash: flash === undefined ? undefined : decoded(flash) })
  const now = ports.clock.now()
  const address = clientAddress(socketAddress(c), c.req.header('x-forwarded-for'), ports.trustedProxies ?? 0)
  return makeCall({ c, actor, lang, now, today: ports.clock.today(), frame, secure: ports.secure, address, refusedPage: ports.refusedPage })
}

// Without the token the address does not exist: there is nothing to try passwords at.
function mayMeasure(c: HonoContext, { metricsToken, secure }: ServerPorts): boolean {
  if (metricsToken === undefined) return !secure
  return sameSecret(c.req.header('authorization') ?? '', `Bearer ${metricsToken}`)
}

// Of hashes, so that neither length nor a common beginning shows in the time it takes.
function sameSecret(given: string, expected: string): boolean {
  const hashOf = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(hashOf(given), hashOf(expected))
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

function socketAddress(c: HonoContext): string {
  const bindings: unknown = c.env
  if (typeof bindings === 'object' && bindings !== null && 'incoming' in bindings) {
    const incoming: unknown = bindings.incoming
    if (typeof incoming === 'object' && incoming !== null && 'socket' in incoming) {
      const socket: unknown = incoming.socket
      if (typeof socket === 'object' && socket !== null && 'remoteAddress' in socket) return String(socket.remoteAddress)
    }
  }
  return 'unknown'
}

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
}

// Compressed ahead of time by the build: compressing in the request costs most of the rate.
async function publicFile(c: HonoContext, folder: string): Promise<Response> {
  const name = c.req.param('file') ?? ''
  const type = /^[\w.-]+\.(css|js|svg|woff2)$/.exec(name)?.[1]
  if (type === undefined) return c.notFound()
  const accepts = c.req.header('accept-encoding') ?? ''
  for (const [encoding, suffix] of [
    ['br', '.br'],
    ['gzip', '.gz'],
    ['', ''],
  ] as const) {
    if (encoding !== '' && !accepts.includes(encoding)) continue
    const bytes = await readFile(join(folder, name + suffix)).catch(() => null)
    if (bytes === null) continue
    const headers: Record<string, string> = {
      'content-type': types[type] ?? 'text/plain',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
    }
    if (encoding !== '') headers['content-encoding'] = encoding
    return new Response(new Uint8Array(bytes), { headers })
  }
  return c.notFound()
}
