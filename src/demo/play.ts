import type { OrganisationId, Role, StaffActor } from '#kernel/actor.ts'
import { day, isBefore } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { assert } from '#kernel/result.ts'
import type { Clock } from '#platform/clock.ts'
import { type Db, nobody } from '#platform/db/database.ts'
import { addStaff, nameDeputy, organisations, staff } from '#modules/access/index.ts'
import { type Agreement, type AgreementId, agreementsOf, memoPilot } from '#modules/agreements/index.ts'
import { publishDeadline } from '#modules/programmes/index.ts'
import { contextOf } from '#platform/http/context.ts'
import { importPilotText } from '../command/import.ts'
import { type StaffKey, staffCast } from './cast.ts'
import type { DemoCitizen } from './invite.ts'

/** The pilot and its staff, ready to act. */
export type Stage = { agreementId: AgreementId; agreement: Agreement; actors: Record<StaffKey, StaffActor> }

/** Loads the memo's pilot and gives every member of the cast a sign-in and a role. */
export async function setStage(db: Db, clock: Clock): Promise<Stage> {
  await importPilotText(db, await memoPilot(), clock.now())
  const known = await db.read(nobody(clock.today()), (tx) => organisations(tx))
  const someone = known[0]
  assert(someone !== undefined, 'the pilot has organisations')
  const agreement = await pilotAgreement(
    db,
    clock,
    known.map((one) => one.id),
  )
  const actors: Partial<Record<StaffKey, StaffActor>> = {}
  for (const part of staffCast) actors[part.key] = await hire(db, clock, { ...part, organisationId: agreement.parties[part.organisation] })
  return { agreementId: agreement.id, agreement, actors: actors as Record<StaffKey, StaffActor> }
}

async function pilotAgreement(db: Db, clock: Clock, ids: readonly OrganisationId[]): Promise<Agreement> {
  for (const organisationId of ids) {
    const context = { accountId: null, organisationId, personId: null, today: clock.today() }
    const [found] = await db.read(context, (tx) => agreementsOf(tx, organisationId))
    if (found !== undefined) return found
  }
  throw new Error('The pilot file made no agreement')
}

/** Gives a member of the cast a sign-in and roles, and answers them as they act. */
export async function hire(
  db: Db,
  clock: Clock,
  part: { key: string; name: string; roles: readonly Role[]; organisationId: OrganisationId },
): Promise<StaffActor> {
  const { name, roles, organisationId } = part
  const email = `${part.key}@demo.grobund.invalid`
  return db.transaction(nobody(clock.today()), async (tx) => {
    const { accountId } = await addStaff(tx, { name, email, organisationId, roles, at: clock.now() })
    const member = (await staff(tx, { organisationId })).find((one) => one.accountId === accountId)
    assert(member !== undefined, 'whoever was hired is on the staff')
    return { kind: 'staff', accountId, humanId: member.humanId, name, organisationId, roles }
  })
}

/** The play as it goes on: what it acts on, and the clock that its scenes move. */
export type Play = { db: Db; clock: Clock; stage: Stage; moveTo: (on: string) => Promise<void>; citizens: DemoCitizen[] }

/**
 * What a play needs: the database, a clock it may move, and what does all that has fallen due. `senders` are organisations by key whose letters go by
 * Digital Post, with their CVR number.
 */
export type Theatre = {
  db: Db
  clock: Clock & { moveTo(instant: Temporal.Instant): void }
  runDue: () => Promise<number>
  senders?: ReadonlyMap<string, string>
}

/** Sets the stage for a play whose days begin at an hour by UTC; moving on to a day that has come does nothing. */
export async function openPlay({ db, clock, runDue }: Theatre, hour = 8): Promise<Play> {
  const stage = await setStage(db, clock)
  const moveTo = async (on: string) => {
    if (!isBefore(clock.today(), day(on))) return
    clock.moveTo(Temporal.Instant.from(`${on}T${String(hour).padStart(2, '0')}:00:00Z`))
    await runDue()
  }
  return { db, clock, stage, moveTo, citizens: [] }
}

/** Anne publishes how long Næstved may take, as the law demands. */
export async function publishDeadlines({ db, clock, stage }: Play): Promise<void> {
  const { anne } = stage.actors
  const legalSource = 'Retssikkerhedsloven § 3, stk. 2; byrådets beslutning af 24. august 2015'
  for (const [caseType, days] of [
    ['intake', 42],
    ['loan', 28],
  ] as const)
    await act(db, clock, anne, (tx) =>
      publishDeadline(tx, { actor: anne, caseType, from: clock.today(), days, legalSource, at: clock.now() }),
    )
}

/** Ibrahim names Lone his deputy for some days, both included. */
export async function away(play: Play, named: string, days: { from: string; until: string }): Promise<void> {
  await play.moveTo(named)
  const { db, clock, stage } = play
  const { ibrahim: actor, lone } = stage.actors
  const who = { actor, id: newId<'deputy'>(), absentId: actor.accountId, deputyId: lone.accountId }
  await act(db, clock, actor, (tx) => nameDeputy(tx, { ...who, from: day(days.from), until: day(days.until), at: clock.now() }))
}

/** Runs a step of the play as somebody; a refusal is a fault in the play and ends it with its kind. */
export async function act<Value>(
  db: Db,
  clock: Clock,
  actor: Parameters<typeof contextOf>[0],
  step: Parameters<typeof db.transaction<{ ok: true; value: Value } | { ok: false; refusal: { kind: string } }>>[1],
): Promise<Value> {
  const answer = await db.transaction(contextOf(actor, clock.today()), step)
  if (!answer.ok)
    throw new Error(
      `The demo's play was refused: ${JSON.stringify(answer.refusal, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value))}`,
    )
  return answer.value
}
