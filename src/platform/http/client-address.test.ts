import { describe, expect, test } from 'vitest'
import { bareServer } from '../../../test/support/bare-server.ts'
import { readConfig } from '../config.ts'
import { clientAddress } from './client-address.ts'
import { get } from './route.ts'

describe('the address of whoever asks', () => {
  test.each([
    ['without a proxy of one’s own, whatever the header says', '192.0.2.1', '10.0.0.1', 0, '192.0.2.1'],
    ['behind one proxy, what the proxy added', '10.0.0.9', '198.51.100.7', 1, '198.51.100.7'],
    ['behind one proxy, not what the sender wrote before it', '10.0.0.9', '203.0.113.1, 198.51.100.7', 1, '198.51.100.7'],
    ['behind two proxies, what the outer one added', '10.0.0.9', '203.0.113.1, 198.51.100.7, 10.0.0.8', 2, '198.51.100.7'],
    ['reached past the proxies, the socket', '192.0.2.1', undefined, 2, '192.0.2.1'],
    ['with fewer lines than proxies, the outermost there is', '10.0.0.9', '198.51.100.7', 2, '198.51.100.7'],
    ['with words instead of an address, the proxy', '10.0.0.9', 'unknown', 1, '10.0.0.9'],
    ['with a port, the address alone', '10.0.0.9', '198.51.100.7:4711', 1, '198.51.100.7'],
    ['with a bracketed address and port, the address alone', '10.0.0.9', '[2001:DB8::1]:4711', 1, '2001:db8::1'],
    ['of an IPv4 client on an IPv6 socket, the IPv4 one', '::ffff:192.0.2.1', undefined, 0, '192.0.2.1'],
  ] as const)('is, %s', (_, socket, header, hops, expected) => {
    expect(clientAddress(socket, header, hops)).toBe(expected)
  })
})

describe('a forged header', () => {
  const echo = (trustedProxies?: number) =>
    bareServer({
      secure: false,
      routes: [get('/address', { public: 'a test' }, (call) => call.json(call.address))],
      ...(trustedProxies === undefined ? {} : { trustedProxies }),
    })
  const ask = async (trustedProxies: number | undefined, forwarded: string) => {
    const from = { incoming: { socket: { remoteAddress: '192.0.2.9' } } }
    const answer = await echo(trustedProxies).request('/address', { headers: { 'x-forwarded-for': forwarded } }, from)
    return answer.json()
  }

  test('is not read when no proxy is trusted', async () => {
    expect(await ask(undefined, '203.0.113.1')).toBe('192.0.2.9')
    expect(await ask(0, '203.0.113.1')).toBe('192.0.2.9')
  })

  test('gives nobody a new address behind a trusted proxy', async () => {
    expect(await ask(1, '203.0.113.1, 198.51.100.7')).toBe('198.51.100.7')
    expect(await ask(1, '203.0.113.2, 198.51.100.7')).toBe('198.51.100.7')
  })
})

test.each(['-1', '1.5', 'true', '11'])('the setting TRUSTED_PROXY refuses %s and names itself', (value) => {
  expect(() => readConfig({ TRUSTED_PROXY: value }, 'serve')).toThrow('TRUSTED_PROXY')
})

test('the setting TRUSTED_PROXY is 0 when nothing is said', () => {
  expect([readConfig({}, 'serve').trustedProxies, readConfig({ TRUSTED_PROXY: '2' }, 'serve').trustedProxies]).toEqual([0, 2])
})
