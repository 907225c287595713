import type { Hono } from 'hono'
import { realClock } from '#platform/clock.ts'
import { type ServerPorts, createServer } from '#platform/http/server.ts'
import { createLog } from '#platform/log.ts'

/** A server without modules, at which nobody is signed in: these routes, and what a test says otherwise. A refusal answers its kind with 500. */
export function bareServer(ports: Pick<ServerPorts, 'routes'> & Partial<ServerPorts>): Hono {
  return createServer({
    clock: realClock,
    log: createLog('silent'),
    secure: true,
    publicDir: '.',
    actorOf: () => Promise.resolve(null),
    mayEver: () => true,
    frame: () =>
      Promise.resolve({
        lang: 'da',
        kind: 'bare',
        user: null,
        nav: [],
        currentPath: '/',
        clockDay: realClock.today(),
        alternateHref: '/',
      }),
    refusedPage: (call, { kind }) => Promise.resolve(call.json(kind, 500)),
    ready: () => Promise.resolve({ ok: true, checks: {} }),
    metrics: () => Promise.resolve(''),
    ...ports,
  })
}
