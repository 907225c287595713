import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type TestSigningServer, startSigningServer } from '../../../test/support/signing-server.ts'
import { signingService } from './index.ts'

let server: TestSigningServer
beforeAll(async () => {
  server = await startSigningServer()
})
afterAll(() => server.close())
beforeEach(() => server.reset())

const document = new TextEncoder().encode('%PDF-1.7 æøå')
const sha256 = createHash('sha256').update(document).digest('hex')
const request = {
  reference: 'L-2016-001',
  title: 'Gældsbrev',
  lang: 'da',
  document,
  sha256,
  returnUrl: 'http://localhost/tilbage',
} as const
const service = () => signingService({ url: `${server.url}/`, secret: server.secret })

test('the note arrives whole, the signer is sent on, and the signed note comes back', async () => {
  const { transactionId, signUrl } = await service().begin(request)
  expect(new URL(signUrl).origin).toBe(server.url)
  const kept = server.signings.get(transactionId)
  expect([kept?.request['sha256'], kept?.request['returnUrl'], kept?.request['lang']]).toEqual([sha256, request.returnUrl, 'da'])
  expect(Buffer.from(String(kept?.request['document']), 'base64').equals(Buffer.from(document))).toBe(true)
  expect(await service().outcome(transactionId)).toEqual({ kind: 'pending' })
  server.sign(transactionId, { cpr: '010180-1234', level: 'substantial' })
  const outcome = await service().outcome(transactionId)
  expect(outcome).toMatchObject({ kind: 'signed', sha256, cpr: '010180-1234', level: 'substantial' })
  expect(outcome.kind === 'signed' && new TextDecoder().decode(outcome.document)).toContain('signed')
})

test.each(['declined', 'expired'] as const)('%s is told', async (status) => {
  const { transactionId } = await service().begin(request)
  server.answer(transactionId, { status })
  expect(await service().outcome(transactionId)).toEqual({ kind: status })
})

test.each([
  ['a wrong secret', () => signingService({ url: server.url, secret: 'not the secret of the server' }).begin(request)],
  ['a signing it does not know', () => service().outcome('unknown')],
  ['a server that is not there', () => signingService({ url: 'http://127.0.0.1:1', secret: server.secret }).begin(request)],
])('throws on %s', async (_what, ask) => {
  await expect(ask()).rejects.toThrow()
})

test('throws on an answer that is not as described: a plain address to sign at, a signature without its document', async () => {
  server.signAt('http://signing.example/1')
  await expect(service().begin(request)).rejects.toThrow('https')
  server.reset()
  const { transactionId } = await service().begin(request)
  server.answer(transactionId, { status: 'signed', sha256, signer: { cpr: '0101801234', level: 'high' }, signedAt: '2016-04-12T10:00:00Z' })
  await expect(service().outcome(transactionId)).rejects.toThrow()
})
