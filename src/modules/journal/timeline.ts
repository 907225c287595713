import type { Actor, PersonId } from '#kernel/actor.ts'
import type { CaseStep } from '#kernel/case-step.ts'
import type { Id } from '#kernel/ids.ts'
import type { TimelineEntry } from '#kernel/timeline.ts'
import { accountNames, authorize, organisations } from '#modules/access/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Lang } from '#ui/lang.ts'
import { actions } from './actions.ts'
import { noteRows } from './store/notes.ts'
import { texts } from './texts/texts.ts'

/** The notes that the reader may see, on the case's timeline by the day they are about. */
export async function timeline(
  tx: Tx,
  { actor, lang }: { actor: Actor; lang: Lang },
  { personId }: { personId: PersonId },
): Promise<TimelineEntry[]> {
  if (!authorize(actor, actions.see_notes, { personId }).ok) return []
  const say = texts(lang)
  const notes = await noteRows(tx, personId)
  const names = await accountNames(
    tx,
    notes.map(({ accountId }) => accountId),
  )
  const known = new Map((await organisations(tx)).map(({ id, shortName }) => [id, shortName]))
  return notes.map((note) => {
    const marks = [...(note.number > 1 ? [say.entryCorrected] : []), ...(note.shared ? [] : [say.ownOnly.toLowerCase()])]
    return {
      on: note.on,
      at: note.firstAt,
      tone: 'none' as const,
      icon: 'chat',
      title: [say.entry(say.kinds[note.kind]), ...marks].join(', '),
      text: `${say.by(names.get(note.accountId) ?? '–', known.get(note.organisationId) ?? '–')}: ${note.words}`,
      href: `/notes/${note.id}`,
      kind: 'note' as const,
    }
  })
}

/** The step that is always open to those who write notes. */
export function caseSteps(
  { actor, lang }: { actor: Actor; lang: Lang },
  { personId, referralId }: { personId: PersonId; referralId: Id<'referral'> },
): CaseStep[] {
  if (!authorize(actor, actions.write_note, { personId }).ok) return []
  const say = texts(lang)
  const back = encodeURIComponent(`/cases/${referralId}`)
  return [
    {
      label: say.write,
      href: `/people/${personId}/notes?case=${referralId}&back=${back}#write`,
      consequence: say.stepText,
      primary: false,
    },
  ]
}
