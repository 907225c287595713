import { z } from 'zod'
import type { SigningOutcome, SigningService } from '#modules/loans/index.ts'

const patience = 15_000
const largest = 16 * 1024 * 1024

const begun = z.object({ id: z.string().regex(/^[\w.-]{1,200}$/), signUrl: z.url() })
const hash = z.string().regex(/^[0-9a-fA-F]{64}$/)
const status = z.discriminatedUnion('status', [
  z.object({ status: z.literal('pending') }),
  z.object({ status: z.literal('declined') }),
  z.object({ status: z.literal('expired') }),
  z.object({
    status: z.literal('signed'),
    sha256: hash,
    signer: z.object({ cpr: z.string().regex(/^\d{6}-?\d{4}$/), level: z.enum(['low', 'substantial', 'high']) }),
    signedAt: z.iso.datetime({ offset: true }),
    document: z.base64().min(1),
  }),
])

/**
 * A signing service over HTTP as docs/operate/signing.md describes it: a broker of MitID signatures, or a small program of the
 * municipality's own in front of one. `secret` is sent as a bearer token. Throws on anything but the described answers.
 */
export function signingService({ url, secret }: { url: string; secret: string }): SigningService {
  const base = url.replace(/\/+$/, '')
  const ask = async (path: string, body?: unknown): Promise<unknown> => {
    const answer = await fetch(`${base}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        authorization: `Bearer ${secret}`,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    })
    if (!answer.ok) throw new Error(`the signing service answered ${answer.status}`)
    const text = await answer.text()
    if (text.length > largest) throw new Error('the signing service answered too much')
    const parsed: unknown = JSON.parse(text)
    return parsed
  }
  return {
    async begin({ document, ...request }) {
      const { id, signUrl } = begun.parse(await ask('/signings', { ...request, document: Buffer.from(document).toString('base64') }))
      if (!safeAddress(signUrl)) throw new Error('the signing service sent an address that is not https')
      return { transactionId: id, signUrl }
    },
    async outcome(transactionId) {
      return outcomeOf(status.parse(await ask(`/signings/${encodeURIComponent(transactionId)}`)))
    },
  }
}

function outcomeOf(found: z.output<typeof status>): SigningOutcome {
  if (found.status !== 'signed') return { kind: found.status }
  const { sha256, signer, signedAt, document } = found
  const at = Temporal.Instant.from(signedAt)
  return {
    kind: 'signed',
    sha256,
    cpr: signer.cpr,
    level: signer.level,
    signedAt: at,
    document: new Uint8Array(Buffer.from(document, 'base64')),
  }
}

function safeAddress(address: string): boolean {
  const { protocol, hostname } = new URL(address)
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname))
}
