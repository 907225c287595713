import { inventedCpr } from '#kernel/cpr.ts'
import type { StaffActor } from '#kernel/actor.ts'
import { day, dayOf } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { type Result, assert } from '#kernel/result.ts'
import type { Db, Tx } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import { changePlaces } from '#modules/agreements/index.ts'
import { type ClassId, type SessionId, makeClass, sessionsOfClass } from '#modules/activities/index.ts'
import { type EnrolmentId, type StepWish, admit, takeStep } from '#modules/enrolments/index.ts'
import { openPart, recordActingConsent, registerPerson } from '#modules/people/index.ts'
import type { Stage } from '../../src/demo/play.ts'
import { noon } from './enrolment-scene.ts'

const firstNames = [
  'Amina',
  'Emil',
  'Henning',
  'Inga',
  'Mikkel',
  'Nadia',
  'Ole',
  'Tina',
  'Yusuf',
  'Karen',
  'Bo',
  'Lena',
  'Omar',
  'Sara',
  'Per',
]

/** A class that meets on Tuesdays from 1 December 2015, with `count` people in the qualifying phase. */
export type FullClass = { classId: ClassId; sessions: SessionId[]; runs: EnrolmentId[]; names: string[] }

/** Buys places for `count`, enrols them, and makes a class of three sessions for all of them, through the program's own actions. */
export async function fullClass(db: Db, stage: Pick<Stage, 'agreementId' | 'agreement' | 'actors'>, count: number): Promise<FullClass> {
  const { agreementId, actors } = stage
  const at = noon('2015-10-01')
  const places = { from: day('2015-10-01'), places: count, reason: 'Et helt hold.', requestId: newId(), at }
  await does(db, actors.torben, '2015-10-01', (tx) => changePlaces(tx, { actor: actors.torben, agreementId, ...places }))
  const runs: EnrolmentId[] = []
  const names: string[] = []
  for (let serial = 0; serial < count; serial += 1) {
    const name = `${firstNames[serial % firstNames.length] ?? 'Anna'} ${surname(serial)}`
    names.push(name)
    runs.push(await enrolled(db, stage, serial, name))
  }
  const plan = {
    agreementId,
    phase: 'qualifying',
    activity: 'vat_class',
    label: 'Hold 3',
    template: { from: day('2015-12-01'), weekdays: [2], everyWeeks: 1, count: 3 },
    startsAt: Temporal.PlainTime.from('09:00'),
    minutes: 180,
    place: 'Erhvervshuset i Næstved, lokale 2',
    teacherId: actors.soeren.accountId,
    enrolmentIds: runs,
    requestId: newId<'class'>(),
  } as const
  const { soeren: actor } = actors
  const classId = await does(db, actor, '2015-11-02', (tx) => makeClass(tx, { actor, plan, at: noon('2015-11-02') }))
  const made = await db.read(contextOf(actor, day('2015-11-02')), (tx) => sessionsOfClass(tx, classId))
  return { classId, sessions: made.map(({ id }) => id), runs, names }
}

function surname(serial: number): string {
  const first = [
    'Lund',
    'Norup',
    'Krabbe',
    'Toft',
    'Rahim',
    'Kjær',
    'Mose',
    'Dahl',
    'Vind',
    'Birk',
    'Skov',
    'Bach',
    'Holt',
    'Friis',
    'Juhl',
  ]
  const round = Math.floor(serial / first.length)
  return `${first[(serial * 7) % first.length] ?? 'Lund'}${round === 0 ? '' : ` ${String.fromCharCode(64 + round)}.`}`
}

async function does<Value>(
  db: Db,
  actor: StaffActor,
  on: string,
  act: (tx: Tx) => Promise<Result<Value, { kind: string }>>,
): Promise<Value> {
  const answer = await db.transaction(contextOf(actor, day(on)), act)
  assert(answer.ok, answer.ok ? '' : answer.refusal.kind)
  return answer.value
}

async function enrolled(
  db: Db,
  { agreementId, agreement, actors }: Pick<Stage, 'agreementId' | 'agreement' | 'actors'>,
  serial: number,
  name: string,
) {
  const { ibrahim, mette } = actors
  const at = noon('2015-10-01')
  const cpr: string = inventedCpr(day('1980-01-01').add({ days: serial }), serial)
  const id = await does(db, ibrahim, '2015-10-01', async (tx) => {
    const personId = await registerPerson(tx, { actor: ibrahim, cpr, name, protectedAddress: false, at })
    assert(personId.ok, 'the citizen can be registered')
    await openPart(tx, { personId: personId.value, organisationId: agreement.parties.provider, from: dayOf(at), why: 'referral' })
    const caseNumber = `I-2015-${String(serial + 101)}`
    const what = { referralId: newId<'referral'>(), personId: personId.value, agreementId, caseNumber, acceptedOn: dayOf(at) }
    const told = {
      id: newId<'acting_consent'>(),
      organisationId: ibrahim.organisationId,
      covers: ['place'] as const,
      givenHow: 'phone' as const,
    }
    const consent = { actor: ibrahim, personId: personId.value, told: { ...told, givenOn: dayOf(at) }, at }
    assert((await recordActingConsent(tx, consent)).ok, 'the citizen lets Ibrahim answer')
    return admit(tx, { ...what, actor: ibrahim, at })
  })
  const startOn = day('2015-10-05')
  const steps: [StaffActor, string, StepWish][] = [
    [mette, '2015-10-01', { step: 'offer', startOn, answerBy: startOn, skipReason: 'Holdet begynder samlet' }],
    [ibrahim, '2015-10-02', { step: 'accept' }],
    [mette, '2015-10-05', { step: 'start', on: startOn }],
  ]
  const ports = { owed: () => Promise.resolve([]), planApproved: () => Promise.resolve(false) }
  for (const [actor, on, wish] of steps)
    await does(db, actor, on, (tx) => takeStep(tx, ports, { actor, enrolmentId: id, wish, at: noon(on) }))
  return id
}
