import { expect, test } from 'vitest'
import { bareServer } from '../../../test/support/bare-server.ts'

const token = 'a-token-of-the-monitor'
const asked = async (parts: { secure: boolean; metricsToken?: string }, authorization?: string) => {
  const server = bareServer({
    routes: [],
    ...parts,
    refusedPage: (call, { kind }) => Promise.resolve(call.json(kind, kind === 'not_found' ? 404 : 500)),
  })
  const headers: Record<string, string> = authorization === undefined ? {} : { authorization }
  return (await server.request('http://localhost/metrics', { headers })).status
}

test('the counters are read with their token; without one, on one’s own machine only', async () => {
  expect(await asked({ secure: true, metricsToken: token }, `Bearer ${token}`)).toBe(200)
  expect(await asked({ secure: true, metricsToken: token }, `Bearer ${token}x`)).toBe(404)
  expect(await asked({ secure: true, metricsToken: token }, token)).toBe(404)
  expect(await asked({ secure: true, metricsToken: token })).toBe(404)
  expect(await asked({ secure: true })).toBe(404)
  expect(await asked({ secure: false, metricsToken: token })).toBe(404)
  expect(await asked({ secure: false })).toBe(200)
})
