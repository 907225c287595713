import type { CaseCard } from '#kernel/case-step.ts'
import type { Id } from '#kernel/ids.ts'
import type { Tx } from '#platform/db/database.ts'
import { dayText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import { planSections } from '../domain/plan.ts'
import { type Goal, goalsOf } from '../store/goals.ts'
import { plansOf, sectionsOf } from '../store/plans.ts'
import { texts } from '../texts/texts.ts'

/** What a run's plan and goals say, as they go into the person's file: every version section by section, each goal with its steps and reviews. */
export async function planFileCards(tx: Tx, lang: Lang, enrolmentId: Id<'enrolment'> | null): Promise<CaseCard[]> {
  if (enrolmentId === null) return []
  const goals = await goalsOf(tx, enrolmentId)
  const goalCard = { title: texts(lang).goals.title, facts: goals.map((goal) => ({ label: goal.words, value: goalText(goal, lang) })) }
  return [...(await versionCards(tx, lang, enrolmentId)), ...(goals.length === 0 ? [] : [goalCard])]
}

async function versionCards(tx: Tx, lang: Lang, enrolmentId: Id<'enrolment'>): Promise<CaseCard[]> {
  const say = texts(lang).plan
  const cards: CaseCard[] = []
  for (const { id, number, state } of await plansOf(tx, enrolmentId)) {
    const written = await sectionsOf(tx, id)
    const facts = planSections.flatMap((section) => {
      const words = written.get(section)?.words ?? ''
      return words === '' ? [] : [{ label: say.sections[section].name, value: words }]
    })
    if (facts.length > 0)
      cards.push({ title: `${say.title}, ${say.version(number).toLowerCase()}, ${say.states[state].toLowerCase()}`, facts })
  }
  return cards
}

function goalText({ wantedOn, steps, reviews }: Goal, lang: Lang): string {
  const said = [
    ...steps.map(({ words, dueOn }) => `${words}, ${dayText(dueOn)}`),
    ...reviews.filter(({ words }) => words !== '').map(({ words, on }) => `${dayText(on)}: ${words}`),
  ]
  return [texts(lang).goals.by(dayText(wantedOn)), ...said].join('. ')
}
