import type { Call } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import { safePath } from '#platform/http/safe-path.ts'
import { sessionCookie } from '#platform/http/server.ts'
import type { Deps } from '#platform/module.ts'
import type { Sealer } from '#platform/seal.ts'
import { PageHead } from '#ui/head.tsx'
import { Page } from '#ui/page.tsx'
import { Stack } from '#ui/layout.tsx'
import { type FieldErrors } from '#ui/form-data.ts'
import { beginDemandedFactor, confirmDemandedFactor } from '../../actions/demanded-factor.ts'
import { texts } from '../../texts/texts.ts'
import { stepCookie } from '../enter.tsx'
import { FactorSteps } from '../own/factor-steps.tsx'
import { both } from '../own/own-call.ts'
import { RecoveryCodesPage } from '../own/page.tsx'

const path = '/sign-in/second-factor'
const access = { public: 'the password was right, and nobody is signed in yet' }

/** The addresses of setting up the second factor that an organisation demands, between password and session. */
export function demandedRoutes({ db }: Deps, sealer: Sealer): Route[] {
  const show = async (call: Call, next: string, errors: FieldErrors<'code'> = {}) => {
    const begun = await beginDemandedFactor(db, sealer, call.cookie(stepCookie) ?? '')
    if (!begun.ok) return call.see('/sign-in')
    const page = <DemandedPage call={call} next={next} factor={begun.value} errors={errors} />
    return call.page(page, errors.code === undefined ? 200 : 422)
  }
  return [
    get(path, access, (call) => show(call, safePath(call.query('next')))),
    post(path, access, async (call) => {
      const form = await call.form()
      const [code, next] = ['code', 'next'].map((name) => form.get(name))
      const inside = safePath(typeof next === 'string' ? next : null)
      const given = { step: call.cookie(stepCookie) ?? '', code: typeof code === 'string' ? code.slice(0, 100) : '', address: call.address }
      const answer = await confirmDemandedFactor(db, sealer, given)
      if (!answer.ok)
        return answer.refusal.kind === 'wrong_code'
          ? show(call, inside, { code: both((say) => say.second.wrongCode) })
          : call.see('/sign-in')
      call.dropCookie(stepCookie)
      call.setCookie(sessionCookie, answer.value.token)
      return call.page(<RecoveryCodesPage call={call} codes={answer.value.codes} next={inside} />)
    }),
  ]
}

function DemandedPage(props: { call: Call; next: string; factor: { secret: string; link: string }; errors: FieldErrors<'code'> }) {
  const { call, next } = props
  const say = texts(call.lang).demand
  return (
    <Page {...call.frame} kind="bare" title={say.title} hasErrors={props.errors.code !== undefined}>
      <PageHead title={say.title} intro={say.intro} />
      <Stack>
        <FactorSteps call={call} factor={props.factor} errors={props.errors} action={path} hidden={{ next }} />
      </Stack>
    </Page>
  )
}
