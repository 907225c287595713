import type { PersonId } from '#kernel/actor.ts'
import { supportBasisNames, supportBasisOn } from '#modules/people/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'
import { dayText } from '#ui/format.ts'
import { texts } from '../texts/texts.ts'

/** What a person lives on today, since when, and who told it, "you" to the person; null while nothing is recorded. */
export async function supportText(
  tx: Tx,
  personId: PersonId,
  { lang, today, actor }: Pick<Call, 'lang' | 'today' | 'actor'>,
): Promise<string | null> {
  const current = await supportBasisOn(tx, personId, today)
  if (current === null) return null
  const say = texts(lang).support
  const names = await supportBasisNames(tx)
  const source = actor?.kind === 'citizen' && current.source === 'citizen' ? say.you : say.sources[current.source].toLowerCase()
  return say.told(names.get(current.code)?.[lang] ?? current.code, dayText(current.from), source)
}
