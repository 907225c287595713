import { type Deputy, accountNames, authorize, deputies, organisations } from '#modules/access/index.ts'
import { type Authority, type HandOver, type Listed, authorityIn, caseloadActions, handOversOfCase } from '#modules/caseload/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'
import { Card } from '#ui/card.tsx'
import { Facts } from '#ui/facts.tsx'
import { dayText } from '#ui/format.ts'
import { texts } from '../../texts/texts.ts'
import { type StaffReader, readerOf } from './read-case.ts'

/** Who looks after a case at each authority, who stands in, and what is on its way to another. */
export type WhoFacts = {
  listed: Listed
  houses: Record<Authority, string>
  names: ReadonlyMap<string, string>
  /** The deputy of the one who has it at the reader's authority, when they are away today. */
  away: Deputy | null
  open: HandOver | null
  mayHandOver: boolean
}

/** Gathers who has a case; one's own authority's absences only. */
export async function whoFacts(tx: Tx, { actor, today }: StaffReader, listed: Listed): Promise<WhoFacts> {
  const authority = authorityIn(listed, actor.organisationId)
  const own = authority === null ? null : listed.responsible[authority]
  const [standIns, handOvers, all] = await Promise.all([
    deputies(tx, actor.organisationId, today),
    handOversOfCase(tx, listed.caseId),
    organisations(tx),
  ])
  const away = standIns.find((one) => one.absentId === own && Temporal.PlainDate.compare(one.from, today) <= 0)
  const open = handOvers.find((one) => one.organisationId === actor.organisationId && one.answer === null)
  const ids = [...Object.values(listed.responsible), away?.deputyId ?? null, open?.to ?? null].filter((id) => id !== null)
  const known = new Map(all.map((one) => [one.id, one.shortName]))
  const { acting_job_centre: jobCentre, provider } = listed.parties
  return {
    listed,
    houses: { acting_job_centre: known.get(jobCentre) ?? '–', provider: known.get(provider) ?? '–' },
    names: await accountNames(tx, ids),
    away: away ?? null,
    open: open ?? null,
    mayHandOver:
      own !== null && authorize(actor, caseloadActions.hand_over, { ownerId: actor.organisationId, personId: listed.personId }).ok,
  }
}

/** Who has the case at each authority, with the way to hand it over. */
export function WhoCard({ call, facts }: { call: Call; facts: WhoFacts }) {
  const say = texts(call.lang).handOver
  const { listed, houses, names, away, open } = facts
  const name = (id: string | null) => (id === null ? say.nobody : (names.get(id) ?? '–'))
  const standsIn = away !== null && away.deputyId === readerOf(call).actor.accountId
  return (
    <Card
      title={say.who}
      id="who"
      aside={facts.mayHandOver && open === null ? <a href={`/cases/${listed.caseId}/hand-over`}>{say.title}</a> : undefined}
    >
      <Facts
        items={[
          { name: houses.acting_job_centre, value: name(listed.responsible.acting_job_centre) },
          { name: houses.provider, value: name(listed.responsible.provider) },
        ]}
      />
      {away === null ? null : (
        <p>
          {say.awayUntil(name(away.deputyId), dayText(away.until))}
          {standsIn ? ` (${say.forWhom(name(away.absentId))})` : ''}
        </p>
      )}
      {open === null ? null : (
        <p>
          <a href={`/cases/${listed.caseId}/hand-over`}>{say.waitsFor(name(open.to))}</a>
        </p>
      )}
    </Card>
  )
}
