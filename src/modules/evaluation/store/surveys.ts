import { z } from 'zod'
import type { PersonId } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { idColumn } from '#platform/db/row.ts'
import type { SurveyFact } from '../domain/figures/experience.ts'
import { type SurveyAnswers, type SurveyMoment, type SurveyParty, surveyMoments, surveyParties } from '../domain/survey/survey.ts'

const score = z.int().nullable()
const surveyRow = z
  .object({
    case_number: z.string(),
    party: z.enum(surveyParties),
    moment: z.enum(surveyMoments),
    useful: score,
    help: score,
    together: score,
    recommend: score,
  })
  .transform(({ case_number: caseNumber, party, moment, useful, help, together, recommend }): SurveyFact => {
    const answered = useful !== null && help !== null && together !== null && recommend !== null
    return { caseNumber, party, moment, answers: answered ? { useful, help, together, recommend } : null }
  })

/** The questionnaires asked under an agreement and answered, as known at a moment. */
export function surveyFacts(tx: Tx, { agreementId, knownAt }: { agreementId: Id<'agreement'>; knownAt: Instant }): Promise<SurveyFact[]> {
  return tx.rows(
    surveyRow,
    sql`select s.case_number, s.party, s.moment,
               case when s.answered_at <= ${knownAt} then s.useful end as useful, case when s.answered_at <= ${knownAt} then s.help end as help,
               case when s.answered_at <= ${knownAt} then s.together end as together,
               case when s.answered_at <= ${knownAt} then s.recommend end as recommend
        from evaluation.survey s where s.agreement_id = ${agreementId} and s.asked_at <= ${knownAt}
        order by s.case_number, s.party, s.moment`,
  )
}

const milestoneRow = z
  .object({ case_number: z.string(), person_id: idColumn<'person'>(), moment: z.enum(surveyMoments) })
  .transform((row) => ({ caseNumber: row.case_number, personId: row.person_id, moment: row.moment }))

/** A run whose parties are to be asked. */
export type AtMilestone = { caseNumber: string; personId: PersonId; moment: SurveyMoment }

/** The runs whose parties are to be asked on a day (enrolments.at_milestone); for a job only. */
export function atMilestone(tx: Tx, agreementId: Id<'agreement'>, on: Day): Promise<AtMilestone[]> {
  return tx.rows(milestoneRow, sql`select case_number, person_id, moment from enrolments.at_milestone(${agreementId}, ${on})`)
}

/** Asks one party about one run; false when that was done before. */
export async function insertSurvey(
  tx: Tx,
  asked: {
    id: string
    agreementId: Id<'agreement'>
    caseNumber: string
    party: SurveyParty
    moment: SurveyMoment
    sha256: string
    at: Instant
  },
): Promise<boolean> {
  const done = await tx.run(sql`
    insert into evaluation.survey (id, agreement_id, case_number, party, moment, token_sha256, asked_at)
    values (${asked.id}, ${asked.agreementId}, ${asked.caseNumber}, ${asked.party}, ${asked.moment}, ${asked.sha256}, ${asked.at})
    on conflict (agreement_id, case_number, party, moment) do nothing`)
  return done === 1
}

const keyRow = z.object({ party: z.enum(surveyParties), moment: z.enum(surveyMoments), answered: z.boolean() })

/** What the questionnaire of a key is about; null when the key opens none. */
export function surveyByKey(tx: Tx, sha256: string): Promise<z.infer<typeof keyRow> | null> {
  return tx.maybe(keyRow, sql`select party, moment, answered from evaluation.survey_by_key(${sha256})`)
}

/** Answers the questionnaire of a key; false when there is none to answer. */
export async function answerByKey(tx: Tx, sha256: string, answers: SurveyAnswers & { words: string; at: Instant }): Promise<boolean> {
  const { useful, help, together, recommend, words, at } = answers
  const scores = [useful, help, together, recommend]
  const { done } = await tx.one(
    z.object({ done: z.boolean() }),
    sql`select evaluation.answer_by_key(${sha256}, ${scores}::int[], ${words}, ${at}) as done`,
  )
  return done
}

const wordsRow = z.object({ party: z.enum(surveyParties), moment: z.enum(surveyMoments), words: z.string() })

/** An answer in own words. */
export type SurveyWords = z.infer<typeof wordsRow>

/** What was answered in own words, in no order that tells whose they are. */
export function surveyWords(tx: Tx, agreementId: Id<'agreement'>, knownAt: Instant): Promise<SurveyWords[]> {
  return tx.rows(
    wordsRow,
    sql`select party, moment, words from evaluation.survey
        where agreement_id = ${agreementId} and words is not null and answered_at <= ${knownAt} order by party, moment, token_sha256`,
  )
}

/** Deletes the own words of persons who have been erased, under an agreement that the session is a party of. */
export async function forgetWords(tx: Tx, agreementId: Id<'agreement'>): Promise<void> {
  await tx.run(sql`
    update evaluation.survey set words = null
    where agreement_id = ${agreementId} and words is not null and case_number in (select enrolments.erased_cases(${agreementId}))`)
}
