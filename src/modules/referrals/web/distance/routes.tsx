import { programmeVersion } from '#modules/programmes/index.ts'
import type { Call } from '#platform/http/call.ts'
import { get, post, type Route } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { accountNames, authorize } from '#modules/access/index.ts'
import { actions } from '../../actions.ts'
import { reassess, wayOf } from '../../actions/reassess.ts'
import { type AssessmentLack, type Judgement, lacksOf } from '../../domain/assessment.ts'
import { moments } from '../../domain/distance.ts'
import { readJudgements } from '../assessment/form.ts'
import { act, actorOf, readCase } from '../desk.ts'
import { refusalWords } from '../refusal-words.ts'
import { textOf } from '../text-of.ts'
import { DistancePage } from './page.tsx'

/** The criteria of the intake asked again, and the way since then. */
export function distanceRoutes(deps: Deps): Route[] {
  return [
    get('/referrals/:id/distance', actions.see_distance, (call) => show(deps, call)),
    post('/referrals/:id/distance', actions.reassess, (call) => answer(deps, call)),
  ]
}

type Refused = { moment: string; judgements: readonly Judgement[]; lacks: readonly AssessmentLack[]; problem?: string }

async function show(deps: Deps, call: Call, refused?: Refused): Promise<Response> {
  const page = await readCase(deps, call, actions.see_distance, async (tx, referral) => {
    const { criteria } = await programmeVersion(tx, referral.programmeVersionId)
    const way = await wayOf(tx, referral)
    const assessors = way.made.map(({ accountId }) => accountId)
    return { criteria, ...way, names: await accountNames(tx, assessors) }
  })
  if (!page.ok) return page.response
  const { parties, personId } = page.head.referral
  const mayReassess = authorize(actorOf(call), actions.reassess, { parties, personId }).ok
  return call.page(
    <DistancePage head={page.head} {...page.facts} mayReassess={mayReassess} {...(refused ? { refused } : {})} />,
    refused ? 422 : 200,
  )
}

async function answer(deps: Deps, call: Call): Promise<Response> {
  const page = await readCase(deps, call, actions.reassess, async (tx, { programmeVersionId }) =>
    (await programmeVersion(tx, programmeVersionId)).criteria.map(({ code }) => code),
  )
  if (!page.ok) return page.response
  const { say, referral } = page.head
  const form = await call.form()
  const judgements = readJudgements(page.facts, form)
  const typed = textOf(form, 'moment')
  const moment = moments.find((one) => one === typed)
  if (!moment) {
    const lacks = lacksOf(page.facts, judgements)
    return show(deps, call, { moment: typed, judgements, lacks, problem: say.distance.momentMissing })
  }
  const done = await act(deps, call, (tx, command) => reassess(tx, { ...command, moment, judgements }))
  if (done.done) return call.see(`/referrals/${referral.id}/distance`, say.distance.saved)
  if ('response' in done) return done.response
  const lacks = done.refusal.kind === 'assessment_incomplete' ? done.refusal.lacks : []
  const problem = lacks.length > 0 ? {} : { problem: refusalWords(done.refusal, say) }
  return show(deps, call, { moment, judgements, lacks, ...problem })
}
