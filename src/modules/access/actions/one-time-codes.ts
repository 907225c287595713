import { randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import type { Instant } from '#kernel/days.ts'

const issuer = 'Grobund'

/** A fresh shared secret of 160 bits, in the letters that authenticator apps take. */
export function newSharedSecret(): string {
  return new Secret({ size: 20 }).base32
}

function codesOf(secret: string, label: string): TOTP {
  return new TOTP({ issuer, label, secret })
}

/** The address that an authenticator app opens: it holds the secret, so it is shown to its owner only. */
export function authenticatorLink(secret: string, label: string): string {
  return codesOf(secret, label).toString()
}

/**
 * The half minute (RFC 6238 time step) a code of six digits belongs to; null when it is none of now, the one before or the one
 * after, which forgives a clock that is half a minute off.
 */
export function stepOfCode(secret: string, code: string, at: Instant): number | null {
  const codes = codesOf(secret, issuer)
  const timestamp = at.epochMilliseconds
  const delta = codes.validate({ token: code, timestamp, window: 1 })
  return delta === null ? null : codes.counter({ timestamp }) + delta
}

/** How many recovery codes one has. */
export const recoveryCodeCount = 8

// Without 0, 1, I, L, O and U: nobody reads one for another. Thirty letters, so sixteen of them hold 78 bits.
const letters = '23456789ABCDEFGHJKMNPQRSTVWXYZ'

/** New recovery codes, in four groups of four letters. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: recoveryCodeCount }, () =>
    Array.from({ length: 4 }, () => Array.from({ length: 4 }, randomLetter).join('')).join('-'),
  )
}

function randomLetter(): string {
  for (;;) {
    const letter = letters[(randomBytes(1)[0] ?? 255) % 32]
    if (letter !== undefined) return letter
  }
}

/** A typed code as it is compared: without spaces and hyphens, in capitals. */
export function plainCode(typed: string): string {
  return typed.replaceAll(/[\s-]/g, '').toUpperCase().slice(0, 40)
}
