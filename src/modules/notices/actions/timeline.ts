import type { PersonId } from '#kernel/actor.ts'
import { dayOf } from '#kernel/days.ts'
import type { TimelineEntry } from '#kernel/timeline.ts'
import { mayEver } from '#modules/access/index.ts'
import type { Reader } from '#platform/case.ts'
import type { Tx } from '#platform/db/database.ts'
import { momentText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import { actions } from '../actions.ts'
import { opensLetter } from '../domain/letter-readers.ts'
import { type LetterLine, lettersTo } from '../store/letters.ts'
import { maskedOf } from './masked.ts'
import { texts } from '../texts/texts.ts'

/** The letters to a person as happenings of the case, the newest first, linked for whoever may read them, which is nobody the person is masked for; of one case when its number is given. */
export async function timeline(
  tx: Tx,
  { actor, lang }: Pick<Reader, 'actor' | 'lang'>,
  of: { personId: PersonId; caseNumber?: string },
): Promise<TimelineEntry[]> {
  const mayRead = mayEver(actor, actions.see_letter) && !(await maskedOf(tx, [of.personId])).has(of.personId)
  const letters = await lettersTo(tx, of.personId)
  return letters
    .filter((letter) => of.caseNumber === undefined || letter.caseNumber === of.caseNumber)
    .map((letter) => {
      const { text, tone } = wayOf(letter, lang)
      return {
        on: dayOf(letter.sentAt),
        at: letter.sentAt,
        tone,
        icon: 'email',
        title: letter.title,
        text,
        ...(mayRead && opensLetter(actor, letter.template) ? { href: `/letters/${letter.id}.pdf` } : {}),
        kind: 'letter',
      }
    })
}

function wayOf({ channel, printedAt, digitalPost, withdrawn }: LetterLine, lang: Lang): { text: string; tone: TimelineEntry['tone'] } {
  const say = texts(lang)
  if (printedAt !== null) return { text: say.printedAt(momentText(printedAt, lang)), tone: 'done' }
  if (withdrawn !== null && digitalPost?.state !== 'delivered')
    return { text: say.withdrawn[withdrawn.why](momentText(withdrawn.at, lang)), tone: 'none' }
  if (channel === 'mail_link') return { text: say.byLink, tone: 'done' }
  if (digitalPost === null || digitalPost.state === 'failed') return { text: say.toPrint, tone: 'wait' }
  const when = digitalPost.at === null ? '' : ` ${momentText(digitalPost.at, lang)}`
  return { text: `${say.digitalPostState[digitalPost.state]}${when}`, tone: digitalPost.state === 'delivered' ? 'done' : 'wait' }
}
