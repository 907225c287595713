import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { agreementsOf, importPilot, memoPilot } from '#modules/agreements/index.ts'
import { personView, recordRepresentative, updateContact } from '#modules/people/index.ts'
import { contextOf } from '#platform/http/context.ts'
import { type CitizenKey } from './citizens.ts'
import { accepted } from './intake.ts'
import { type Play, act, hire } from './play.ts'
import { place } from './run.ts'

const greve = { key: 'greve', name: 'Greve Kommune', shortName: 'Greve', letter: 'G', municipalityCode: '0253' }
const period = {
  signedOn: '2016-06-20',
  startsOn: '2016-08-01',
  endsOn: '2017-07-31',
  runOffUntil: '2018-07-31',
  places: 1,
  pricePerPlaceMonthOre: 1_300_000,
  evaluationDueOn: '2017-05-15',
}

/** Greve, which is its own job centre, buys one place of Næstved as well: the same programme, an agreement of its own. Answers the play with its people in the parts of job centre and director. */
export async function neighbourJoins(play: Play): Promise<Play> {
  await play.moveTo(period.signedOn)
  const { db, clock, stage } = play
  const loaded = await importPilot(db, neighbourPilot(await memoPilot()), clock.now())
  assert(loaded.ok, 'the neighbour’s agreement is loaded')
  const { agreementId, organisations } = loaded.value
  const organisationId = organisations.get(greve.key)
  assert(organisationId !== undefined, 'the neighbour is an organisation')
  const caseworker = { key: 'sanne', name: 'Sanne Lund', roles: ['caseworker', 'job_centre_lead'] as const, organisationId }
  const ibrahim = await hire(db, clock, caseworker)
  const director = { key: 'niels', name: 'Niels Toft', roles: ['business_director'] as const, organisationId }
  const birgitte = await hire(db, clock, director)
  const [agreement] = await db.read(contextOf(ibrahim, clock.today()), (tx) => agreementsOf(tx, organisationId))
  assert(agreement !== undefined, 'the neighbour has an agreement')
  return { ...play, stage: { agreementId, agreement, actors: { ...stage.actors, ibrahim, birgitte } } }
}

/** Yusuf is accepted and takes the one place. */
export async function neighbourStarts(play: Play): Promise<void> {
  const yusuf = await accepted(play, 'yusuf', { referred: '2016-08-15', assessed: '2016-08-16', decided: '2016-08-17' })
  await place(play, yusuf, { offered: '2016-08-18', accepted: '2016-08-19', starts: '2016-08-22' })
}

/** Bente is accepted and waits; she is exempt from Digital Post, and her daughter gets copies of her letters. */
export async function neighbourWaits(play: Play): Promise<void> {
  const days = { referred: '2016-09-27', assessed: '2016-09-29', decided: '2016-09-30' }
  await accepted(play, 'bente', days, (key) => getsPaper(play, key))
}

async function getsPaper({ db, clock, stage, citizens }: Play, key: CitizenKey): Promise<void> {
  const actor = stage.actors.ibrahim
  const personId = citizens.at(-1)?.personId
  assert(personId !== undefined, `${key} is referred`)
  const at = clock.now()
  const person = await db.read(contextOf(actor, clock.today()), (tx) => personView(tx, personId))
  assert(person !== null && person.name !== null, 'whoever refers sees the person')
  const { name, address, phone, email, lang, interpreter } = person
  const contact = { name, address, phone, email, lang, interpreter, protectedAddress: false, digitalPostExempt: true }
  await act(db, clock, actor, (tx) => updateContact(tx, { actor, personId, contact, at }))
  const representative = {
    id: newId<'representative'>(),
    name: 'Lise Kjær',
    address: 'Strandvejen 12, 2670 Greve',
    phone: '00002134',
    basis: 'power_of_attorney',
    scope: 'everything',
    from: day('2016-09-27'),
    until: null,
    copies: true,
  } as const
  await act(db, clock, actor, (tx) => recordRepresentative(tx, { actor, personId, representative, at }))
}

const invented = { mark: 'assumption', why: { da: 'Opfundet til demoen.', en: 'Invented for the demo.' } }

// The memo's pilot with the neighbour in the place of purchaser and job centre, other terms, and nothing that the memo said.
function neighbourPilot(memo: string): string {
  const file: Record<string, unknown> = JSON.parse(
    memo
      .replaceAll(/"(ishoej|vallensbaek)"/g, '"greve"')
      .replaceAll('jobcenterets leder i Vallensbæk', 'jobcenterets leder i Greve')
      .replaceAll('job-centre lead in Vallensbæk', 'job-centre lead in Greve')
      .replaceAll('Ishøj', 'Greve'),
  )
  const organisations = Array.isArray(file['organisations']) ? file['organisations'].filter(({ key }) => key !== greve.key) : []
  const marks = Object.fromEntries(Object.keys(file['marks'] ?? {}).map((term) => [term, invented]))
  const name = { da: 'Mikrolån, Greve 2016', en: 'Microloans, Greve 2016' }
  return JSON.stringify({ ...file, key: 'greve-2016', name, organisations: [greve, ...organisations], period, marks })
}
