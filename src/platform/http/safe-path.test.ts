import { expect, test } from 'vitest'
import { cameFrom } from './safe-path.ts'

const sent = (referer?: string) =>
  cameFrom(new Request('http://grobund.example/people/1/documents', { method: 'POST', headers: referer === undefined ? {} : { referer } }))

test.each([
  ['a page of ours', 'http://grobund.example/people/1/documents?case=2#add', '/people/1/documents?case=2'],
  ['ours behind a proxy that speaks for us', 'https://grobund.example/me', '/me'],
  ['another site', 'http://elsewhere.example/people/1', null],
  ['a way out of ours', 'http://grobund.example//elsewhere.example', '/'],
  ['no address', 'about:client', null],
])('a request from %s leads back there alone', (_, referer, path) => {
  expect(sent(referer)).toBe(path)
})

test('a request that does not say where it came from leads nowhere', () => {
  expect(sent()).toBeNull()
})
