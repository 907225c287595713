import { randomBytes } from 'node:crypto'
import { sha256Of } from '#platform/sha256.ts'

/** A secret for a link or a cookie: 256 random bits, safe in an address. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url')
}

/** What is stored of a secret; the secret itself never is. */
export function digest(secret: string): string {
  return sha256Of(secret)
}
