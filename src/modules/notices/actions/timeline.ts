import type { PersonId } from '#kernel/actor.ts'
import { dayOf } from '#kernel/days.ts'
import type { TimelineEntry } from '#kernel/timeline.ts'
import type { Tx } from '#platform/db/database.ts'
import { momentText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import { lettersTo } from '../store/letters.ts'
import { texts } from '../texts/texts.ts'

/** The letters to a person as happenings of the case, the newest first; of one case when its number is given. */
export async function timeline(tx: Tx, of: { personId: PersonId; caseNumber?: string }, lang: Lang): Promise<TimelineEntry[]> {
  const say = texts(lang)
  const letters = await lettersTo(tx, of.personId)
  return letters
    .filter((letter) => of.caseNumber === undefined || letter.caseNumber === of.caseNumber)
    .map((letter) => {
      const text =
        letter.channel === 'mail_link'
          ? say.byLink
          : letter.printedAt === null
            ? say.toPrint
            : say.printedAt(momentText(letter.printedAt, lang))
      const tone = letter.channel === 'print' && letter.printedAt === null ? 'wait' : 'done'
      return {
        on: dayOf(letter.sentAt),
        at: letter.sentAt,
        tone,
        icon: 'email',
        title: letter.title,
        text,
        href: `/letters/${letter.id}.pdf`,
        kind: 'letter',
      }
    })
}
