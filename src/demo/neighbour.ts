import { day } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import { personView, recordRepresentative, updateContact } from '#modules/people/index.ts'
import { contextOf } from '#platform/http/context.ts'
import { type CitizenKey } from './citizens.ts'
import { accepted } from './intake.ts'
import { type Neighbour, joins } from './joining.ts'
import { type Play, act } from './play.ts'
import { place } from './run.ts'

const greve: Neighbour = {
  organisation: {
    key: 'greve',
    name: 'Greve Kommune',
    shortName: 'Greve',
    letter: 'G',
    municipalityCode: '0253',
    address: 'Prøvevej 53, 2670 Greve',
    phone: { number: '00 00 02 53', hours: null, mark: 'assumption', why: { da: 'Opfundet til demoen.', en: 'Invented for the demo.' } },
  },
  caseworker: { key: 'sanne', name: 'Sanne Lund' },
  director: { key: 'niels', name: 'Niels Toft' },
  agreement: { key: 'greve-2016', name: { da: 'Mikrolån, Greve 2016', en: 'Microloans, Greve 2016' } },
  terms: {
    period: {
      signedOn: '2016-06-20',
      startsOn: '2016-08-01',
      endsOn: '2017-07-31',
      runOffUntil: '2018-07-31',
      places: 1,
      pricePerPlaceMonthOre: 1_300_000,
      evaluationDueOn: '2017-05-15',
    },
  },
}

/** Greve, which is its own job centre, buys one place of Næstved as well. Answers the play with its people in the parts of job centre and director. */
export async function neighbourJoins(play: Play): Promise<Play> {
  await play.moveTo(greve.terms.period.signedOn)
  return joins(play, greve)
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
