import { z } from 'zod'
import type { AccountId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Id, newId } from '#kernel/ids.ts'
import { type Tx, sql } from '#platform/db/database.ts'
import { dayColumn, idColumn, instantColumn, nullable } from '#platform/db/row.ts'
import type { CaseRow } from '../domain/figures/cells.ts'
import type { Assumptions } from '../domain/figures/economy.ts'
import { canonicalText } from '../domain/report/dataset.ts'
import { type Reckoning, isGivenUp, isSilent, mostAttempts, silentMinutes, stages } from '../domain/report/reckoning.ts'
import { type KeptFigures, assumptionsSchema, keptFigures } from './dataset-schema.ts'
import type { Asked } from './facts.ts'

/** Which figures are reckoned; `live` ones are of what is known now, and may be an hour old. */
export type AskedFigures = Asked & { assumptions: Assumptions; live?: boolean }

/** Figures as they were kept, with the rows behind them and the moment whose knowledge they show. */
export type Reckoned = KeptFigures & { rows: readonly CaseRow[]; knownAt: Instant }

const sizeRow = z.object({ size: z.int() })

/** How many cases an agreement has, by the larger of its referrals and its runs. */
export async function sizeOf(tx: Tx, agreementId: Id<'agreement'>): Promise<number> {
  const { size } = await tx.one(
    sizeRow,
    sql`select greatest(enrolments.size_of(${agreementId}), referrals.size_of(${agreementId}))::int as size`,
  )
  return size
}

// Live figures may have been asked for a while ago; others are of one moment only.
function which({ agreementId, cutoffOn, knownAt, assumptions, live }: AskedFigures) {
  const from = live === true ? knownAt.subtract({ hours: 1 }) : knownAt
  return sql`agreement_id = ${agreementId} and cutoff_on = ${cutoffOn} and assumptions = ${canonicalText(assumptions)}
    and known_at between ${from} and ${knownAt}`
}

const doneRow = z
  .object({ known_at: instantColumn, result: z.string(), case_rows: z.string() })
  .transform(({ known_at: knownAt, result, case_rows }): Reckoned => {
    return { ...keptFigures.parse(JSON.parse(result)), rows: rowsOf(case_rows), knownAt }
  })

/** The newest figures reckoned as asked; null while they are not. */
export function reckoned(tx: Tx, asked: AskedFigures): Promise<Reckoned | null> {
  return tx.maybe(
    doneRow,
    sql`select known_at, result, case_rows from evaluation.reckoning where ${which(asked)} and stage = 'done' order by known_at desc limit 1`,
  )
}

/** True when there are figures as asked. */
export async function isReckoned(tx: Tx, asked: AskedFigures): Promise<boolean> {
  return (await tx.run(sql`select from evaluation.reckoning where ${which(asked)} and stage = 'done'`)) > 0
}

const stateRow = z.object({
  stage: z.enum(stages),
  attempts: z.int(),
  beat_at: nullable(instantColumn),
  asked_at: instantColumn,
})

/** How far the figures asked for have come; null when nobody has asked. */
export async function reckoningOf(tx: Tx, asked: AskedFigures, now: Instant): Promise<Reckoning | null> {
  const row = await tx.maybe(
    stateRow,
    sql`select stage, attempts, beat_at, asked_at from evaluation.reckoning where ${which(asked)} order by known_at desc limit 1`,
  )
  if (row === null) return null
  const { stage, attempts, beat_at: beatAt, asked_at: askedAt } = row
  return { stage, askedAt, givenUp: isGivenUp({ stage, attempts, beatAt, now }), isWorkedOn: !isSilent(beatAt, now) }
}

/** Asks for figures and wakes the worker while none is at them; figures asked for before are asked for once, those given up are tried anew. */
export async function insertReckoning(tx: Tx, asked: AskedFigures & { by: AccountId; at: Instant }): Promise<void> {
  const known = await reckoningOf(tx, asked, asked.at)
  if (known?.isWorkedOn === true) return
  if (known === null)
    await tx.run(sql`
      insert into evaluation.reckoning (id, agreement_id, cutoff_on, known_at, assumptions, asked_by, asked_at)
      values (${newId<'reckoning'>()}, ${asked.agreementId}, ${asked.cutoffOn}, ${asked.knownAt}, ${canonicalText(asked.assumptions)}, ${asked.by}, ${asked.at})
      on conflict on constraint reckoning_once do nothing`)
  else if (known.givenUp)
    await tx.run(sql`update evaluation.reckoning set attempts = 0, stage = 'waiting' where ${which(asked)} and stage <> 'done'`)
  await wakeWorker(tx)
}

/** Wakes the worker for what was asked for; woken twice before it comes, it comes once. */
export async function wakeWorker(tx: Tx): Promise<void> {
  await tx.run(sql`select platform.enqueue('reckon', '{}', null, 'reckon')`)
}

const claimedRow = z
  .object({
    id: idColumn<'reckoning'>(),
    agreement_id: idColumn<'agreement'>(),
    cutoff_on: dayColumn,
    known_at: instantColumn,
    assumptions: z.string(),
  })
  .transform((row) => ({
    id: row.id,
    agreementId: row.agreement_id,
    cutoffOn: row.cutoff_on,
    knownAt: row.known_at,
    assumptions: assumptionsSchema.parse(JSON.parse(row.assumptions)),
  }))

/** Figures that a worker has taken on. */
export type Claimed = z.output<typeof claimedRow>

/** Takes on the figures asked for first that no living worker is at; null when there are none. */
export function claimReckoning(tx: Tx, now: Instant): Promise<Claimed | null> {
  const heard = now.subtract({ minutes: silentMinutes })
  return tx.maybe(
    claimedRow,
    sql`update evaluation.reckoning set attempts = attempts + 1, beat_at = ${now}, stage = 'loans' where id = (
          select r.id from evaluation.reckoning r where r.stage <> 'done' and r.attempts < ${mostAttempts} and (r.beat_at is null or r.beat_at < ${heard})
          order by r.asked_at limit 1 for update skip locked)
        returning id, agreement_id, cutoff_on, known_at, assumptions`,
  )
}

/** Writes that a worker has come to a stage and lives. */
export async function saveStage(tx: Tx, id: Id<'reckoning'>, stage: 'cases' | 'figures', now: Instant): Promise<void> {
  await tx.run(sql`update evaluation.reckoning set stage = ${stage}, beat_at = ${now} where id = ${id} and stage <> 'done'`)
}

/** Lets figures go that a worker could not reckon, so that the next can try. */
export async function releaseReckoning(tx: Tx, id: Id<'reckoning'>): Promise<void> {
  await tx.run(sql`update evaluation.reckoning set beat_at = null where id = ${id} and stage <> 'done'`)
}

/** Keeps what was reckoned; the first to have done it. */
export async function saveReckoned(tx: Tx, id: Id<'reckoning'>, found: Omit<Reckoned, 'knownAt'>, now: Instant): Promise<void> {
  const { rows, ...kept } = found
  const lines = rows.map(({ caseNumber, cells }) => `${caseNumber} ${cells.join(' ')}`).join('\n')
  await tx.run(sql`
    update evaluation.reckoning set stage = 'done', done_at = ${now}, result = ${canonicalText(kept)}, case_rows = ${lines}
    where id = ${id} and stage <> 'done'`)
}

function rowsOf(lines: string): CaseRow[] {
  if (lines === '') return []
  return lines.split('\n').map((line) => {
    const [caseNumber = '', ...cells] = line.split(' ')
    return { caseNumber, cells }
  })
}

/** Drops figures that are a week old, and those that count somebody who was erased since; answers how many. */
export function dropReckonings(tx: Tx, agreementId: Id<'agreement'>, now: Instant): Promise<number> {
  return tx.run(sql`
    delete from evaluation.reckoning r where r.agreement_id = ${agreementId} and (r.asked_at < ${now.subtract({ hours: 7 * 24 })}
      or exists (select from enrolments.erased_cases(${agreementId}) gone(case_number)
                 where position(E'\n' || gone.case_number || ' ' in E'\n' || r.case_rows) > 0))`)
}
