import { expect, test } from 'vitest'
import { realClock } from '../clock.ts'
import { createLog } from '../log.ts'
import { type Route, get } from './route.ts'
import { createServer } from './server.ts'

const lines: string[] = []
const routes: Route[] = [
  get('/invitation/:token', { public: 'a test' }, () => {
    throw new Error('broken')
  }),
]
const server = createServer({
  clock: realClock,
  log: createLog('error', { write: (line) => lines.push(line) }),
  secure: true,
  publicDir: '.',
  routes,
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
})

test('a request that fails is logged by its route, never by the one-time link that stood in its address', async () => {
  const answer = await server.request('http://localhost/invitation/a-secret-that-still-works?next=/people/a-secret-that-still-works')
  expect(answer.status).toBe(500)
  const line = lines.join('')
  expect(line).toContain('"path":"/invitation/:token"')
  expect(line).not.toContain('a-secret-that-still-works')
})
