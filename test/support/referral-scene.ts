import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import type { CitizenActor, HumanId, OrganisationId, PersonId, Role, StaffActor } from '#kernel/actor.ts'
import { inventedCpr } from '#kernel/cpr.ts'
import { type Day, day, dayOf, type Instant } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { addStaff } from '#modules/access/index.ts'
import { type AgreementId, importPilot } from '#modules/agreements/index.ts'
import { nobody, sql, type Tx } from '#platform/db/database.ts'
import { idColumn } from '#platform/db/row.ts'
import { contextOf } from '#platform/http/context.ts'
import { type TestDatabase, testDatabase } from './database.ts'
import {
  type DecisionDraft,
  type Judgement,
  proposeDecision,
  type ReferralId,
  saveSectionAnswers,
  startAssessment,
  type Score,
  sharingItems,
  startReferral,
  submitAssessment,
  submitReferral,
} from '#modules/referrals/index.ts'

/** The moment a scene's day is at: 10 o'clock in Copenhagen, more or less. */
export const at = (on: string): Instant => Temporal.Instant.from(`${on}T09:00:00Z`)
/** The day most scenes begin on. */
export const monday = at('2015-10-05')

/** A refusal is a failed test here, with its kind. */
export function must<Value>(result: { ok: true; value: Value } | { ok: false; refusal: unknown }): Value {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`)
  return result.value
}

/** The pilot on a database of its own with the people of the two authorities, and one of a third municipality. */
export async function openScene() {
  const database: TestDatabase = await testDatabase()
  const { db } = database
  const pilot = must(await importPilot(db, await readFile('pilots/ishoej-2015.json', 'utf8'), at('2015-09-01')))
  const org = (key: string): OrganisationId => {
    const id = pilot.organisations.get(key)
    if (id === undefined) throw new Error(`no organisation ${key}`)
    return id
  }
  const hire = async (name: string, organisationId: OrganisationId, roles: Role[], human?: HumanId): Promise<StaffActor> => {
    const email = `${name.toLowerCase()}@example.dk`
    const { accountId } = await db.transaction(nobody(day('2015-09-01')), (tx) =>
      addStaff(tx, { name, email, organisationId, roles, at: monday }),
    )
    const row = await database.ownerDb.read(nobody(day('2015-09-01')), (tx) =>
      tx.one(z.object({ human_id: idColumn<'human'>() }), sql`select human_id from access.account where id = ${accountId}`),
    )
    return { kind: 'staff', accountId, humanId: human ?? row.human_id, name, organisationId, roles }
  }
  const [vallensbaek, naestved, ishoej] = [org('vallensbaek'), org('naestved'), org('ishoej')]
  const cast = {
    ibrahim: await hire('Ibrahim', vallensbaek, ['caseworker']),
    lone: await hire('Lone', vallensbaek, ['job_centre_lead']),
    mette: await hire('Mette', naestved, ['programme_manager']),
    soeren: await hire('Soeren', naestved, ['coach']),
    anne: await hire('Anne', naestved, ['administrator']),
    birgitte: await hire('Birgitte', ishoej, ['business_director']),
  }
  return { database, db, agreementId: pilot.agreementId, organisations: { vallensbaek, naestved, ishoej }, cast, hire }
}

/** A scene. */
export type Scene = Awaited<ReturnType<typeof openScene>>

let serial = 0
/** A new invented person's CPR number. */
export const freshCpr = (): string => inventedCpr(day('1984-03-12'), (serial += 1))

/** Runs as an actor, on the day of the moment. */
export function as<Answer>(
  scene: Pick<Scene, 'db'>,
  actor: StaffActor | CitizenActor,
  when: Instant,
  work: (tx: Tx) => Promise<Answer>,
): Promise<Answer> {
  return scene.db.transaction(contextOf(actor, dayOf(when)), work)
}

/** A complete draft of a new person, by Ibrahim. */
export async function draftOf(
  scene: Scene,
  given: { cpr?: string; name?: string; health?: boolean; agreementId?: AgreementId } = {},
): Promise<ReferralId> {
  const { ibrahim: actor } = scene.cast
  const command = {
    actor,
    agreementId: given.agreementId ?? scene.agreementId,
    cpr: given.cpr ?? freshCpr(),
    name: given.name ?? 'Fatou Jallow',
  }
  const { referralId } = must(await startReferral(scene.db, { ...command, protectedAddress: false, at: monday }))
  const name = command.name
  const contact = { name, address: null, phone: '20304050', email: null, lang: 'da' as const, interpreter: null, protectedAddress: false }
  await as(scene, actor, monday, async (tx) => {
    const base = { actor, referralId, at: monday }
    const from = day('2015-02-01')
    must(await saveSectionAnswers(tx, { ...base, input: { section: 'contact', contact } }))
    must(await saveSectionAnswers(tx, { ...base, input: { section: 'support_basis', code: 'social_assistance', from, source: 'citizen' } }))
    must(await saveSectionAnswers(tx, { ...base, input: { section: 'idea', title: 'Frokost', text: 'Varm frokost til små firmaer' } }))
    must(await saveSectionAnswers(tx, { ...base, input: { section: 'fitness', why: 'Har tre kunder', health: 'Rask', economy: 'To lån' } }))
    const agreed = Object.fromEntries(sharingItems.map((item) => [item, item === 'health' ? (given.health ?? false) : true]))
    must(await saveSectionAnswers(tx, { ...base, input: { section: 'sharing', informed: true, agreed } }))
  })
  return referralId
}

/** A referral that was sent, still on Monday. */
export async function sent(scene: Scene, given: Parameters<typeof draftOf>[1] = {}): Promise<ReferralId> {
  const referralId = await draftOf(scene, given)
  const { ibrahim: actor } = scene.cast
  must(await as(scene, actor, monday, (tx) => submitReferral(tx, { actor, referralId, at: monday })))
  return referralId
}

/** Seven judgements with one score each, in the programme's order; 1 and 4 with a sentence. */
export function judged(scores: readonly Score[]): Judgement[] {
  const criteria = ['complete', 'motivation', 'time_health', 'idea_market', 'skills', 'economy', 'network']
  return criteria.map((criterion, index) => ({ criterion, score: scores[index] ?? 3, sentence: 'Det kan vi se', basis: 'Samtale' }))
}

/** A referral both have assessed; `theirs` is Næstved's view, `ours` the job centre's. */
export async function assessed(
  scene: Scene,
  ours: readonly Score[],
  theirs: readonly Score[],
  given: Parameters<typeof draftOf>[1] = {},
): Promise<ReferralId> {
  const referralId = await sent(scene, given)
  const { ibrahim, mette } = scene.cast
  const when = at('2015-10-12')
  must(await as(scene, mette, when, (tx) => startAssessment(tx, { actor: mette, referralId, at: when })))
  must(await as(scene, mette, when, (tx) => submitAssessment(tx, { actor: mette, referralId, at: when, judgements: judged(theirs) })))
  must(await as(scene, ibrahim, when, (tx) => submitAssessment(tx, { actor: ibrahim, referralId, at: when, judgements: judged(ours) })))
  return referralId
}

/** A decision's words, fit to stand. */
export function wording(outcome: DecisionDraft['outcome'], more: Partial<DecisionDraft> = {}): DecisionDraft {
  return {
    outcome,
    reason: outcome === 'not_now' ? 'market_test_first' : outcome === 'accepted' ? '' : 'idea_not_viable',
    reasonText: '',
    considerations: 'Vi har lagt vægt på kunderne.',
    legalRule: 'Lov om aktiv socialpolitik kapitel 6',
    reviewOn: outcome === 'not_now' ? day('2016-01-12') : null,
    hearingUntil: outcome === 'hearing' ? day('2015-10-27') : null,
    ...more,
  }
}

/** Mette turns the first key on a day. */
export async function proposed(scene: Scene, referralId: ReferralId, draft: DecisionDraft, on = '2015-10-13') {
  const { mette: actor } = scene.cast
  return must(await as(scene, actor, at(on), (tx) => proposeDecision(tx, { actor, referralId, at: at(on), draft })))
}

/** The citizen of a referral, signed in. */
export async function citizenOf(scene: Scene, referralId: ReferralId): Promise<CitizenActor> {
  const row = await scene.database.ownerDb.read(nobody(day('2015-10-05')), (tx) =>
    tx.one(z.object({ person_id: idColumn<'person'>() }), sql`select person_id from referrals.referral where id = ${referralId}`),
  )
  const personId: PersonId = row.person_id
  return { kind: 'citizen', accountId: newId(), humanId: newId(), name: 'Fatou Jallow', personId }
}

/** A value straight from the tables, past row-level security. */
export function peek<Row>(
  scene: Scene,
  schema: z.ZodType<Row>,
  query: ReturnType<typeof sql>,
  on: Day = day('2015-10-05'),
): Promise<Row[]> {
  return scene.database.ownerDb.read(nobody(on), (tx) => tx.rows(schema, query))
}
