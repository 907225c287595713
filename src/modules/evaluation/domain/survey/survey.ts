/** Who is asked. */
export const surveyParties = ['citizen', 'provider', 'acting_job_centre'] as const
/** One of them. */
export type SurveyParty = (typeof surveyParties)[number]

/** When they are asked: at the gate, at the end, and six months after. */
export const surveyMoments = ['gate', 'end', 'end6'] as const
/** One of them. */
export type SurveyMoment = (typeof surveyMoments)[number]

/** What they are asked, each answered from 1 to 5. */
export const surveyQuestions = ['useful', 'help', 'together', 'recommend'] as const
/** One of them. */
export type SurveyQuestion = (typeof surveyQuestions)[number]

/** The answers to a questionnaire. */
export type SurveyAnswers = Readonly<Record<SurveyQuestion, number>>
