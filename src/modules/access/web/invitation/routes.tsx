import type { Call } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { type FieldErrors, type RawForm, readForm } from '#ui/form-data.ts'
import { text } from '#ui/form-fields.ts'
import {
  type ChosenWay,
  type InvitationRefusal,
  acceptInvitation,
  beginInvitationPasskey,
  readInvitation,
} from '../../actions/invitation.ts'
import type { OutsideParts } from '../../actions/outside.ts'
import type { PasskeyParts } from '../../actions/passkey-parts.ts'
import { enter } from '../enter.tsx'
import { both } from '../own/own-call.ts'
import { optionsAnswer, passkeyText } from '../passkey-answers.ts'
import { InvitationOverPage, InvitationPage } from './page.tsx'

const access = { public: 'nobody is signed in yet' }

/** The addresses of a one-time link. */
export function invitationRoutes(deps: Deps, parts: PasskeyParts, providers: OutsideParts['providers']): Route[] {
  const show: Show = (call, errors, raw) => showInvitation(deps, providers, call, errors, raw)
  return [
    get('/invitation/:token', access, (call) => show(call)),
    post('/invitation/:token', access, (call) => answerPassword(deps, parts, show, call)),
    post('/invitation/:token/passkey/options', access, async (call) =>
      optionsAnswer(call, await beginInvitationPasskey(deps.db, parts, { token: call.param('token'), address: call.address })),
    ),
    post('/invitation/:token/passkey', access, (call) => answerPasskey(deps, parts, show, call)),
  ]
}

type Errors = FieldErrors<'key_name' | 'password' | 'repeat'>

type Show = (call: Call, errors?: Errors, raw?: RawForm<'key_name'>) => Promise<Response>

async function showInvitation(
  { db }: Deps,
  providers: OutsideParts['providers'],
  call: Call,
  errors?: Errors,
  raw: RawForm<'key_name'> = {},
): Promise<Response> {
  const token = call.param('token')
  const invited = await readInvitation(db, token)
  if (invited === null) return call.page(<InvitationOverPage call={call} />, 404)
  const { name, email, isStaff } = invited
  const shown = { token, name, email, providers: isStaff ? providers.filter((provider) => provider.for === 'staff') : [] }
  return call.page(<InvitationPage call={call} {...shown} errors={errors ?? {}} raw={raw} />, errors === undefined ? 200 : 422)
}

async function answerPassword(deps: Deps, parts: PasskeyParts, show: Show, call: Call): Promise<Response> {
  const read = readForm({ password: text({ min: 12, max: 200 }), repeat: text({ max: 200 }) }, await call.form())
  if (!read.ok) return show(call, read.refusal)
  const { password, repeat } = read.value
  if (password !== repeat) return show(call, { repeat: both((say) => say.notSame) })
  return accept(deps, parts, show, call, { kind: 'password', password })
}

async function answerPasskey(deps: Deps, parts: PasskeyParts, show: Show, call: Call): Promise<Response> {
  const read = readForm({ key_name: text({ max: 60 }), credential: text({ max: 40_000, required: false }) }, await call.form())
  if (!read.ok) return show(call, read.refusal, read.raw)
  return accept(deps, parts, show, call, { kind: 'passkey', credential: read.value.credential, name: read.value.key_name })
}

async function accept(deps: Deps, parts: PasskeyParts, show: Show, call: Call, way: ChosenWay): Promise<Response> {
  const answer = await acceptInvitation(deps.db, parts, { token: call.param('token'), way })
  if (!answer.ok) return refused(show, call, answer.refusal)
  return enter(deps, call, answer.value, '/')
}

function refused(show: Show, call: Call, refusal: InvitationRefusal): Promise<Response> {
  if (refusal.kind === 'password_guessable') return show(call, { password: both((say) => say.guessable) })
  // An invitation that is over shows so by itself.
  return show(call, refusal.kind === 'invitation_over' ? {} : { key_name: both((say) => passkeyText(refusal, say)) })
}
