import { expect, test } from 'vitest'
import { bareServer } from '../../../test/support/bare-server.ts'
import { createLog } from '../log.ts'
import { type Route, get } from './route.ts'

const lines: string[] = []
const routes: Route[] = [
  get('/invitation/:token', { public: 'a test' }, () => {
    throw new Error('broken')
  }),
]
const server = bareServer({ routes, log: createLog('error', { write: (line) => lines.push(line) }) })

test('a request that fails is logged by its route, never by the one-time link that stood in its address', async () => {
  const answer = await server.request('http://localhost/invitation/a-secret-that-still-works?next=/people/a-secret-that-still-works')
  expect(answer.status).toBe(500)
  const line = lines.join('')
  expect(line).toContain('"path":"/invitation/:token"')
  expect(line).not.toContain('a-secret-that-still-works')
})
