import { assert } from '#kernel/result.ts'
import { mayEver } from '#modules/access/index.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { actions } from '../../actions.ts'
import { changeCode } from '../../actions/change-code.ts'
import { codeVersions } from '../../store/support-basis-codes.ts'
import { type SupportBasisCode, supportBasisCodes } from '../../store/support-basis.ts'
import { texts } from '../../texts/texts.ts'
import { codeErrors, freshCode, rawOf, readCode, termsOf } from './form.ts'
import { CodePage, CodesPage } from './page.tsx'

const list = '/support-basis-codes'

/** What a person may live on: read by staff, changed by an administrator from a day on. */
export function codeRoutes(deps: Deps): Route[] {
  return [
    get(list, actions.see_support_basis_codes, (call) => showCodes(deps, call)),
    get(`${list}/:code`, actions.change_support_basis_codes, (call) => showCode(deps, call)),
    post(`${list}/:code`, actions.change_support_basis_codes, (call) => answerCode(deps, call)),
  ]
}

async function showCodes({ db }: Deps, call: Call): Promise<Response> {
  const versions = await db.read(call.context, codeVersions)
  const mayChange = call.actor !== null && mayEver(call.actor, actions.change_support_basis_codes)
  return call.page(<CodesPage call={call} versions={versions} mayChange={mayChange} />)
}

async function showCode({ db }: Deps, call: Call): Promise<Response> {
  const code = call.param('code')
  const versions = await db.read(call.context, codeVersions)
  const latest = versions.find((one) => one.code === code) ?? null
  if (latest === null && code !== 'new') return call.notFound()
  return call.page(<CodePage call={call} code={code} raw={rawOf(latest, call.today)} />)
}

async function answerCode({ db }: Deps, call: Call): Promise<Response> {
  const { actor } = call
  assert(actor !== null, 'a route with an action has an actor')
  const asked = call.param('code')
  const versions = await db.read(call.context, codeVersions)
  if (asked !== 'new' && !versions.some(({ code }) => code === asked)) return call.notFound()
  const form = await call.form()
  const read = readCode(form)
  const { raw } = read
  if (!read.ok) return call.page(<CodePage call={call} code={asked} raw={raw} errors={read.refusal} />, 422)
  const { from } = read.value
  const command = { actor, code: asked === 'new' ? freshCode(versions) : asked, from, terms: termsOf(read.value), at: call.now }
  const save = form.get('do') === 'save'
  const work = save ? db.transaction : db.preview
  const answer = await work(call.context, async (tx) => {
    const before = await supportBasisCodes(tx, from)
    const done = await changeCode(tx, command)
    return { done, before, codes: done.ok ? await supportBasisCodes(tx, from) : [] }
  })
  if (!answer.done.ok) {
    const { refusal } = answer.done
    return refusal.kind === 'not_permitted'
      ? call.refused(refusal)
      : call.page(<CodePage call={call} code={asked} raw={raw} errors={codeErrors(refusal)} />, 422)
  }
  if (save) return call.see(list, texts(call.lang).codes.done)
  const { before, codes } = answer
  const named = (all: readonly SupportBasisCode[]) => all.find((one) => one.code === command.code) ?? null
  return call.page(<CodePage call={call} code={asked} raw={raw} preview={{ from, before: named(before), after: named(codes), codes }} />)
}
