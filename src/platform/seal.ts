import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto'

/**
 * Keeps what must be read again from being read in the database or a backup. `about` says whose it is: what was sealed for one
 * does not open for another.
 */
export type Sealer = {
  seal: (text: string, about: string) => string
  /** Null when it was sealed with another secret, for another, or was changed since. */
  open: (sealed: string, about: string) => string | null
}

const nonceBytes = 12
const tagBytes = 16

/** Seals by AES-256-GCM under a key derived (HKDF-SHA256) from the program's secret; `use` keeps the keys of different uses apart. */
export function sealerFrom(secret: string, use: string): Sealer {
  const key = Buffer.from(hkdfSync('sha256', secret, '', `grobund ${use} v1`, 32))
  return {
    seal: (text, about) => {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes }).setAAD(Buffer.from(about))
      const hidden = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return `v1.${Buffer.concat([nonce, cipher.getAuthTag(), hidden]).toString('base64url')}`
    },
    open: (sealed, about) => opened(key, sealed, about),
  }
}

/** A word of 43 letters for a text: always the same for the same secret, and not to be guessed without it. */
export function markerFrom(secret: string, use: string): (text: string) => string {
  const key = Buffer.from(hkdfSync('sha256', secret, '', `grobund ${use} v1`, 32))
  return (text) => createHmac('sha256', key).update(text).digest('base64url')
}

function opened(key: Buffer, sealed: string, about: string): string | null {
  if (!sealed.startsWith('v1.')) return null
  const bytes = Buffer.from(sealed.slice(3), 'base64url')
  if (bytes.length < nonceBytes + tagBytes) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes })
    decipher.setAAD(Buffer.from(about)).setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes))
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}
