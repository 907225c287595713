import { Card } from '#ui/card.tsx'
import { Facts } from '#ui/facts.tsx'
import { countText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import type { ReadReport } from '../../actions/report/read-report.ts'
import { surveyMoments, surveyParties } from '../../domain/survey/survey.ts'
import type { SheetPart } from '../../pdf/render-report.ts'
import { texts } from '../../texts/texts.ts'

/** Answers in own words by when they were asked and by whom they are; `summary` says how many each party gave. */
type InWords = { summary: string; moments: readonly { name: string; answers: readonly { party: string; words: string }[] }[] }

// Own words can point at a person, so the open version has none of them; they are no part of what is frozen, and go when a person is erased.
function inWordsOf({ inWords }: Pick<ReadReport, 'inWords'>, lang: Lang): InWords | null {
  if (inWords.length === 0) return null
  const say = texts(lang).survey
  const counts = surveyParties.flatMap((party) => {
    const count = inWords.filter((one) => one.party === party).length
    return count === 0 ? [] : [`${say.parties[party].toLowerCase()} ${countText(count, lang)}`]
  })
  return {
    summary: say.inWordsCount(countText(inWords.length, lang), counts.join(', ')),
    moments: surveyMoments.flatMap((moment) => {
      const answers = inWords.filter((one) => one.moment === moment).map(({ party, words }) => ({ party: say.parties[party], words }))
      return answers.length === 0 ? [] : [{ name: say.asked[moment], answers }]
    }),
  }
}

/** What citizens and staff wrote in their own words, for the closed version. */
export function InWordsCard({ read, lang }: { read: ReadReport; lang: Lang }) {
  const found = inWordsOf(read, lang)
  if (found === null) return null
  const say = texts(lang).survey
  return (
    <Card title={say.inWords} id="in-words">
      <p class="soft">
        {found.summary} {say.inWordsText}
      </p>
      {found.moments.map(({ name, answers }) => (
        <>
          <h3>{name}</h3>
          <Facts wide items={answers.map(({ party, words }) => ({ name: party, value: words }))} />
        </>
      ))}
    </Card>
  )
}

/** The same on the paper of the closed version. */
export function inWordsParts(read: ReadReport, lang: Lang): SheetPart[] {
  const found = inWordsOf(read, lang)
  if (found === null) return []
  const say = texts(lang).survey
  return [
    { kind: 'subheading', text: say.inWords },
    { kind: 'small', text: `${found.summary} ${say.inWordsText}` },
    ...found.moments.flatMap(({ name, answers }): SheetPart[] => [
      { kind: 'paragraph', text: name },
      ...answers.map(({ party, words }): SheetPart => ({ kind: 'small', text: `${party}: ${words}` })),
    ]),
  ]
}
