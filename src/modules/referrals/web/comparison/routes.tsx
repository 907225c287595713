import { accountNames } from '#modules/access/index.ts'
import { programmeVersion } from '#modules/programmes/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'
import { get, post, type Route } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { actions } from '../../actions.ts'
import { agreeScores, agreedVersion } from '../../actions/agree-scores.ts'
import { comparison } from '../../actions/assess.ts'
import type { Referral } from '../../domain/referral.ts'
import type { Authority } from '../../domain/states.ts'
import { agreedScores, assessmentsOf } from '../../store/assessments.ts'
import { act, readCase } from '../desk.ts'
import { refusalWords } from '../refusal-words.ts'
import { textOf } from '../text-of.ts'
import { readAgreed } from './form.ts'
import { type ComparisonFacts, ComparisonPage } from './page.tsx'

/** The two assessments beside each other. While one is sealed the page leads back to one's own. */
export function comparisonRoutes(deps: Deps): Route[] {
  return [
    get('/referrals/:id/comparison', actions.conciliate, (call) => show(deps, call)),
    post('/referrals/:id/comparison', actions.conciliate, (call) => answer(deps, call)),
  ]
}

async function factsOf(tx: Tx, referral: Referral): Promise<ComparisonFacts> {
  const { criteria } = await programmeVersion(tx, referral.programmeVersionId)
  const parts = await assessmentsOf(tx, referral.id, referral.round)
  const names = await accountNames(
    tx,
    parts.map((part) => part.accountId),
  )
  const assessors: Record<Authority, string> = { acting_job_centre: '', provider: '' }
  for (const part of parts) assessors[part.authority] = names.get(part.accountId) ?? ''
  const [last] = parts.flatMap((part) => (part.submittedAt ? [part.submittedAt] : [])).toSorted((a, b) => Temporal.Instant.compare(b, a))
  return {
    rows: await comparison(tx, referral),
    criteria,
    assessors,
    openedAt: last ?? null,
    seen: agreedVersion(await agreedScores(tx, referral.id, referral.round)),
    mayAgree: referral.state === 'joint_assessment' || referral.state === 'conciliation',
  }
}

const read = (deps: Deps, call: Call) => readCase(deps, call, actions.conciliate, factsOf)

async function show(deps: Deps, call: Call): Promise<Response> {
  const page = await read(deps, call)
  if (!page.ok) return page.response
  if (page.facts.rows.length === 0) return call.see(`/referrals/${page.head.referral.id}/assessment`, page.head.say.comparison.sealed)
  return call.page(<ComparisonPage head={page.head} facts={page.facts} />)
}

async function answer(deps: Deps, call: Call): Promise<Response> {
  const page = await read(deps, call)
  if (!page.ok) return page.response
  const { head, facts } = page
  const form = await call.form()
  const { agreed, typed } = readAgreed(
    facts.rows.filter((row) => row.spread > 0).map((row) => row.criterion),
    form,
  )
  const seen = textOf(form, 'seen')
  const done = await act(deps, call, (tx, command) => agreeScores(tx, { ...command, agreed, ...(seen === '' ? {} : { seen }) }))
  if (done.done) return call.see(`/referrals/${head.referral.id}/comparison`, head.say.comparison.saved)
  if ('response' in done) return done.response
  const { refusal } = done
  if (refusal.kind === 'note_missing' || refusal.kind === 'score_missing') {
    const lacking = { what: refusal.kind, criteria: refusal.criteria }
    return call.page(<ComparisonPage head={head} facts={facts} typed={typed} lacking={lacking} />, 422)
  }
  const again = await read(deps, call)
  if (!again.ok) return again.response
  return call.page(<ComparisonPage head={head} facts={again.facts} typed={typed} problem={refusalWords(refusal, head.say)} />, 409)
}
