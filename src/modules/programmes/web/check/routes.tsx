import type { Call } from '#platform/http/call.ts'
import { get, type Route } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { type CheckAnswer, checkEligibility } from '../../domain/eligibility.ts'
import { programmeNames, rulesOn } from '../../store/eligibility.ts'
import { CheckPage } from './page.tsx'

/** The anonymous check of the rules. Its answers stand in the address and nowhere else. */
export function checkRoutes(deps: Deps): Route[] {
  const open = { public: 'asks for nothing about a person and keeps nothing: anyone may see whether a referral makes sense' }
  return [get('/pre-check', open, (call) => show(deps, call))]
}

const answerOf = (text: string | undefined): CheckAnswer => (text === 'yes' || text === 'no' ? text : 'unknown')

async function show({ db }: Deps, call: Call): Promise<Response> {
  const found = await db.read(call.context, async (tx) => {
    const programmes = await programmeNames(tx)
    const asked = call.query('programme')
    const chosen = programmes.find(({ key }) => key === asked) ?? (programmes.length === 1 ? programmes[0] : undefined)
    return { programmes, chosen, rules: chosen ? await rulesOn(tx, chosen.key, call.today) : [] }
  })
  const answers = new Map(found.rules.map(({ code }) => [code, answerOf(call.query(code))]))
  const checked = call.query('checked') === 'yes' ? checkEligibility(found.rules, answers) : null
  return call.page(<CheckPage call={call} {...found} answers={answers} checked={checked} />)
}
