import { programmeVersion } from '#modules/programmes/index.ts'
import type { Call } from '#platform/http/call.ts'
import { get, post, type Route } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { actions } from '../../actions.ts'
import { saveAssessment, submitAssessment } from '../../actions/assess.ts'
import { authorityOf } from '../../domain/referral.ts'
import { assessmentsOf, judgementsOf } from '../../store/assessments.ts'
import { act, actorOf, readCase } from '../desk.ts'
import { refusalWords } from '../refusal-words.ts'
import { writtenIn } from '../written.tsx'
import { readJudgements } from './form.ts'
import { AssessmentPage } from './page.tsx'

/** One's own assessment. */
export function assessmentRoutes(deps: Deps): Route[] {
  return [
    get('/referrals/:id/assessment', actions.assess, (call) => show(deps, call)),
    post('/referrals/:id/assessment', actions.assess, (call) => answer(deps, call)),
  ]
}

const read = (deps: Deps, call: Call) =>
  readCase(deps, call, actions.assess, async (tx, referral) => {
    const { criteria } = await programmeVersion(tx, referral.programmeVersionId)
    const authority = authorityOf(actorOf(call), referral.parties)
    const own = (await assessmentsOf(tx, referral.id, referral.round)).find((one) => one.authority === authority)
    const written = await writtenIn(tx, actorOf(call), referral, call)
    return { criteria, judgements: own ? await judgementsOf(tx, own.id) : [], written }
  })

async function show(deps: Deps, call: Call): Promise<Response> {
  const page = await read(deps, call)
  return page.ok ? call.page(<AssessmentPage head={page.head} {...page.facts} />) : page.response
}

async function answer(deps: Deps, call: Call): Promise<Response> {
  const page = await read(deps, call)
  if (!page.ok) return page.response
  const { head, facts } = page
  const form = await call.form()
  const codes = facts.criteria.map(({ code }) => code)
  const judgements = readJudgements(codes, form)
  const submits = form.get('do') === 'submit'
  const done = await act(deps, call, (tx, command) => (submits ? submitAssessment : saveAssessment)(tx, { ...command, judgements }))
  const here = `/referrals/${head.referral.id}/assessment`
  if (done.done) return call.see(here, submits ? head.say.assessment.submitted : head.say.assessment.saved)
  if ('response' in done) return done.response
  const lacks = done.refusal.kind === 'assessment_incomplete' ? done.refusal.lacks : []
  const problem = lacks.length > 0 ? {} : { problem: refusalWords(done.refusal, head.say) }
  return call.page(
    <AssessmentPage head={head} {...facts} judgements={judgements} lacks={lacks} {...problem} />,
    lacks.length > 0 ? 422 : 409,
  )
}
