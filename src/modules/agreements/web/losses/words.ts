import type { OrganisationId } from '#kernel/actor.ts'
import { percentText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import type { Agreement } from '../../domain/agreement.ts'
import { type LossBearer, type LossTerm, lossBearers } from '../../domain/loss-term.ts'
import type { Texts } from '../../texts/da.ts'

/** An organisation that may bear a loss, with the part of the agreement by which its share is kept, and all its parts in words. */
export type Bearer = { bearer: LossBearer; organisationId: OrganisationId; parts: string }

/** Each organisation once, though it may be several parties. */
export function bearersOf({ parties }: Pick<Agreement, 'parties'>, say: Texts): Bearer[] {
  return lossBearers.flatMap((bearer) => {
    const organisationId = parties[bearer]
    const all = lossBearers.filter((other) => parties[other] === organisationId)
    const parts = all.map((each, at) => (at === 0 ? say.partyNames[each] : say.partyNames[each].toLowerCase()))
    return all[0] === bearer ? [{ bearer, organisationId, parts: parts.join(', ') }] : []
  })
}

/** Who bears how much by a term: `Ishøj Kommune 70 %, Næstved Kommune 30 %`. An organisation that is several parties stands once. */
export function lossTermWords(
  { shares }: Pick<LossTerm, 'shares'>,
  { parties }: Pick<Agreement, 'parties'>,
  nameOf: (id: OrganisationId) => string,
  lang: Lang,
): string {
  const borne = new Map<OrganisationId, number>()
  for (const bearer of lossBearers) borne.set(parties[bearer], (borne.get(parties[bearer]) ?? 0) + shares[bearer])
  const bearing = [...borne].filter(([, bp]) => bp > 0)
  return bearing.map(([id, bp]) => `${nameOf(id)} ${percentText(bp, lang)}`).join(', ')
}
