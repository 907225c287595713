import type { StaffActor } from '#kernel/actor.ts'
import { type Instant, dayOf } from '#kernel/days.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { authorize } from '#modules/access/index.ts'
import { recordChange } from '#modules/audit/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../actions.ts'
import type { Agreement, AgreementId } from '../domain/agreement.ts'
import { type AgreementState, openStates } from '../domain/agreement-machine.ts'
import { type PlacesChange, type PlacesRefusal, type PlacesWish, decidePlaces } from '../domain/change-places.ts'
import { agreement, lockAgreement } from '../store/agreements.ts'
import { hasPlaceChange, savePlaceChange, placeChanges } from '../store/place-changes.ts'
import { addPlaces, occupancies, places, savePlaceUntil } from '../store/places.ts'
import { tellPlacesChanged } from './tell-parties.ts'

/** Another number of places, as the parties agreed it; `reason` names no person. */
export type PlacesCommand = PlacesWish & { actor: StaffActor; agreementId: AgreementId; reason: string; requestId: string; at: Instant }

/** Why it is refused. */
export type ChangePlacesRefusal =
  | NotPermitted
  | { kind: 'no_such_agreement' }
  | { kind: 'agreement_not_open'; state: AgreementState }
  | PlacesRefusal

/** Buys more or fewer places from a day on. The same request twice is one change. */
export async function changePlaces(tx: Tx, command: PlacesCommand): Promise<Result<PlacesChange, ChangePlacesRefusal>> {
  const { actor, agreementId: id, from, places: count, at } = command
  const seen = await agreement(tx, id)
  if (seen === null) return refuse({ kind: 'no_such_agreement' })
  const permitted = authorize(actor, actions.change_places, { parties: seen.parties })
  if (!permitted.ok) return permitted
  await lockAgreement(tx, id)
  if (await hasPlaceChange(tx, id, command.requestId)) return ok({ before: seen.places, added: 0, kept: [], givenUp: [], beside: [] })
  const agreed = await agreement(tx, id)
  if (agreed === null) return refuse({ kind: 'no_such_agreement' })
  if (!openStates.includes(agreed.state)) return refuse({ kind: 'agreement_not_open', state: agreed.state })
  const known = await places(tx, id)
  const agreedFrom = [...agreed.periods.map((period) => period.startsOn), ...(await placeChanges(tx, id)).map((change) => change.from)]
  const held = await occupancies(tx, id)
  const change = decidePlaces(command, { places: known, held, today: dayOf(at), endsOn: agreed.endsOn, agreedFrom })
  if (!change.ok) return change
  await savePlaceChange(tx, { ...command, accountId: actor.accountId, before: change.value.before })
  for (const { id: placeId, until } of [...change.value.givenUp, ...change.value.kept]) await savePlaceUntil(tx, placeId, until, at)
  await addPlaces(tx, { agreementId: id, known, count: change.value.added, from, until: agreed.endsOn, at })
  await tellAndRecord(tx, command, agreed, change.value, count)
  return change
}

async function tellAndRecord(tx: Tx, command: PlacesCommand, agreed: Agreement, { before }: PlacesChange, count: number): Promise<void> {
  const { actor, agreementId: id, from, at } = command
  const codes = { before, places: count, from: from.toString() }
  await recordChange(tx, { actor, action: actions.change_places, on: { noun: 'agreement', id }, codes, at })
  await tellPlacesChanged(tx, agreed, at)
}
