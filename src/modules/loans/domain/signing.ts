import type { Instant } from '#kernel/days.ts'

/** A note to be signed with MitID. `sha256` of the bytes, 64 hexadecimal digits; `returnUrl` is where the signer is sent back to. */
export type SigningRequest = {
  reference: string
  title: string
  lang: 'da' | 'en'
  document: Uint8Array
  sha256: string
  returnUrl: string
}

/** How sure the service is of who signed (eIDAS). */
export type AssuranceLevel = 'low' | 'substantial' | 'high'

/** What became of a signing. `sha256` is that of the document that was signed; `document` the signed one, with its proof inside. */
export type SigningOutcome =
  | { kind: 'pending' }
  | { kind: 'declined' }
  | { kind: 'expired' }
  | { kind: 'signed'; sha256: string; cpr: string; level: AssuranceLevel; signedAt: Instant; document: Uint8Array }

/** A service that has documents signed with MitID. It throws when it cannot be reached or answers something else. */
export type SigningService = {
  begin: (request: SigningRequest) => Promise<{ transactionId: string; signUrl: string }>
  outcome: (transactionId: string) => Promise<SigningOutcome>
}

/** Why a signature does not accept the offer, in order of precedence. */
export type SignatureRefusal = { kind: 'signing_other_document' } | { kind: 'signing_other_person' } | { kind: 'signing_level_too_low' }

/** Judges a signature: the very note that was sent, by the borrower, at a substantial level or above. */
export function refusedSignature(
  signed: { sha256: string; level: AssuranceLevel; byBorrower: boolean },
  noteSha256: string,
): SignatureRefusal | null {
  if (signed.sha256.toLowerCase() !== noteSha256) return { kind: 'signing_other_document' }
  if (!signed.byBorrower) return { kind: 'signing_other_person' }
  return signed.level === 'low' ? { kind: 'signing_level_too_low' } : null
}
