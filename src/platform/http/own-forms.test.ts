import { expect, test } from 'vitest'
import { bareServer } from '../../../test/support/bare-server.ts'
import { post } from './route.ts'

const server = bareServer({
  publicOrigin: () => 'https://grobund.example',
  routes: [post('/save', { public: 'a test' }, (call) => call.json('saved'))],
  refusedPage: (call, { kind }) => Promise.resolve(call.json(kind, kind === 'foreign_form' ? 403 : 500)),
})

// The proxy speaks TLS: the program hears http on its own port, whatever the browser shows.
const send = async (headers: Record<string, string>) => {
  const form = { 'content-type': 'application/x-www-form-urlencoded', ...headers }
  const answer = await server.request('http://127.0.0.1:3000/save', { method: 'POST', headers: form, body: 'a=1' })
  return `${answer.status} ${JSON.stringify(await answer.json())}`
}

test.each([
  ['from the address people see, behind a proxy that speaks TLS', { origin: 'https://grobund.example' }, '200 "saved"'],
  ['that the browser itself calls its own', { 'sec-fetch-site': 'same-origin' }, '200 "saved"'],
  ['from another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, '403 "foreign_form"'],
  ['from the same name without TLS', { origin: 'http://grobund.example' }, '403 "foreign_form"'],
  ['from a longer name that begins like ours', { origin: 'https://grobund.example.evil.example' }, '403 "foreign_form"'],
  ['that does not say where it is from', {}, '403 "foreign_form"'],
])('a form %s is answered as such', async (_, headers, expected) => {
  expect(await send(headers as Record<string, string>)).toBe(expected)
})
