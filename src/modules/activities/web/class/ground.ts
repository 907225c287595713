import type { Tx } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'
import { agreementsFor } from '#modules/agreements/index.ts'
import { enrolmentsOf } from '#modules/enrolments/index.ts'
import { personNames } from '#modules/people/index.ts'
import { programmeVersion } from '#modules/programmes/index.ts'
import type { Option } from '#ui/select.tsx'
import { activityActions } from '../../actions.ts'
import { phaseOfRun } from '../../actions/plan-session.ts'
import type { ClassPlan } from '../../actions/make-class.ts'
import { texts } from '../../texts/texts.ts'
import { staffOf } from '../reader.ts'
import { teachersOf } from '../teachers.ts'

/** One thing a class can be about: an activity of a phase of an agreement the reader teaches under. */
export type Subject = Pick<ClassPlan, 'agreementId' | 'phase' | 'activity'> & { value: string; label: string }

/** What a class can be made of: its subjects, the teachers, and who could take part. */
export type ClassGround = { subjects: Subject[]; teachers: Option[]; people: Option[] }

/** The weekdays as the form sends them. */
export const weekdayValues = ['1', '2', '3', '4', '5', '6', '7'] as const

/** Gathers it for the agreements the reader may plan under. */
export async function classGround(tx: Tx, call: Call): Promise<ClassGround> {
  const actor = staffOf(call)
  const { lang } = call
  const say = texts(lang)
  const ground: ClassGround = { subjects: [], teachers: [], people: [] }
  for (const agreed of await agreementsFor(tx, actor, activityActions.plan)) {
    const version = await programmeVersion(tx, agreed.programmeVersionId)
    for (const phase of version.phases)
      for (const { code, name, kind } of phase.activities) {
        if (kind === 'individual') continue
        const value = `${agreed.id}/${phase.code}/${code}`
        const label = `${name[lang]}, ${say.phases[phase.code]} (${agreed.name[lang]})`
        ground.subjects.push({ value, label, agreementId: agreed.id, phase: phase.code, activity: code })
      }
    const runs = (await enrolmentsOf(tx, agreed.id)).filter((run) => phaseOfRun(run) !== null)
    const names = await personNames(
      tx,
      runs.map((run) => run.personId),
    )
    for (const run of runs) {
      const phase = phaseOfRun(run) ?? 'qualifying'
      const label = `${names.get(run.personId)?.name ?? say.masked}, ${run.caseNumber}, ${say.phases[phase]}`
      ground.people.push({ value: run.id, label })
    }
  }
  ground.teachers = await teachersOf(tx, actor)
  return ground
}
