import { accountNames } from '#modules/access/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'
import { get, type Route } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { actions } from '../../actions.ts'
import { loadAnswers } from '../../actions/load-answers.ts'
import { latestQuestions, type Referral } from '../../domain/referral.ts'
import { sections } from '../../domain/sections.ts'
import { recordedEvents } from '../../store/events.ts'
import { questionsOf } from '../../store/questions.ts'
import { stepsOf } from '../case-steps.ts'
import { actorOf, readCase } from '../desk.ts'
import { writtenIn } from '../written.tsx'
import { type OverviewFacts, OverviewPage } from './page.tsx'

/** The task list of a referral. */
export function overviewRoutes(deps: Deps): Route[] {
  return [get('/referrals/:id', actions.see, (call) => show(deps, call))]
}

async function show(deps: Deps, call: Call): Promise<Response> {
  if (call.actor?.kind === 'citizen') return call.see('/me/referral')
  const page = await readCase(deps, call, actions.see, (tx, referral) => factsOf(tx, call, referral))
  return page.ok ? call.page(<OverviewPage head={page.head} facts={page.facts} />) : page.response
}

async function factsOf(tx: Tx, call: Call, referral: Referral): Promise<OverviewFacts> {
  const { answers, saved } = await loadAnswers(tx, referral, call.today)
  const questions = await questionsOf(tx, referral.id)
  const last = (await recordedEvents(tx, referral.id)).at(-1)
  const by = Object.values(saved).map((section) => section.savedBy)
  const asked = latestQuestions(questions).map((question) => question.section)
  return {
    answers,
    saved,
    questions,
    open:
      referral.state === 'draft'
        ? sections.filter((section) => section !== 'identity')
        : referral.state === 'information_requested'
          ? asked
          : [],
    objection: last?.name === 'object_to_sharing' ? last : null,
    steps: stepsOf({ actor: actorOf(call), lang: call.lang, today: call.today }, referral),
    savedByNames: await accountNames(tx, by),
    written: await writtenIn(tx, actorOf(call), referral, call),
  }
}
