import { assert } from '#kernel/result.ts'
import type { Call } from '#platform/http/call.ts'
import { sessionCookie } from '#platform/http/server.ts'
import type { FieldErrors, RawForm } from '#ui/form-data.ts'
import type { FieldProblem } from '#ui/form-problem.ts'
import type { Holder } from '../../actions/prove-owner.ts'
import { texts } from '../../texts/texts.ts'
import type { OwnField } from './password-field.tsx'

/** Shows the page again, with what is wrong. */
export type Show = (call: Call, errors?: FieldErrors<OwnField>, raw?: RawForm<OwnField>) => Promise<Response>

/** Whoever has a sign-in and calls. */
export function holderOf(call: Call): Holder {
  assert(call.actor !== null && call.actor.kind !== 'system', 'one’s own sign-in is asked for by whoever signed in')
  return call.actor
}

/** Who asks, from where, by which session. */
export function requestOf(call: Call) {
  return { actor: holderOf(call), address: call.address, session: call.cookie(sessionCookie) ?? '' }
}

/** Who asks for a change, by which session, with the password typed into a field. */
export async function withPassword(call: Call, field: OwnField) {
  const typed = (await call.form()).get(field)
  return { ...requestOf(call), password: typeof typed === 'string' ? typed.slice(0, 1000) : '' }
}

/** A field's problem in words of the module, in both languages. */
export function both(words: (say: ReturnType<typeof texts>) => string): FieldProblem {
  return { kind: 'own', text: { da: words(texts('da')), en: words(texts('en')) } }
}
