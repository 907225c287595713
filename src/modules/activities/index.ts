import type { Actor } from '#kernel/actor.ts'
import type { CaseCard, CaseStep } from '#kernel/case-step.ts'
import { type Day, isOnOrBefore } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import type { TimelineEntry } from '#kernel/timeline.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Deps, Module } from '#platform/module.ts'
import { mayEver } from '#modules/access/index.ts'
import { agreement } from '#modules/agreements/index.ts'
import { type Enrolment, enrolment } from '#modules/enrolments/index.ts'
import { programmeVersion } from '#modules/programmes/index.ts'
import { dayText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import { activityActions } from './actions.ts'
import { owedOf, phaseOfRun } from './actions/plan-session.ts'
import { sessionNames } from './actions/session-names.ts'
import type { ActivityPorts } from './actions/ports.ts'
import { warnDue } from './actions/warn.ts'
import { remindDue } from './actions/remind.ts'
import { liesInPause } from './domain/paused.ts'
import { calendarRoutes } from './web/calendar/routes.tsx'
import { type Session, participants, sessionsOfRun } from './store/sessions.ts'
import { texts } from './texts/texts.ts'
import { activityRoutes } from './web/routes.tsx'

export { activityActions } from './actions.ts'
export { type PlanRefusal, type SessionPlan, owedOf, planSession } from './actions/plan-session.ts'
export { type RegisterCommand, type RegisterRefusal, registerAttendance } from './actions/register-attendance.ts'
export { type ChangeRefusal, type Move, type MovePlan, cancelSession, moveSession, planMove } from './actions/change-session.ts'
export { type ClassPlan, type ClassRefusal, makeClass } from './actions/make-class.ts'
export type { ActivityPorts } from './actions/ports.ts'
export { sessionNames } from './actions/session-names.ts'
export { liesInPause } from './domain/paused.ts'
export { type ClassId, sessionsOfClass } from './store/classes.ts'
export { catchUpPlan, joinSession } from './actions/catch-up.ts'
export { answerWarning, closeWarning } from './actions/warn.ts'
export { type RaisedWarning, eraseActivityWords, openWarnings } from './store/warnings.ts'
export { type SessionOfDay, sessionsOfDay } from './actions/sessions-of-day.ts'
export { type Attended, attendedInRun } from './store/attendance-of-run.ts'
export { type Session, type SessionId, personsTaught, sessionsOfRun, teachersOn } from './store/sessions.ts'

type CaseRef = { enrolmentId: Id<'enrolment'> | null }

/** The held sessions of a case, for its timeline. */
export async function activityTimeline(tx: Tx, lang: Lang, { enrolmentId }: CaseRef): Promise<TimelineEntry[]> {
  const run = enrolmentId === null ? null : await enrolment(tx, enrolmentId)
  const agreed = run === null ? null : await agreement(tx, run.agreementId)
  if (run === null || agreed === null) return []
  const version = await programmeVersion(tx, agreed.programmeVersionId)
  const names = new Map(version.phases.flatMap((phase) => phase.activities.map((activity) => [activity.code, activity.name[lang]])))
  const say = texts(lang)
  return (await sessionsOfRun(tx, run.id)).flatMap((held): TimelineEntry[] =>
    held.registeredAt === null
      ? []
      : [
          {
            on: held.on,
            at: held.registeredAt,
            tone: held.tookPlace === true ? 'done' : 'due',
            icon: 'groups',
            title: names.get(held.activity) ?? held.activity,
            text: held.tookPlace === true ? say.held : say.cancelled,
            href: `/sessions/${held.id}`,
            kind: 'meeting',
          },
        ],
  )
}

/** What the phase demands and what is still owed, as a card. */
export async function activityCards(tx: Tx, { lang, today }: { lang: Lang; today: Day }, { enrolmentId }: CaseRef): Promise<CaseCard[]> {
  const run = enrolmentId === null ? null : await enrolment(tx, enrolmentId)
  if (run === null || phaseOfRun(run) === null) return []
  const owed = await owedOf(tx, run.id)
  const say = texts(lang)
  const inPause = await meetingsInPause(tx, run, today)
  const toMove = inPause.length === 0 ? [] : [{ label: say.inPause, value: inPause.map(({ on }) => dayText(on)).join(', ') }]
  const met = owed.filter((one) => one.missing === 0).length
  const facts = owed.map((one) => ({
    label: one.name[lang],
    value: one.missing === 0 ? say.of(one.attended, one.demanded) : say.owed(one.attended, one.demanded, one.missing),
  }))
  if (facts.length === 0)
    return [{ title: say.list, facts: [{ label: say.state, value: say.cardOffered }, ...toMove], href: `/enrolments/${run.id}/owed` }]
  return [{ title: say.card(met, owed.length), facts: [...facts, ...toMove], href: `/enrolments/${run.id}/owed` }]
}

/** The individual sessions to come that lie in a pause, each to be moved or cancelled; one with others is held for them. */
async function meetingsInPause(tx: Tx, run: Enrolment, today: Day): Promise<Session[]> {
  const coming = (await sessionsOfRun(tx, run.id)).filter(
    (one) => one.classId === null && one.cancelledAt === null && one.tookPlace === null && isOnOrBefore(today, one.on),
  )
  const meant: Session[] = []
  for (const one of coming) if (liesInPause(run.pauses, one.on) && (await participants(tx, one.id)).length === 1) meant.push(one)
  return meant
}

async function stepsInPause(tx: Tx, run: Enrolment, lang: Lang, today: Day): Promise<CaseStep[]> {
  const meant = await meetingsInPause(tx, run, today)
  const names = await sessionNames(
    tx,
    meant.map(({ id }) => id),
    lang,
  )
  const say = texts(lang)
  return meant.map((one) => ({
    label: say.pauseStep(names.get(one.id) ?? one.activity, dayText(one.on)),
    href: `/sessions/${one.id}/change`,
    consequence: say.pauseStepConsequence,
    primary: true,
  }))
}

/** Planning a session as a step of the case, and moving those that lie in a pause, for those who may. */
export async function activityCaseSteps(
  tx: Tx,
  { actor, lang, today }: { actor: Actor; lang: Lang; today: Day },
  { enrolmentId }: CaseRef,
): Promise<CaseStep[]> {
  const run = enrolmentId === null ? null : await enrolment(tx, enrolmentId)
  if (run === null || phaseOfRun(run) === null || !mayEver(actor, activityActions.plan)) return []
  const say = texts(lang)
  return [
    ...(await stepsInPause(tx, run, lang, today)),
    { label: say.step, href: `/enrolments/${run.id}/sessions/new`, consequence: say.stepConsequence, primary: false },
  ]
}

/** Sessions and registers. */
export function activitiesModule(deps: Deps & { publicUrl: () => string }, ports: ActivityPorts): Module {
  return {
    name: 'activities',
    actions: Object.values(activityActions),
    routes: [...activityRoutes(deps, ports), ...calendarRoutes(deps)],
    due: async (today) => (await remindDue(deps.db, today, deps.clock.now())) + (await warnDue(deps.db, ports, today, deps.clock.now())),
    nav: [
      {
        group: 'programme',
        href: '/sessions',
        label: { da: texts('da').nav, en: texts('en').nav },
        icon: 'groups',
        action: activityActions.see,
      },
      {
        group: 'own',
        href: '/me/calendar',
        label: { da: texts('da').calendarTitle, en: texts('en').calendarTitle },
        icon: 'calendar-month',
        order: 30,
        action: activityActions.own_calendar,
      },
    ],
  }
}
