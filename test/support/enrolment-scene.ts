import { readFile } from 'node:fs/promises'
import type { Actor, CitizenActor, OrganisationId, PersonId, Role, StaffActor } from '#kernel/actor.ts'
import { type Instant, dayOf } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { type Result, assert } from '#kernel/result.ts'
import { addStaff, inviteCitizen } from '#modules/access/index.ts'
import { type AgreementId, importPilot } from '#modules/agreements/index.ts'
import { openPart, recordActingConsent, registerPerson } from '#modules/people/index.ts'
import { type Tx, nobody } from '#platform/db/database.ts'
import { contextOf } from '#platform/http/context.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import {
  type Enrolment,
  type EnrolmentId,
  type EnrolmentPorts,
  type StepRefusal,
  type StepWish,
  admit,
  takeStep,
} from '#modules/enrolments/index.ts'

/** Noon on a day, as a moment. */
export function noon(day: string): Instant {
  return Temporal.Instant.from(`${day}T11:00:00Z`)
}

/** The pilot's agreement on a fresh database with the staff who take part, for the tests of this module. */
export type Scene = {
  database: TestDatabase
  agreementId: AgreementId
  organisations: ReadonlyMap<string, OrganisationId>
  ibrahim: StaffActor
  mette: StaffActor
  soeren: StaffActor
  birgitte: StaffActor
  /** What the first phase owes and whether the plan is approved: the tests set it. */
  owing: { missing: number; planApproved: boolean }
  ports: EnrolmentPorts
  as: <Answer>(actor: Actor, at: Instant, work: (tx: Tx) => Promise<Answer>) => Promise<Answer>
  /** A new citizen, accepted and on the waiting list. */
  accepted: (name: string, on: string) => Promise<{ id: EnrolmentId; personId: PersonId; cpr: string; citizen: CitizenActor }>
  step: (
    actor: Actor,
    on: string,
    id: EnrolmentId,
    wish: StepWish,
    more?: { reason?: string; words?: string },
  ) => Promise<Result<Enrolment, StepRefusal>>
}

const pilot = await readFile('pilots/ishoej-2015.json', 'utf8')

/** Builds the scene; `change` alters terms of the pilot file. */
export async function makeScene(change: Record<string, unknown> = {}): Promise<Scene> {
  const database = await testDatabase()
  const { db } = database
  const at = noon('2015-09-01')
  const terms: object = JSON.parse(pilot)
  const imported = await importPilot(db, JSON.stringify({ ...terms, ...change }), at)
  assert(imported.ok, 'the pilot can be loaded')
  const { organisations, agreementId } = imported.value
  const member = (name: string, key: string, role: Role) =>
    memberOf(database, { name, organisationId: known(organisations.get(key)), role, at })
  const [ibrahim, mette] = [
    await member('Ibrahim Kaya', 'vallensbaek', 'caseworker'),
    await member('Mette Holm', 'naestved', 'programme_manager'),
  ]
  const [soeren, birgitte] = [
    await member('Søren Bjerg', 'naestved', 'coach'),
    await member('Birgitte Lund', 'ishoej', 'business_director'),
  ]
  const owing = { missing: 0, planApproved: true }
  const ports: EnrolmentPorts = {
    owed: () =>
      Promise.resolve([{ code: 'vat', name: { da: 'Moms', en: 'VAT' }, demanded: 2, attended: 2 - owing.missing, missing: owing.missing }]),
    planApproved: () => Promise.resolve(owing.planApproved),
  }
  const as: Scene['as'] = (actor, when, work) => db.transaction(contextOf(actor, dayOf(when)), work)
  const step: Scene['step'] = (actor, on, enrolmentId, wish, more = {}) =>
    as(actor, noon(on), (tx) => takeStep(tx, ports, { actor, enrolmentId, wish, ...more, at: noon(on) }))
  let serial = 0
  const accepted: Scene['accepted'] = async (name, on) => {
    serial += 1
    return acceptOne({ as, ibrahim, agreementId, provider: mette.organisationId }, { name, serial, on })
  }
  return { database, agreementId, organisations, ibrahim, mette, soeren, birgitte, owing, ports, as, accepted, step }
}

function known<Value>(value: Value | undefined): Value {
  assert(value !== undefined, 'the pilot names it')
  return value
}

async function memberOf(
  { db }: TestDatabase,
  { name, organisationId, role, at }: { name: string; organisationId: OrganisationId; role: Role; at: Instant },
): Promise<StaffActor> {
  const email = `${name.toLowerCase().replaceAll(/[^a-z]/g, '')}@example.dk`
  const { accountId } = await db.transaction(nobody(dayOf(at)), (tx) => addStaff(tx, { name, email, organisationId, roles: [role], at }))
  return { kind: 'staff', accountId, humanId: newId(), name, organisationId, roles: [role] }
}

type Intake = { as: Scene['as']; ibrahim: StaffActor; agreementId: AgreementId; provider: OrganisationId }

async function acceptOne(
  { as, ibrahim, agreementId, provider }: Intake,
  { name, serial, on }: { name: string; serial: number; on: string },
): Promise<{ id: EnrolmentId; personId: PersonId; cpr: string; citizen: CitizenActor }> {
  const at = noon(on)
  const cpr = `0101${String(70 + (serial % 20))}${String(1000 + serial).slice(-4)}`
  const id = await as(ibrahim, at, async (tx) => {
    const personId = await registerPerson(tx, { actor: ibrahim, cpr, name, protectedAddress: false, at })
    assert(personId.ok, 'the citizen can be registered')
    await openPart(tx, { personId: personId.value, organisationId: provider, from: dayOf(at), why: 'referral' })
    const caseNumber = `I-2015-${String(serial).padStart(3, '0')}`
    const admitted = await admit(tx, {
      referralId: newId(),
      personId: personId.value,
      agreementId,
      caseNumber,
      acceptedOn: dayOf(at),
      actor: ibrahim,
      at,
    })
    assert(admitted.ok, 'an accepted citizen is admitted')
    const email = `citizen${serial}@example.dk`
    const invited = await inviteCitizen(tx, { actor: ibrahim, personId: personId.value, name, email, at })
    assert(invited.ok, 'the caseworker invites the citizen')
    return { id: admitted.value, personId: personId.value, accountId: invited.value.accountId }
  })
  for (const actor of [ibrahim, { ...ibrahim, organisationId: provider }]) await as(actor, at, (tx) => letAct(tx, actor, id.personId, at))
  const { accountId, personId } = id
  return { id: id.id, personId, cpr, citizen: { kind: 'citizen', accountId, humanId: newId(), name, personId } }
}

/** The citizen lets the staff of the actor's organisation act in their name, in everything. */
export async function letAct(tx: Tx, actor: StaffActor, personId: PersonId, at: Instant): Promise<void> {
  const told = {
    id: newId<'acting_consent'>(),
    organisationId: actor.organisationId,
    covers: ['place', 'proposals', 'loan'] as const,
    givenHow: 'meeting' as const,
    givenOn: dayOf(at),
  }
  const recorded = await recordActingConsent(tx, { actor, personId, told, at })
  assert(recorded.ok, 'a consent can be recorded')
}
