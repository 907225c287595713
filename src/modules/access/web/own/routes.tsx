import type { Call } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import type { Sealer } from '#platform/seal.ts'
import { type FieldErrors, type RawForm, readForm } from '#ui/form-data.ts'
import { text } from '#ui/form-fields.ts'
import type { FieldProblem } from '#ui/form-problem.ts'
import { accessActions } from '../../actions.ts'
import {
  beginSecondFactor,
  changePassword,
  confirmSecondFactor,
  endSecondFactor,
  ownSignIn,
  renewRecoveryCodes,
} from '../../actions/own-sign-in.ts'
import type { PasskeyParts } from '../../actions/passkey-parts.ts'
import type { OwnRefusal } from '../../actions/prove-owner.ts'
import { texts } from '../../texts/texts.ts'
import { type Show, both, holderOf, requestOf, withPassword } from './own-call.ts'
import { OwnSignInPage, RecoveryCodesPage } from './page.tsx'
import { passkeyRoutes } from './passkey-routes.tsx'
import type { OwnField } from './password-field.tsx'

const home = '/my-sign-in'

/** The addresses of one's own sign-in: passkeys, password and second factor. */
export function ownRoutes({ db }: Deps, sealer: Sealer, parts: PasskeyParts): Route[] {
  const may = accessActions.own_sign_in
  const show: Show = (call, errors, raw) => showOwn(db, sealer, call, errors, raw)
  return [
    get(home, may, (call) => show(call)),
    ...passkeyRoutes(db, parts, show),
    post(`${home}/password`, may, (call) => answerPassword(db, show, call)),
    post(`${home}/second-factor`, may, async (call) => {
      const answer = await beginSecondFactor(db, sealer, await withPassword(call, 'begin_password'))
      return answer.ok ? call.see(home) : refused(show, call, 'begin_password', answer.refusal)
    }),
    post(`${home}/second-factor/confirmed`, may, (call) => answerConfirm(db, sealer, show, call)),
    post(`${home}/recovery-codes`, may, async (call) => {
      const answer = await renewRecoveryCodes(db, await withPassword(call, 'renew_password'))
      if (!answer.ok) return refused(show, call, 'renew_password', answer.refusal)
      return answer.value.codes.length === 0 ? call.see(home) : call.page(<RecoveryCodesPage call={call} codes={answer.value.codes} />)
    }),
    post(`${home}/second-factor/ended`, may, async (call) => {
      const answer = await endSecondFactor(db, await withPassword(call, 'off_password'))
      return answer.ok ? call.see(home, texts(call.lang).second.ended) : refused(show, call, 'off_password', answer.refusal)
    }),
  ]
}

async function showOwn(
  db: Deps['db'],
  sealer: Sealer,
  call: Call,
  errors?: FieldErrors<OwnField>,
  raw: RawForm<OwnField> = {},
): Promise<Response> {
  const own = await ownSignIn(db, sealer, holderOf(call))
  if (!own.ok) return call.refused(own.refusal)
  if (errors === undefined) return call.page(<OwnSignInPage call={call} own={own.value} />)
  return call.page(<OwnSignInPage call={call} own={own.value} errors={errors} raw={raw} />, 422)
}

function refused(show: Show, call: Call, field: OwnField, refusal: OwnRefusal): Promise<Response> {
  if (refusal.kind === 'not_permitted') return call.refused(refusal)
  return show(call, { [refusal.kind === 'sign_in_again' ? 'new_password' : field]: problemOf(refusal) })
}

function problemOf(refusal: Exclude<OwnRefusal, { kind: 'not_permitted' }>): FieldProblem {
  switch (refusal.kind) {
    case 'wrong_email_or_password':
      return both((say) => say.own.wrongPassword)
    case 'too_many_attempts':
      return both((say) => say.refusals.too_many_attempts(refusal.minutes))
    case 'sign_in_again':
      return both((say) => say.passkey.signInAgain)
  }
}

async function answerPassword(db: Deps['db'], show: Show, call: Call): Promise<Response> {
  const fields = { current: text({ max: 200, required: false }), new_password: text({ min: 12, max: 200 }), repeat: text({ max: 200 }) }
  const read = readForm(fields, await call.form())
  if (!read.ok) return show(call, read.refusal)
  const { current, new_password: newPassword, repeat } = read.value
  if (newPassword !== repeat) return show(call, { repeat: both((say) => say.notSame) })
  const answer = await changePassword(db, { ...requestOf(call), password: current, newPassword })
  if (answer.ok) return call.see(home, texts(call.lang).own.changed)
  if (answer.refusal.kind === 'password_guessable') return show(call, { new_password: both((say) => say.guessable) })
  return refused(show, call, 'current', answer.refusal)
}

async function answerConfirm(db: Deps['db'], sealer: Sealer, show: Show, call: Call): Promise<Response> {
  const read = readForm({ code: text({ max: 100 }) }, await call.form())
  if (!read.ok) return show(call, read.refusal)
  const answer = await confirmSecondFactor(db, sealer, { ...requestOf(call), code: read.value.code })
  if (answer.ok) return call.page(<RecoveryCodesPage call={call} codes={answer.value.codes} />)
  switch (answer.refusal.kind) {
    case 'not_permitted':
      return call.refused(answer.refusal)
    case 'wrong_code':
      return show(call, { code: both((say) => say.second.wrongCode) })
    case 'not_begun':
      return call.see(home)
  }
}
