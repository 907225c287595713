import type { CaseCard } from '#kernel/case-step.ts'
import { type PersonView, peopleTexts, supportBasisHistory, supportBasisNames } from '#modules/people/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { dayText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import { texts } from '../../texts/texts.ts'

/** What is kept about the person themself, for the file: how to reach them, and what they have lived on, day for day. */
export async function personCard(tx: Tx, person: PersonView, lang: Lang): Promise<CaseCard> {
  const [say, people] = [texts(lang), peopleTexts(lang)]
  const names = await supportBasisNames(tx)
  const spans = await supportBasisHistory(tx, person.id)
  const told = (label: string, value: string | null) => ({ label, value: value === null || value === '' ? say.nothing : value })
  return {
    title: say.about,
    facts: [
      told(say.cpr, person.cprMasked),
      told(say.address, person.address),
      told(say.phone, person.phone),
      told(say.emailLabel, person.email),
      told(say.interpreterLabel, person.interpreter),
      ...spans.map(({ code, from, until }) => ({
        label: people.supportBasis,
        value: `${names.get(code)?.[lang] ?? code}, ${dayText(from)} – ${until === null ? '' : dayText(until)}`.trimEnd(),
      })),
    ],
  }
}
