import { assert } from '#kernel/result.ts'
import { agreementsOf, importPilot, memoPilot } from '#modules/agreements/index.ts'
import { contextOf } from '#platform/http/context.ts'
import { type Play, hire } from './play.ts'

/** A municipality that buys places of Næstved as well and is its own job centre; `terms` are the agreement's own, in the form of a pilot file. */
export type Neighbour = {
  organisation: { key: string; name: string; shortName: string; letter: string; municipalityCode: string; address: string; phone: object }
  caseworker: { key: string; name: string }
  director: { key: string; name: string }
  agreement: { key: string; name: { da: string; en: string } }
  terms: { period: { signedOn: string; [term: string]: unknown }; [term: string]: unknown }
}

/** A municipality joins with the same programme and an agreement of its own. Answers the play with its people in the parts of job centre and director. */
export async function joins(play: Play, neighbour: Neighbour): Promise<Play> {
  const { db, clock, stage } = play
  const loaded = await importPilot(db, pilotOf(neighbour, await memoPilot()), clock.now())
  assert(loaded.ok, 'the neighbour’s agreement is loaded')
  const { agreementId, organisations } = loaded.value
  const organisationId = organisations.get(neighbour.organisation.key)
  assert(organisationId !== undefined, 'the neighbour is an organisation')
  const ibrahim = await hire(db, clock, { ...neighbour.caseworker, roles: ['caseworker', 'job_centre_lead'], organisationId })
  const birgitte = await hire(db, clock, { ...neighbour.director, roles: ['business_director'], organisationId })
  const [agreement] = await db.read(contextOf(ibrahim, clock.today()), (tx) => agreementsOf(tx, organisationId))
  assert(agreement !== undefined, 'the neighbour has an agreement')
  return { ...play, stage: { agreementId, agreement, actors: { ...stage.actors, ibrahim, birgitte } } }
}

const invented = { mark: 'assumption', why: { da: 'Opfundet til demoen.', en: 'Invented for the demo.' } }

// The memo's pilot with the neighbour in the place of purchaser and job centre, other terms, and nothing that the memo said.
function pilotOf({ organisation, agreement, terms }: Neighbour, memo: string): string {
  const { key, shortName } = organisation
  const file: Record<string, unknown> = JSON.parse(
    memo
      .replaceAll(/"(ishoej|vallensbaek)"/g, `"${key}"`)
      .replaceAll('jobcenteret i Vallensbæk', `jobcenteret i ${shortName}`)
      .replaceAll('job centre in Vallensbæk', `job centre in ${shortName}`)
      .replaceAll('Ishøj', shortName),
  )
  const others = Array.isArray(file['organisations']) ? file['organisations'].filter((one) => one.key !== key) : []
  const marks = Object.fromEntries(Object.keys(file['marks'] ?? {}).map((term) => [term, invented]))
  return JSON.stringify({ ...file, ...terms, ...agreement, organisations: [organisation, ...others], marks })
}
