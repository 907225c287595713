import { type KeyObject, createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { z } from 'zod'

// A device with one passkey, in software: what a browser would send, and what an attacker might.

const asked = z.object({ challenge: z.string() })

/** How an answer may differ from an honest one. */
export type Twist = { origin?: string; rpId?: string; verified?: boolean; challenge?: string; count?: number; credentialId?: string }

/** A device that makes one key (ES256) for a site and signs by it. Its count begins at 0 and grows with each use, unless `counts` is false. */
export type Device = {
  credentialId: string
  /** The answer that makes the key, as the form carries it. */
  create: (options: unknown, twist?: Twist) => string
  /** The answer that signs in, as the form carries it. */
  get: (options: unknown, twist?: Twist) => string
}

/** A new device for a site. */
export function newDevice(site: { origin: string; rpId: string }, { counts = true } = {}): Device {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(20)
  const credentialId = id.toString('base64url')
  let used = 0
  const data = (twist: Twist, more: Buffer[]) => {
    const flags = 0x01 | (twist.verified === false ? 0 : 0x04) | (more.length > 0 ? 0x40 : 0)
    const count = Buffer.alloc(4)
    count.writeUInt32BE(twist.count ?? used)
    const party = createHash('sha256')
      .update(twist.rpId ?? site.rpId)
      .digest()
    return Buffer.concat([party, Buffer.from([flags]), count, ...more])
  }
  const client = (type: string, options: unknown, twist: Twist) =>
    Buffer.from(
      JSON.stringify({
        type,
        challenge: twist.challenge ?? asked.parse(options).challenge,
        origin: twist.origin ?? site.origin,
        crossOrigin: false,
      }),
    )
  const answer = (response: object, twist: Twist) => {
    const named = twist.credentialId ?? credentialId
    return JSON.stringify({ id: named, rawId: named, type: 'public-key', response })
  }
  return {
    credentialId,
    create: (options, twist = {}) => {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(id.length)
      const authData = data(twist, [Buffer.alloc(16), length, id, coseKey(publicKey)])
      const attestationObject = cbor(
        new Map<string, unknown>([
          ['fmt', 'none'],
          ['attStmt', new Map()],
          ['authData', authData],
        ]),
      )
      const clientDataJSON = client('webauthn.create', options, twist).toString('base64url')
      return answer({ clientDataJSON, attestationObject: attestationObject.toString('base64url'), transports: ['internal'] }, twist)
    },
    get: (options, twist = {}) => {
      if (counts) used += 1
      const [authData, clientData] = [data(twist, []), client('webauthn.get', options, twist)]
      const signed = Buffer.concat([authData, createHash('sha256').update(clientData).digest()])
      const [clientDataJSON, authenticatorData, signature] = [clientData, authData, sign('sha256', signed, privateKey)].map((bytes) =>
        bytes.toString('base64url'),
      )
      return answer({ clientDataJSON, authenticatorData, signature, userHandle: null }, twist)
    },
  }
}

function coseKey(publicKey: KeyObject): Buffer {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const [left, right] = [x, y].map((part) => Buffer.from(part, 'base64url'))
  return cbor(
    new Map<number, unknown>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, left],
      [-3, right],
    ]),
  )
}

/** As much of CBOR (RFC 8949) as a key and its wrapping need: small whole numbers, texts, bytes, maps. */
function cbor(value: unknown): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value])
  if (value instanceof Map) return Buffer.concat([head(5, value.size), ...[...value].flatMap(([name, part]) => [cbor(name), cbor(part)])])
  throw new TypeError('not among the kinds written here')
}

function head(kind: number, size: number): Buffer {
  if (size < 24) return Buffer.from([(kind << 5) | size])
  if (size < 256) return Buffer.from([(kind << 5) | 24, size])
  return Buffer.from([(kind << 5) | 25, size >> 8, size & 0xff])
}
