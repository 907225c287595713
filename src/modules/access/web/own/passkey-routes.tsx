import type { Call } from '#platform/http/call.ts'
import { type Route, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { type RawForm, readForm } from '#ui/form-data.ts'
import { id, text } from '#ui/form-fields.ts'
import { problemText } from '#ui/form-problem.ts'
import { accessActions } from '../../actions.ts'
import { type PasskeyRefusal, addPasskey, beginPasskey, removePasskey } from '../../actions/own-passkeys.ts'
import type { PasskeyParts } from '../../actions/passkey-parts.ts'
import { texts } from '../../texts/texts.ts'
import { optionsAnswer, passkeyText } from '../passkey-answers.ts'
import { type Show, both, holderOf, withPassword } from './own-call.ts'
import type { OwnField } from './password-field.tsx'

const home = '/my-sign-in'
const may = accessActions.own_sign_in
const nameField = { key_name: text({ max: 60 }) }

/** The addresses of one's own passkeys. */
export function passkeyRoutes(db: Deps['db'], parts: PasskeyParts, show: Show): Route[] {
  return [
    post(`${home}/passkeys/options`, may, async (call) => {
      const read = readForm(nameField, await call.form())
      if (!read.ok && read.refusal.key_name !== undefined)
        return call.json({ problem: `${texts(call.lang).passkey.name}: ${problemText(read.refusal.key_name, call.lang)}` }, 422)
      return optionsAnswer(call, await beginPasskey(db, parts, await withPassword(call, 'key_password')))
    }),
    post(`${home}/passkeys`, may, (call) => answerNew(db, parts, show, call)),
    post(`${home}/passkeys/removed`, may, (call) => answerRemoved(db, show, call)),
  ]
}

async function answerNew(db: Deps['db'], parts: PasskeyParts, show: Show, call: Call): Promise<Response> {
  const read = readForm({ ...nameField, credential: text({ max: 40_000, required: false }) }, await call.form())
  if (!read.ok) return show(call, read.refusal, read.raw)
  const answer = await addPasskey(db, parts, { actor: holderOf(call), name: read.value.key_name, credential: read.value.credential })
  if (answer.ok) return call.see(home, texts(call.lang).passkey.made(read.value.key_name))
  return refused(show, call, 'key_name', answer.refusal, read.raw)
}

async function answerRemoved(db: Deps['db'], show: Show, call: Call): Promise<Response> {
  const read = readForm({ key: id<'passkey'>() }, await call.form())
  if (!read.ok) return show(call, read.refusal, read.raw)
  const answer = await removePasskey(db, { ...(await withPassword(call, 'remove_password')), passkeyId: read.value.key })
  if (answer.ok) return call.see(home, texts(call.lang).passkey.removed)
  const wrong = answer.refusal.kind === 'wrong_email_or_password' || answer.refusal.kind === 'too_many_attempts'
  return refused(show, call, wrong ? 'remove_password' : 'key', answer.refusal, read.raw)
}

function refused(show: Show, call: Call, field: OwnField, refusal: PasskeyRefusal, raw: RawForm<OwnField>): Promise<Response> {
  if (refusal.kind === 'not_permitted') return call.refused(refusal)
  return show(call, { [field]: both((say) => passkeyText(refusal, say)) }, raw)
}
