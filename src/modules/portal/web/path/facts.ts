import type { CitizenActor } from '#kernel/actor.ts'
import type { CaseCard, CaseStep } from '#kernel/case-step.ts'
import { type Day, isBefore } from '#kernel/days.ts'
import type { TimelineEntry } from '#kernel/timeline.ts'
import { type Organisation, accountNames, organisations, signInsFor } from '#modules/access/index.ts'
import { type Session, liesInPause, sessionsOfRun } from '#modules/activities/index.ts'
import { agreement } from '#modules/agreements/index.ts'
import { type BenefitWarning, beforeRegistration, benefitWarning, businessState } from '#modules/business/index.ts'
import { type Listed, standing } from '#modules/caseload/index.ts'
import { type Enrolment, enrolment } from '#modules/enrolments/index.ts'
import { type Notice, tasksOf } from '#modules/notices/index.ts'
import { type Part, partsOf, personNames, representativesOf } from '#modules/people/index.ts'
import { programmeVersion } from '#modules/programmes/index.ts'
import { type Anew, type Referral, decidedAnew, referral } from '#modules/referrals/index.ts'
import { type CaseKey, type CasePorts, type Reader, gatherCase } from '#platform/case.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Lang } from '#ui/lang.ts'
import { isComing } from '../../domain/coming.ts'
import type { Acting } from '../access/seen-by.tsx'

/** An appointment to come, with its words, and whether it lies in a pause of the run. */
export type Upcoming = { session: Session; name: string; teacher: string | null; inPause: boolean }

/** A citizen's case as they see it. */
export type OwnCase = {
  key: CaseKey
  run: Enrolment | null
  referral: Referral | null
  /** That the case is decided anew after a complaint. */
  anew: Anew | null
  steps: readonly CaseStep[]
  cards: readonly CaseCard[]
  timeline: readonly TimelineEntry[]
  standing: Listed | null
  tasks: readonly Notice[]
  upcoming: readonly Upcoming[]
  /** What a CVR registration would do to the benefit; null before there is an idea and once the business is registered. */
  benefit: BenefitWarning | null
  parts: readonly Part[]
  organisations: readonly Organisation[]
  representatives: readonly Acting[]
  /** The reader's name and address are protected. */
  isProtected: boolean
}

/** Everything the citizen's first page shows of their newest case; null while there is none. */
export async function ownCase(tx: Tx, ports: CasePorts, reader: Reader, actor: CitizenActor): Promise<OwnCase | null> {
  const [key] = await ports.casesOfPerson(tx, actor.personId, reader)
  if (key === undefined) return null
  const [run, own, seen, where, tasks, parts, all, representatives, names] = await Promise.all([
    key.enrolmentId === null ? null : enrolment(tx, key.enrolmentId),
    referral(tx, key.referralId),
    gatherCase(tx, ports, reader, key),
    standing(tx, key.referralId),
    tasksOf(tx, actor),
    partsOf(tx, actor.personId),
    organisations(tx),
    actingFor(tx, actor),
    personNames(tx, [actor.personId]),
  ])
  const isProtected = names.get(actor.personId)?.protected === true
  const [upcoming, benefit] =
    run === null ? [[], null] : await Promise.all([upcomingOf(tx, run, reader), benefitOf(tx, run, actor, reader.today)])
  const anew = own === null ? null : await decidedAnew(tx, own, reader.today)
  return {
    key,
    run,
    referral: own,
    anew,
    ...seen,
    standing: where,
    tasks,
    benefit,
    upcoming,
    parts,
    organisations: all,
    representatives,
    isProtected,
  }
}

async function actingFor(tx: Tx, { personId }: CitizenActor): Promise<Acting[]> {
  const signIns = await signInsFor(tx, personId)
  return (await representativesOf(tx, personId)).map((representative) => ({ representative, signsIn: signIns.has(representative.id) }))
}

async function benefitOf(tx: Tx, run: Enrolment, { personId }: CitizenActor, today: Day): Promise<BenefitWarning | null> {
  return beforeRegistration.includes(await businessState(tx, run.id)) ? benefitWarning(tx, personId, today) : null
}

/** The names of a run's activities, as its programme has them. */
export async function activityNames(tx: Tx, run: Enrolment, lang: Lang): Promise<Map<string, string>> {
  const agreed = await agreement(tx, run.agreementId)
  if (agreed === null) return new Map()
  const version = await programmeVersion(tx, agreed.programmeVersionId)
  return new Map(version.phases.flatMap((phase) => phase.activities.map((activity) => [activity.code, activity.name[lang]])))
}

async function upcomingOf(tx: Tx, run: Enrolment, { lang, today }: Reader): Promise<Upcoming[]> {
  const { endedOn } = run.run
  // What was planned beyond the end of the run is no appointment any more.
  const sessions = (await sessionsOfRun(tx, run.id)).filter(
    (one) => isComing(one, today) && (endedOn === null || !isBefore(endedOn, one.on)),
  )
  if (sessions.length === 0) return []
  const names = await activityNames(tx, run, lang)
  const teacherIds: string[] = sessions.map(({ teacherId }) => teacherId)
  const teachers = await accountNames(tx, teacherIds)
  return sessions.map((session) => ({
    session,
    name: names.get(session.activity) ?? session.activity,
    teacher: teachers.get(session.teacherId) ?? null,
    inPause: liesInPause(run.pauses, session.on),
  }))
}
