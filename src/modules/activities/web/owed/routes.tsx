import { parseId } from '#kernel/ids.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'
import { type Route, get, post } from '#platform/http/route.ts'
import type { Deps } from '#platform/module.ts'
import { authorize } from '#modules/access/index.ts'
import { agreement, agreementAsked, agreementsFor, sideBySide } from '#modules/agreements/index.ts'
import { recordRead } from '#modules/audit/index.ts'
import { enrolment, enrolmentsOf } from '#modules/enrolments/index.ts'
import { personNames } from '#modules/people/index.ts'
import { activityActions } from '../../actions.ts'
import { catchUpPlan, joinSession, lastDayToCatchUp } from '../../actions/catch-up.ts'
import { owedOf, phaseOfRun } from '../../actions/plan-session.ts'
import { isPausedOn } from '../../domain/paused.ts'
import { openWarnings } from '../../store/warnings.ts'
import { texts } from '../../texts/texts.ts'
import { staffOf } from '../reader.ts'
import { type Lacking, type LackingFacts, LackingPage, type OwedFacts, OwedPage } from './page.tsx'

/** What is owed: of everybody, of one run, and the joining of a session. */
export function owedRoutes(deps: Deps): Route[] {
  return [
    get('/owed', activityActions.see, (call) => showAll(deps, call)),
    get('/enrolments/:id/owed', activityActions.see, (call) => showOne(deps, call)),
    post('/enrolments/:id/sessions/:session/join', activityActions.plan, (call) => join(deps, call)),
  ]
}

async function factsOf(tx: Tx, call: Call): Promise<Result<OwedFacts, { kind: string }>> {
  const id = parseId<'enrolment'>(call.param('id'))
  const run = id === null ? null : await enrolment(tx, id)
  const agreed = run === null ? null : await agreement(tx, run.agreementId)
  if (run === null || agreed === null) return refuse({ kind: 'not_found' })
  const actor = staffOf(call)
  const permit = authorize(actor, activityActions.see, { parties: agreed.parties })
  if (!permit.ok) return permit
  await recordRead(tx, { actor, page: 'activities.owed', personId: run.personId, at: call.now })
  const names = await personNames(tx, [run.personId])
  return ok({
    enrolmentId: run.id,
    referralId: run.referralId,
    name: names.get(run.personId)?.name ?? null,
    caseNumber: run.caseNumber,
    paused: isPausedOn(run.pauses, call.today),
    lines: await catchUpPlan(tx, run, call.today),
    until: lastDayToCatchUp(run),
    warnings: await openWarnings(tx, run.id),
    mayPlan: authorize(actor, activityActions.plan, { parties: agreed.parties }).ok,
    mayClose: authorize(actor, activityActions.close_warning, { parties: agreed.parties }).ok,
  })
}

async function showOne({ db }: Deps, call: Call): Promise<Response> {
  const facts = await db.transaction(call.context, (tx) => factsOf(tx, call))
  return facts.ok ? call.page(<OwedPage call={call} facts={facts.value} />) : call.refused(facts.refusal)
}

async function lacking(tx: Tx, call: Call): Promise<LackingFacts> {
  const actor = staffOf(call)
  const rows: Lacking[] = []
  const all = await agreementsFor(tx, actor, activityActions.see)
  const chosen = agreementAsked(call, all)
  for (const agreed of all.filter(({ id }) => chosen === null || id === chosen)) {
    const runs = (await enrolmentsOf(tx, agreed.id)).filter((run) => phaseOfRun(run) !== null)
    const names = await personNames(
      tx,
      runs.map((run) => run.personId),
    )
    for (const run of runs) {
      const owed = (await owedOf(tx, run.id)).filter((one) => one.missing > 0)
      const warnings = (await openWarnings(tx, run.id)).length
      if (owed.length === 0 && warnings === 0) continue
      await recordRead(tx, { actor, page: 'activities.owed', personId: run.personId, at: call.now })
      const lacks = owed.map((one) => `${one.name[call.lang]}: ${one.missing}`).join(' · ')
      const { id: enrolmentId, caseNumber, personId } = run
      rows.push({
        enrolmentId,
        caseNumber,
        name: names.get(personId)?.name ?? null,
        phase: phaseOfRun(run) ?? 'main',
        paused: isPausedOn(run.pauses, call.today),
        lacks,
        warnings,
        agreementId: agreed.id,
      })
    }
  }
  return { rows, agreements: sideBySide(all, call), chosen }
}

async function showAll({ db }: Deps, call: Call): Promise<Response> {
  const facts = await db.transaction(call.context, (tx) => lacking(tx, call))
  return call.page(<LackingPage call={call} facts={facts} />)
}

async function join({ db }: Deps, call: Call): Promise<Response> {
  const [enrolmentId, sessionId] = [parseId<'enrolment'>(call.param('id')), parseId<'session'>(call.param('session'))]
  if (enrolmentId === null || sessionId === null) return call.notFound()
  const command = { actor: staffOf(call), enrolmentId, sessionId, today: call.today, at: call.now }
  const answer = await db.transaction(call.context, (tx) => joinSession(tx, command))
  const say = texts(call.lang)
  const back = `/enrolments/${enrolmentId}/owed`
  if (answer.ok) return call.see(back, say.joined)
  const { refusal } = answer
  if (refusal.kind === 'not_permitted' || refusal.kind === 'no_such_session') return call.refused(refusal)
  return call.see(
    back,
    refusal.kind === 'not_in_the_phase' ? say.refusals.not_in_the_phase(refusal.caseNumber) : say.refusals[refusal.kind],
  )
}
