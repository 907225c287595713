import type { Result } from '#kernel/result.ts'
import type { Call } from '#platform/http/call.ts'
import type { PasskeyRefusal } from '../actions/own-passkeys.ts'
import type { PasskeySignInRefusal } from '../actions/passkey-sign-in.ts'
import { type Texts } from '../texts/da.ts'
import { texts } from '../texts/texts.ts'

/** Every way in which a ceremony is refused. */
export type CeremonyRefusal = PasskeyRefusal | PasskeySignInRefusal | { kind: 'invitation_over' }

/** Why there is no key, or nobody was let in by one, in words. */
export function passkeyText(refusal: CeremonyRefusal, say: Texts): string {
  switch (refusal.kind) {
    case 'not_permitted':
    case 'passkey_wrong':
      return say.passkey.failed
    case 'passkey_known':
      return say.passkey.known
    case 'passkey_halted':
      return say.passkey.haltedText
    case 'too_many_passkeys':
      return say.passkey.tooMany(refusal.max)
    case 'last_way_in':
      return say.passkey.lastWayIn
    case 'sign_in_again':
      return say.passkey.signInAgain
    case 'wrong_email_or_password':
      return say.own.wrongPassword
    case 'too_many_attempts':
      return say.refusals.too_many_attempts(refusal.minutes)
    case 'invitation_over':
      return say.invitationOverText
  }
}

/** Answers the script: what the device is asked, or the words of why not. */
export function optionsAnswer(call: Call, answer: Result<object, CeremonyRefusal>): Response {
  if (answer.ok) return call.json({ options: answer.value })
  return call.json({ problem: passkeyText(answer.refusal, texts(call.lang)) }, answer.refusal.kind === 'too_many_attempts' ? 429 : 422)
}
