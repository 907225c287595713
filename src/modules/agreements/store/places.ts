import { z } from 'zod'
import type { Day, Instant } from '#kernel/days.ts'
import { newId } from '#kernel/ids.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { countColumn, dayColumn, dayRangeColumn, idColumn } from '#platform/db/row.ts'
import type { AgreementId, Occupancy, Period, Place, PlaceId } from '../domain/agreement.ts'
import type { Stretch } from '../domain/places.ts'

const placeRow = z
  .object({ id: idColumn<'place'>(), number: z.int(), from_on: dayColumn, until_on: dayColumn })
  .transform(({ id, number, from_on, until_on }): Place => ({ id, number, from: from_on, until: until_on }))

/** The agreement's places by number. */
export function places(tx: Tx, agreementId: AgreementId): Promise<Place[]> {
  return tx.rows(
    placeRow,
    sql`select id, number, from_on, until_on from agreements.place where agreement_id = ${agreementId} order by number`,
  )
}

const occupancyRow = z
  .object({
    id: idColumn<'occupancy'>(),
    agreement_id: idColumn<'agreement'>(),
    place_id: idColumn<'place'>(),
    number: z.int(),
    holder_id: z.string(),
    case_number: z.string(),
    stay: dayRangeColumn,
    kind: z.enum(['reserved', 'occupied']),
    released_on: dayColumn.nullable(),
  })
  .transform(({ stay: { from, until }, ...row }, context): Occupancy & { agreementId: AgreementId } => {
    if (from === null || until === null) {
      context.addIssue({ code: 'custom', message: 'a stay has both ends' })
      return z.NEVER
    }
    return {
      id: row.id,
      agreementId: row.agreement_id,
      placeId: row.place_id,
      number: row.number,
      holderId: row.holder_id,
      caseNumber: row.case_number,
      from,
      until: until.subtract({ days: 1 }),
      kind: row.kind,
      releasedOn: row.released_on,
    }
  })

const selected = sql`
  select o.id, o.agreement_id, o.place_id, p.number, o.holder_id, o.case_number, o.stay, o.kind, o.released_on
  from agreements.occupancy o join agreements.place p on p.id = o.place_id`

/** Who holds and held which place when, by place and day. Reservations given back before they began are left out. */
export function occupancies(tx: Tx, agreementId: AgreementId): Promise<Occupancy[]> {
  return tx.rows(occupancyRow, sql`${selected} where o.agreement_id = ${agreementId} and not isempty(o.stay) order by p.number, o.stay`)
}

/** The stay a run holds now or will hold: its last one that was not released. */
export function stayOf(tx: Tx, holderId: string): Promise<(Occupancy & { agreementId: AgreementId }) | null> {
  return tx.maybe(
    occupancyRow,
    sql`${selected} where o.holder_id = ${holderId} and o.released_on is null and not isempty(o.stay) order by o.stay desc limit 1`,
  )
}

const runs = z.object({ used: countColumn, bought: countColumn })

/** Runs that count where a freed place may not be filled again, and how many were bought in all periods; `holderId` itself left out. */
export function runsUsed(tx: Tx, agreementId: AgreementId, holderId: string): Promise<z.infer<typeof runs>> {
  return tx.one(
    runs,
    sql`select (select count(distinct o.holder_id) from agreements.occupancy o
                where o.agreement_id = ${agreementId} and o.holder_id <> ${holderId}
                  and not (o.kind = 'reserved' and o.released_on is not null)) as used,
               agreements.runs_bought(${agreementId}) as bought`,
  )
}

/** True when the run has held a place of the agreement before, and may come back in its run-off. */
export async function hasStayed(tx: Tx, agreementId: AgreementId, holderId: string): Promise<boolean> {
  const stays = await tx.rows(
    z.object({}),
    sql`select from agreements.occupancy where agreement_id = ${agreementId} and holder_id = ${holderId} and kind = 'occupied' and not isempty(stay)`,
  )
  return stays.length > 0
}

/** The place with the lowest number that is free for the whole stretch, or null; one who returns may begin after the days it was bought for. */
export function freePlace(tx: Tx, agreementId: AgreementId, { from, until }: Stretch, returns: boolean): Promise<Place | null> {
  return tx.maybe(
    placeRow,
    sql`select p.id, p.number, p.from_on, p.until_on from agreements.place p
        where p.agreement_id = ${agreementId} and ${from}::date >= p.from_on and (${returns}::boolean or ${from}::date <= p.until_on)
          and not exists (select from agreements.occupancy o where o.place_id = p.id and o.stay && daterange(${from}::date, ${until}::date, '[]'))
        order by p.number limit 1`,
  )
}

/** The first stay of another run in the place that shares a day with the stretch, or null. */
export function stayInTheWay(tx: Tx, placeId: PlaceId, holderId: string, { from, until }: Stretch): Promise<Occupancy | null> {
  return tx.maybe(
    occupancyRow,
    sql`${selected} where o.place_id = ${placeId} and o.holder_id <> ${holderId} and o.stay && daterange(${from}::date, ${until}::date, '[]')
        order by o.stay limit 1`,
  )
}

/** The run's own released stays in the place that share a day with the stretch. */
export function ownStaysIn(tx: Tx, placeId: PlaceId, holderId: string, { from, until }: Stretch): Promise<Occupancy[]> {
  return tx.rows(
    occupancyRow,
    sql`${selected} where o.place_id = ${placeId} and o.holder_id = ${holderId} and o.released_on is not null
        and o.stay && daterange(${from}::date, ${until}::date, '[]')`,
  )
}

/** Keeps a reservation. */
export async function saveReservation(
  tx: Tx,
  reservation: Stretch & { agreementId: AgreementId; placeId: PlaceId; holderId: string; caseNumber: string; at: Instant },
): Promise<void> {
  const { agreementId, placeId, holderId, caseNumber, from, until, at } = reservation
  await tx.run(sql`
    insert into agreements.occupancy (id, agreement_id, place_id, holder_id, case_number, stay, kind, changed_at, changed_by)
    values (${newId()}, ${agreementId}, ${placeId}, ${holderId}, ${caseNumber}, daterange(${from}::date, ${until}::date, '[]'), 'reserved', ${at}, platform.account_id())`)
}

/** Writes a stay anew. `until` before `from` empties it, which only a released one may be. */
export async function saveStay(tx: Tx, stay: Pick<Occupancy, 'id' | 'from' | 'until' | 'kind' | 'releasedOn'>, at: Instant): Promise<void> {
  const { id, from, until, kind, releasedOn } = stay
  await tx.run(sql`
    update agreements.occupancy
    set stay = case when ${until}::date < ${from}::date then 'empty'::daterange else daterange(${from}::date, ${until}::date, '[]') end,
        kind = ${kind}, released_on = ${releasedOn}, changed_at = ${at}, changed_by = platform.account_id()
    where id = ${id}`)
}

/** Keeps a period and its places: those of the last day before it go on, lowest numbers first, and new ones are added. */
export async function savePeriod(tx: Tx, agreementId: AgreementId, period: Period, at: Instant): Promise<void> {
  const { number, startsOn, endsOn, runOffUntil, places: count, pricePerPlaceMonthOre: price, evaluationDueOn } = period
  const { option, beyond, beyondReason } = period
  await tx.run(sql`
    insert into agreements.period (agreement_id, number, starts_on, ends_on, run_off_until, places, price_ore_place_month, evaluation_due_on, recorded_at,
      option_number, beyond, beyond_reason)
    values (${agreementId}, ${number}, ${startsOn}, ${endsOn}, ${runOffUntil}, ${count}, ${price}, ${evaluationDueOn}, ${at}, ${option}, ${beyond}, ${beyondReason})`)
  await tx.run(sql`
    update agreements.agreement set ends_on = ${endsOn}, run_off_until = ${runOffUntil}, evaluation_due_on = ${evaluationDueOn} where id = ${agreementId}`)
  const known = await places(tx, agreementId)
  const goOn = known.filter(({ until }) => until.equals(startsOn.subtract({ days: 1 }))).slice(0, count)
  for (const { id } of goOn) await savePlaceUntil(tx, id, endsOn, at)
  await addPlaces(tx, { agreementId, known, count: count - goOn.length, from: startsOn, until: endsOn, at })
}

/** Writes the last day a place is bought for. */
export async function savePlaceUntil(tx: Tx, id: PlaceId, until: Day, at: Instant): Promise<void> {
  await tx.run(sql`update agreements.place set until_on = ${until}, changed_at = ${at} where id = ${id}`)
}

/** Adds `count` places with the numbers after those that are known. */
export async function addPlaces(
  tx: Tx,
  added: { agreementId: AgreementId; known: readonly Place[]; count: number; from: Day; until: Day; at: Instant },
): Promise<void> {
  const { agreementId, known, count, from, until, at } = added
  const last = known.reduce((most, { number }) => Math.max(most, number), 0)
  for (let next = last + 1; next <= last + count; next += 1) {
    await tx.run(sql`
      insert into agreements.place (id, agreement_id, number, from_on, until_on, changed_at)
      values (${newId()}, ${agreementId}, ${next}, ${from}, ${until}, ${at})`)
  }
}
