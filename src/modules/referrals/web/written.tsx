import type { Actor } from '#kernel/actor.ts'
import { authorize } from '#modules/access/index.ts'
import type { PersonView } from '#modules/people/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'
import { Facts } from '#ui/facts.tsx'
import { actions } from '../actions.ts'
import type { Referral } from '../domain/referral.ts'
import type { SharingItem } from '../domain/sections.ts'
import { type SavedSections, sectionsOf, sharingOf } from '../store/sections.ts'
import type { Texts } from '../texts/da.ts'
import { Lines } from './lines.tsx'
import { supportText } from './support-text.ts'

/** What is written in a referral, as far as the reader may see it. `closer` is null for those who take no part in the assessment. */
export type WrittenFacts = {
  saved: SavedSections
  agreed: Partial<Record<SharingItem, boolean>>
  closer: { support: string | null } | null
}

/** Reads what is written: the words as row-level security gives them; what the citizen lives on, health and economy for those who assess alone. */
export async function writtenIn(
  tx: Tx,
  actor: Actor,
  referral: Referral,
  call: Pick<Call, 'lang' | 'today' | 'actor'>,
): Promise<WrittenFacts> {
  const { id, personId, parties } = referral
  const assesses = authorize(actor, actions.assess, { parties, personId }).ok
  return {
    saved: await sectionsOf(tx, id),
    agreed: await sharingOf(tx, id),
    closer: assesses ? { support: await supportText(tx, personId, call) } : null,
  }
}

/** The referral in words, to read and not to change. `own` is true for the job centre, which reads also what is not shared. */
export function WrittenList(props: { say: Texts; facts: WrittenFacts; person: PersonView; own: boolean }) {
  const { say, person, own } = props
  const { saved, agreed, closer } = props.facts
  const told = (text: string | null | undefined) => (text ? <Lines text={text} /> : say.check.notGiven)
  const shared = (item: SharingItem, text: string | null | undefined) =>
    !own && agreed[item] !== true ? say.overview.notShared : told(text)
  const contact = person.restricted ? say.masked : told([person.phone, person.email, person.address].filter(Boolean).join('\n'))
  return (
    <Facts
      wide
      items={[
        { name: say.sections.contact, value: contact },
        ...(closer === null ? [] : [{ name: say.sections.support_basis, value: shared('support_basis', closer.support) }]),
        { name: say.idea.name, value: told(saved.idea?.answers.title) },
        { name: say.idea.text, value: told(saved.idea?.answers.text) },
        { name: say.fitness.why, value: told(saved.fitness?.answers.why) },
        ...(closer === null
          ? []
          : [
              { name: say.fitness.health, value: shared('health', saved.health?.answers.text) },
              { name: say.fitness.economy, value: shared('economy', saved.economy?.answers.text) },
            ]),
      ]}
    />
  )
}
