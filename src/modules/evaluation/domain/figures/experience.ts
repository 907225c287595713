import { type SurveyAnswers, type SurveyMoment, type SurveyParty, surveyMoments, surveyQuestions } from '../survey/survey.ts'
import { type CellsByCase, type Counts, countIn } from './cells.ts'
import { type Reading, peopleFigure } from './reading.ts'

/** A questionnaire that was asked, and its answers when they had come. */
export type SurveyFact = { caseNumber: string; party: SurveyParty; moment: SurveyMoment; answers: SurveyAnswers | null }

/** Citizens' answers are shown for themselves; those of the two authorities' staff together. */
const sides = ['citizen', 'staff'] as const
const sideOf = (party: SurveyParty) => (party === 'citizen' ? 'citizen' : 'staff')

/**
 * Which questionnaires each case counts in: `asked_citizen_gate`, `answered_citizen_gate`, and over all moments `answered_citizen` and
 * `useful_citizen` for each answer of 4 or 5.
 */
export function experienceCells(surveys: readonly SurveyFact[]): CellsByCase {
  const cells = new Map<string, string[]>()
  for (const { caseNumber, party, moment, answers } of surveys) {
    const side = sideOf(party)
    const own = cells.get(caseNumber) ?? []
    own.push(`asked_${side}_${moment}`)
    if (answers !== null) {
      own.push(`answered_${side}_${moment}`, `answered_${side}`)
      for (const question of surveyQuestions) if (answers[question] >= 4) own.push(`${question}_${side}`)
    }
    cells.set(caseNumber, own)
  }
  return cells
}

/** How many answered of those asked, and how many of the answers were 4 or 5 of 5. */
export function experienceFigures(counts: Counts): Reading[] {
  return sides.flatMap((side) => {
    const variant = side
    const asked = surveyMoments.filter((moment) => countIn(counts, `asked_${side}_${moment}`) > 0)
    if (asked.length === 0) return []
    const figure = (given: Omit<Parameters<typeof peopleFigure>[1], 'group'>): Reading => ({
      ...peopleFigure(counts, { group: 'experience', ...given }),
      unit: 'answers',
    })
    return [
      ...asked.map((moment) =>
        figure({ code: `answered_${side}_${moment}`, key: `answered_${moment}`, of: `asked_${side}_${moment}`, variant }),
      ),
      ...surveyQuestions.map((question) => figure({ code: `${question}_${side}`, key: question, of: `answered_${side}`, variant })),
    ]
  })
}
