import { z } from 'zod'
import type { Passkey } from '../store/passkeys.ts'

// The rules of WebAuthn level 3, chapters 7.1 and 7.2, are the package's; this says what we demand of them. It is loaded at the first key.
const webauthn = () => import('@simplewebauthn/server')

/** For whom keys are made and where they are asked for: what the browser binds a key to. */
export type RelyingParty = { name: string; id: string; origin: string }

/** The relying party of an address: its host and its origin, so that a key made here works nowhere else. */
export function relyingPartyOf(publicUrl: string): RelyingParty {
  const { hostname, origin } = new URL(publicUrl)
  return { name: 'Grobund', id: hostname, origin }
}

// What devices sign with today, by their numbers in the register of COSE: EdDSA, ES256, RS256. Each is checked by the platform's own cryptography.
const algorithms = [-8, -7, -257]

const base64url = z
  .string()
  .max(20_000)
  .regex(/^[\w-]*$/)
const shared = { id: base64url.min(1), rawId: base64url.min(1), type: z.literal('public-key') }

const attestation = z.object({
  ...shared,
  response: z.object({
    clientDataJSON: base64url,
    attestationObject: base64url,
    transports: z.array(z.string().max(20)).max(8).default([]),
  }),
})

const assertion = z.object({
  ...shared,
  response: z.object({ clientDataJSON: base64url, authenticatorData: base64url, signature: base64url, userHandle: base64url.nullish() }),
})

/** A device's answer as the browser sends it, read; null when it is none. */
export type Attestation = z.infer<typeof attestation>
/** A device's answer to a sign-in, read. */
export type Assertion = z.infer<typeof assertion>

/** Reads the answer that makes a key; null when it is malformed. */
export function readAttestation(text: string): Attestation | null {
  return read(attestation, text)
}

/** Reads the answer that signs in; null when it is malformed. */
export function readAssertion(text: string): Assertion | null {
  return read(assertion, text)
}

function read<Answer>(schema: z.ZodType<Answer>, text: string): Answer | null {
  try {
    const parsed = schema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** The challenge that an answer says it answers; null when it says nothing readable. Whether it was ours is the caller's to ask. */
export async function challengeIn(answer: { response: { clientDataJSON: string } }): Promise<string | null> {
  const { decodeClientDataJSON } = await import('@simplewebauthn/server/helpers')
  try {
    const { challenge } = decodeClientDataJSON(answer.response.clientDataJSON)
    return typeof challenge === 'string' ? challenge : null
  } catch {
    return null
  }
}

/** What the browser is asked to make: a key that the device finds without a name, behind finger, face or PIN, not one it has already. */
export async function creationOptions(
  party: RelyingParty,
  given: { accountId: string; email: string; name: string; known: readonly Passkey[] },
): Promise<{ challenge: string }> {
  const { generateRegistrationOptions } = await webauthn()
  return generateRegistrationOptions({
    rpName: party.name,
    rpID: party.id,
    userName: given.email,
    userDisplayName: given.name,
    userID: new TextEncoder().encode(given.accountId),
    attestationType: 'none',
    supportedAlgorithmIDs: algorithms,
    excludeCredentials: given.known.map(({ credentialId, transports }) => ({ id: credentialId, transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
}

/** What the browser is asked to sign; with credentials, by one of those, else by whichever the person picks. */
export async function requestOptions(
  party: RelyingParty,
  allowed: readonly { credentialId: string; transports: readonly string[] }[],
): Promise<{ challenge: string }> {
  const allowCredentials = allowed.map(({ credentialId, transports }) => ({ id: credentialId, transports: [...transports] }))
  const { generateAuthenticationOptions } = await webauthn()
  return generateAuthenticationOptions({
    rpID: party.id,
    userVerification: 'required',
    ...(allowed.length === 0 ? {} : { allowCredentials }),
  })
}

/** A new key as it is kept. */
export type NewKey = Pick<Passkey, 'credentialId' | 'publicKey' | 'signCount' | 'transports'>

/** Judges the answer that makes a key: challenge, origin, relying party, and that the person was verified; null when one is wrong. */
export async function provedKey(party: RelyingParty, answer: Attestation, challenge: string): Promise<NewKey | null> {
  const { verifyRegistrationResponse } = await webauthn()
  const verified = await judged(() =>
    verifyRegistrationResponse({
      response: { ...answer, response: { ...answer.response, transports: [] }, clientExtensionResults: {} },
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: algorithms,
    }),
  )
  if (verified?.verified !== true) return null
  const { credential } = verified.registrationInfo
  return {
    credentialId: credential.id,
    publicKey: Buffer.from(credential.publicKey).toString('base64url'),
    signCount: credential.counter,
    transports: answer.response.transports,
  }
}

/** Judges the answer that signs in by a known key; the device's new count, or null when something is wrong. The count is the caller's to judge. */
export async function provedUse(
  party: RelyingParty,
  given: { answer: Assertion; challenge: string; key: Passkey },
): Promise<{ signCount: number } | null> {
  const { answer, key } = given
  const { clientDataJSON, authenticatorData, signature } = answer.response
  const { verifyAuthenticationResponse } = await webauthn()
  const verified = await judged(() =>
    verifyAuthenticationResponse({
      response: { ...answer, response: { clientDataJSON, authenticatorData, signature }, clientExtensionResults: {} },
      expectedChallenge: given.challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      credential: { id: key.credentialId, publicKey: new Uint8Array(Buffer.from(key.publicKey, 'base64url')), counter: 0 },
      requireUserVerification: true,
    }),
  )
  return verified?.verified === true ? { signCount: verified.authenticationInfo.newCounter } : null
}

// The package throws for whatever does not hold; to us that is one answer: no.
async function judged<Answer>(judge: () => Promise<Answer>): Promise<Answer | null> {
  try {
    return await judge()
  } catch {
    return null
  }
}

/** True when the device counts and the count did not grow: a copy of the key was used somewhere. */
export function looksCopied(kept: number, said: number): boolean {
  return (kept > 0 || said > 0) && said <= kept
}
