import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

type Kept = { request: Record<string, unknown>; answer: Record<string, unknown> }

/** A signing service of the tests, as docs/operate/signing.md describes one; a test signs in the signer's place. */
export type TestSigningServer = {
  url: string
  secret: string
  signings: ReadonlyMap<string, Kept>
  /** Signs what was sent, by somebody at a level; `sha256` when it was another document. */
  sign: (id: string, by: { cpr: string; level: 'low' | 'substantial' | 'high'; sha256?: string }) => void
  answer: (id: string, answer: Record<string, unknown>) => void
  /** Lets the next signings be signed at another address. */
  signAt: (address: string) => void
  reset: () => void
  close: () => Promise<void>
}

/** Starts one on a free port of this machine. */
export async function startSigningServer(): Promise<TestSigningServer> {
  const secret = 'an invented secret of the signing server'
  const signings = new Map<string, Kept>()
  let signAt: string | null = null
  let serial = 0
  let url = ''
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const send = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' })
      response.end(JSON.stringify(body))
    }
    if (request.headers.authorization !== `Bearer ${secret}`) return send(401, {})
    if (request.method === 'POST' && request.url === '/signings') {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array))
      const id = `signing-${(serial += 1)}`
      signings.set(id, { request: JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>, answer: { status: 'pending' } })
      return send(201, { id, signUrl: signAt ?? `${url}/sign/${id}` })
    }
    const found = signings.get(/^\/signings\/([\w.-]+)$/.exec(request.url ?? '')?.[1] ?? '')
    return found === undefined ? send(404, {}) : send(200, found.answer)
  }
  const server: Server = createServer((request, response) => void handle(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const answer = (id: string, given: Record<string, unknown>) => {
    const kept = signings.get(id)
    if (kept === undefined) throw new Error(`no signing ${id}`)
    kept.answer = given
  }
  return {
    url,
    secret,
    signings,
    answer,
    sign(id, { cpr, level, sha256 }) {
      const sent = signings.get(id)?.request
      const document = Buffer.concat([Buffer.from(String(sent?.['document']), 'base64'), Buffer.from(`\n% signed by ${level}`)]).toString(
        'base64',
      )
      answer(id, {
        status: 'signed',
        sha256: sha256 ?? sent?.['sha256'],
        signer: { cpr, level },
        signedAt: '2016-05-10T10:00:00Z',
        document,
      })
    },
    signAt(address) {
      signAt = address
    },
    reset() {
      signings.clear()
      signAt = null
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  }
}
