import { randomBytes } from 'node:crypto'
import type { SystemActor } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import type { Tx } from '#platform/db/database.ts'
import { sha256Of } from '#platform/sha256.ts'
import type { Agreement } from '#modules/agreements/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import { tellAll } from '#modules/notices/index.ts'
import { evaluationActions } from '../../actions.ts'
import { type SurveyParty, surveyParties } from '../../domain/survey/survey.ts'
import { atMilestone, insertSurvey } from '../../store/surveys.ts'

/** What a key is known by; the key itself is kept nowhere here. */
export function digestOfKey(key: string): string {
  return sha256Of(key)
}

/** A fresh key for a link: 192 random bits. */
export function newKey(): string {
  return randomBytes(24).toString('base64url')
}

/** Asks the citizen and the staff of both authorities about every run at the gate, ended, or ended six months ago; each once. Answers how many. */
export async function askWhoIsDue(tx: Tx, given: { actor: SystemActor; agreed: Agreement; today: Day; at: Instant }): Promise<number> {
  const { actor, agreed, today, at } = given
  let asked = 0
  for (const run of await atMilestone(tx, agreed.id, today))
    for (const party of surveyParties) {
      const [id, key] = [newId<'survey'>(), newKey()]
      const survey = { id, agreementId: agreed.id, caseNumber: run.caseNumber, party, moment: run.moment, sha256: digestOfKey(key), at }
      if (!(await insertSurvey(tx, survey))) continue
      const subject = { noun: 'survey', id }
      const { caseNumber } = run
      const { parties } = agreed
      const only = [readerOf[party]]
      const question = { kind: 'survey_asked', subject, href: `/survey/${key}`, caseNumber, at } as const
      await tellAll(tx, { ...question, parties, only, ...(party === 'citizen' ? { personId: run.personId } : {}) })
      await recordChange(tx, { actor, action: evaluationActions.tell_due, on: subject, codes: { party, moment: run.moment }, at })
      asked += 1
    }
  return asked
}

// Each party answers by a key of its own. The notice to staff says the case and not the person.
const readerOf = { citizen: 'citizen', provider: 'programme_manager', acting_job_centre: 'caseworker' } as const satisfies Record<
  SurveyParty,
  string
>
