import type { StaffActor } from '#kernel/actor.ts'
import { isBefore } from '#kernel/days.ts'
import { sessionsOfRun } from '#modules/activities/index.ts'
import { type HandOverCode, type HandOverLine, handOverCodes, standing } from '#modules/caseload/index.ts'
import { proposalsOfCase, questionsOfCase } from '#modules/collaboration/index.ts'
import { accessRequestsOf, notesOf } from '#modules/journal/index.ts'
import { noticeText, tasksOf } from '#modules/notices/index.ts'
import { personView } from '#modules/people/index.ts'
import { assessmentsOf, referral } from '#modules/referrals/index.ts'
import type { CaseKey } from '#platform/case.ts'
import type { Tx } from '#platform/db/database.ts'
import { dayText, timeText } from '#ui/format.ts'
import type { StaffReader } from '../case/read-case.ts'
import { texts } from '../../texts/texts.ts'

/** A line of the checklist with what it is about, in the reader's words. */
export type ChecklistLine = HandOverLine & { details: readonly string[] }

type About = { tx: Tx; reader: StaffReader; key: CaseKey }

/** What a colleague must be told of a case before it is theirs, as it stands today; a line with nothing in it waits for nobody. */
export async function checklistOf(tx: Tx, reader: StaffReader, key: CaseKey): Promise<ChecklistLine[]> {
  const about = { tx, reader, key }
  const lines: ChecklistLine[] = []
  for (const code of handOverCodes) {
    lines.push({ code, ...(await sources[code](about)) })
  }
  return lines
}

type Found = Omit<ChecklistLine, 'code'>

const each = (details: readonly string[]): Found => ({ waiting: details.length, details })

const sources: Record<HandOverCode, (about: About) => Promise<Found>> = {
  tasks: async ({ tx, reader, key }) =>
    each(
      (await tasksOf(tx, reader.actor))
        .filter((task) => task.personId === key.personId)
        .map((task) => withDay(noticeText(task.kind, reader.lang), task.dueOn)),
    ),
  deadline: async ({ tx, key }) => {
    const dueOn = (await standing(tx, key.referralId))?.dueOn ?? null
    return each(dueOn === null ? [] : [dayText(dueOn)])
  },
  assessment: async ({ tx, reader, key }) => {
    const found = await referral(tx, key.referralId)
    if (found === null || found.state !== 'joint_assessment') return each([])
    const own = (await assessmentsOf(tx, found.id, found.round)).find((one) => one.organisationId === reader.actor.organisationId)
    return each(own?.submittedAt == null ? [texts(reader.lang).handOver.notGiven] : [])
  },
  promises: async (about) => each(await promises(about)),
  meetings: async ({ tx, reader, key }) => {
    if (key.enrolmentId === null) return each([])
    const coming = (await sessionsOfRun(tx, key.enrolmentId)).filter(
      (session) => session.cancelledAt === null && !isBefore(session.on, reader.today),
    )
    return each(coming.map((session) => `${dayText(session.on)} ${timeText(session.startsAt, reader.lang)}, ${session.place}`))
  },
  notes: async ({ tx, reader, key }) => {
    const own = (await notesOf(tx, key.personId)).filter((note) => note.organisationId === reader.actor.organisationId)
    const last = own.map((note) => note.on).toSorted((a, b) => Temporal.PlainDate.compare(b, a))[0]
    return { waiting: own.length, details: last === undefined ? [] : [texts(reader.lang).handOver.lastNote(own.length, dayText(last))] }
  },
  protected: async ({ tx, reader, key }) =>
    each((await personView(tx, key.personId))?.protected === true ? [texts(reader.lang).handOver.protectedText] : []),
}

// What somebody else waits for from this authority: proposals and questions to it, and requests to see the file.
async function promises({ tx, reader, key }: About): Promise<string[]> {
  const say = texts(reader.lang).handOver
  const { organisationId }: StaffActor = reader.actor
  const proposals = (await proposalsOfCase(tx, key.referralId)).filter((one) => one.state === 'open' && one.to === organisationId)
  const found = await referral(tx, key.referralId)
  const asked = found === null ? [] : await questionsOfCase(tx, found.agreementId, key.caseNumber)
  const questions = asked.filter((one) => one.state === 'open' && one.to === organisationId)
  const requests = (await accessRequestsOf(tx, key.referralId)).filter((one) => one.answered === null)
  return [
    ...proposals.map((one) => withDay(say.proposal, one.answerBy)),
    ...questions.map((one) => withDay(say.question, one.answerBy)),
    ...requests.map((one) => withDay(say.accessRequest, one.dueOn)),
  ]
}

function withDay(what: string, day: Temporal.PlainDate | null): string {
  return day === null ? what : `${what}, ${dayText(day)}`
}
