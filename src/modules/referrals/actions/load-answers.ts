import type { Day } from '#kernel/days.ts'
import { personView, supportBasisOn } from '#modules/people/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Referral } from '../domain/referral.ts'
import type { Answers } from '../domain/sections.ts'
import { type SavedSections, sectionsOf, sharingOf } from '../store/sections.ts'

/** What the form knows, with who saved what. A masked person's name counts as given: somebody gave it who sees it. */
export async function loadAnswers(tx: Tx, referral: Referral, today: Day): Promise<{ answers: Answers; saved: SavedSections }> {
  const person = await personView(tx, referral.personId)
  const support = await supportBasisOn(tx, referral.personId, today)
  const saved = await sectionsOf(tx, referral.id)
  const agreed = await sharingOf(tx, referral.id)
  const masked = person?.restricted ?? false
  const answers: Answers = {
    identity: { name: person?.name ?? (masked ? '*' : ''), cprKnown: person !== null },
    contact: { phone: masked ? '*' : (person?.phone ?? null), email: person?.email ?? null, confirmed: saved.contact !== undefined },
    supportBasis: { code: support?.code ?? null, confirmed: saved.support_basis !== undefined },
    idea: saved.idea?.answers ?? null,
    fitness: saved.fitness
      ? { why: saved.fitness.answers.why, health: saved.health?.answers.text ?? '', economy: saved.economy?.answers.text ?? '' }
      : null,
    sharing: { informationVersion: saved.sharing?.answers.informationVersion ?? null, agreed },
  }
  return { answers, saved }
}
