import type { Tx } from '#platform/db/database.ts'
import type { Day } from '#kernel/days.ts'
import { Card } from '#ui/card.tsx'
import { dayText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import { type Anew, anewOf } from '../../domain/anew.ts'
import type { Referral } from '../../domain/referral.ts'
import { recordedEvents } from '../../store/events.ts'
import { texts } from '../../texts/texts.ts'
import { Lines } from '../lines.tsx'

/** What led to a citizen's case being decided anew after a complaint; null when it is not. */
export async function decidedAnew(tx: Tx, referral: Referral, today: Day): Promise<Anew | null> {
  return anewOf(referral, await recordedEvents(tx, referral.id), today)
}

/** What was answered to the complaint, what happens next and by when, said to the citizen. */
export function anewWords({ by, expectedOn, late }: Anew, lang: Lang): { answered: string; next: string; when: string } {
  const say = texts(lang).me.anew
  const on = dayText(expectedOn)
  return { answered: say.by[by], next: say.next, when: late ? say.late(on) : say.when(on) }
}

/** The citizen's card of it, with what weighed. */
export function AnewCard({ lang, anew }: { lang: Lang; anew: Anew }) {
  const say = texts(lang).me.anew
  const { answered, next, when } = anewWords(anew, lang)
  return (
    <Card title={say.title} id="anew">
      <p>{answered}</p>
      {anew.why === null ? null : (
        <>
          <p>{anew.by === 'authority' ? say.why : say.boardWhy}</p>
          <blockquote>
            <Lines text={anew.why} />
          </blockquote>
        </>
      )}
      <p>{next}</p>
      <p>{when}</p>
    </Card>
  )
}
