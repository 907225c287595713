import { z } from 'zod'
import type { OrganisationId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Tx, json, prepared, sql } from '#platform/db/database.ts'
import { countColumn, dayColumn, idColumn, oreColumn } from '#platform/db/row.ts'
import { type Agreement, type AgreementId, type Period, type Words, beyonds, decisions } from '../domain/agreement.ts'
import type { LossTerm } from '../domain/loss-term.ts'

const words = z.strictObject({ da: z.string(), en: z.string() })
const organisationId = idColumn<'organisation'>()

/** What an agreement's `terms` column holds; the import writes it, the row schema reads it. */
const termsSchema = z.strictObject({
  approverOrganisationId: organisationId,
  options: z.array(z.strictObject({ months: z.int(), noticeMonths: z.int() })),
  runOff: z.strictObject({ daysArePaid: z.boolean(), clause: words }).nullable(),
  targets: z.array(z.strictObject({ code: z.string(), name: words, atLeast: z.int(), unit: z.enum(['percent', 'count']) })),
  decidingAuthority: z.record(z.enum(decisions), z.strictObject({ organisationIds: z.array(organisationId).min(1), by: words })),
  bodies: z.array(z.strictObject({ code: z.enum(['business_director', 'employment_committee']), organisationId, title: words })),
  comparedProgramme: z.strictObject({ name: words, note: words }),
  marks: z.record(z.string(), z.enum(['memo', 'assumption'])),
  markReasons: z.record(z.string(), words),
})

/** The part of an agreement that lies in one document. */
export type Terms = z.output<typeof termsSchema>

const period = z
  .object({
    number: z.int(),
    starts_on: dayColumn,
    ends_on: dayColumn,
    run_off_until: dayColumn,
    places: z.int(),
    price_ore_place_month: oreColumn.nullable(),
    evaluation_due_on: dayColumn.nullable(),
    option_number: z.int().nullable(),
    beyond: z.enum(beyonds).nullable(),
    beyond_reason: z.string().nullable(),
  })
  .transform(
    (row): Period => ({
      number: row.number,
      startsOn: row.starts_on,
      endsOn: row.ends_on,
      runOffUntil: row.run_off_until,
      places: row.places,
      pricePerPlaceMonthOre: row.price_ore_place_month,
      evaluationDueOn: row.evaluation_due_on,
      option: row.option_number,
      beyond: row.beyond,
      beyondReason: row.beyond_reason,
    }),
  )

const basisPoints = z.int()
const lossTerm = z
  .object({
    version: z.int(),
    from_on: dayColumn,
    purchaser_bp: basisPoints,
    provider_bp: basisPoints,
    lender_bp: basisPoints,
    acting_job_centre_bp: basisPoints,
    words_da: z.string(),
    words_en: z.string(),
  })
  .transform(
    (row): LossTerm => ({
      version: row.version,
      from: row.from_on,
      shares: {
        purchaser: row.purchaser_bp,
        provider: row.provider_bp,
        lender: row.lender_bp,
        actingJobCentre: row.acting_job_centre_bp,
      },
      words: { da: row.words_da, en: row.words_en },
    }),
  )

const agreementRow = z
  .object({
    id: idColumn<'agreement'>(),
    key: z.string(),
    name_da: z.string(),
    name_en: z.string(),
    programme_version_id: idColumn<'programme_version'>(),
    purchaser_id: organisationId,
    provider_id: organisationId,
    acting_job_centre_id: organisationId,
    lender_id: organisationId,
    starts_on: dayColumn,
    ends_on: dayColumn,
    run_off_until: dayColumn,
    evaluation_due_on: dayColumn.nullable(),
    refill_allowed: z.boolean(),
    state: z.enum(['draft', 'signed', 'active', 'option_used', 'expiring', 'expired', 'terminated']),
    terms: termsSchema,
    places: z.int(),
    runs_bought: countColumn,
    periods: z.array(period),
    loss_terms: z.array(lossTerm),
  })
  .transform(
    (row): Agreement => ({
      ...row.terms,
      id: row.id,
      key: row.key,
      name: { da: row.name_da, en: row.name_en },
      programmeVersionId: row.programme_version_id,
      parties: {
        purchaser: row.purchaser_id,
        provider: row.provider_id,
        actingJobCentre: row.acting_job_centre_id,
        lender: row.lender_id,
      },
      startsOn: row.starts_on,
      endsOn: row.ends_on,
      runOffUntil: row.run_off_until,
      evaluationDueOn: row.evaluation_due_on,
      refillAllowed: row.refill_allowed,
      state: row.state,
      places: row.places,
      runsBought: row.runs_bought,
      periods: row.periods,
      lossTerms: row.loss_terms,
    }),
  )

// A price goes as text, so that no number of JSON comes near it. Places before the first and after the last day are those of that day.
const selected = sql`
  select a.*,
    agreements.bought_on(a.id, greatest(a.starts_on, least(platform.today(), a.ends_on))) as places,
    agreements.runs_bought(a.id) as runs_bought,
    (select jsonb_agg(to_jsonb(p) || jsonb_build_object('price_ore_place_month', p.price_ore_place_month::text) order by p.number) from agreements.period p where p.agreement_id = a.id) as periods,
    coalesce((select jsonb_agg(to_jsonb(t) order by t.version) from agreements.loss_term t where t.agreement_id = a.id), '[]') as loss_terms
  from agreements.agreement a`

/** The agreement, or null when there is none the session's organisation is a party of. */
export function agreement(tx: Tx, id: AgreementId): Promise<Agreement | null> {
  return tx.maybe(agreementRow, sql`${selected} where a.id = ${id}`)
}

/** The agreement of a pilot file's key, or null. */
export function agreementByKey(tx: Tx, key: string): Promise<Agreement | null> {
  return tx.maybe(agreementRow, sql`${selected} where a.key = ${key}`)
}

/** The agreements an organisation is a party of, the newest first. */
export function agreementsOf(tx: Tx, organisation: OrganisationId): Promise<Agreement[]> {
  const query = sql`
    ${selected} where ${organisation}::uuid in (a.purchaser_id, a.provider_id, a.acting_job_centre_id, a.lender_id) order by a.starts_on desc, a.key`
  return tx.rows(agreementRow, prepared('agreements of an organisation', query))
}

const named = z.object({ id: idColumn<'agreement'>(), name_da: z.string(), name_en: z.string() })

/** What agreements are called, of those the session's organisation is a party of. */
export async function agreementNames(tx: Tx, ids: readonly string[]): Promise<Map<string, Words>> {
  if (ids.length === 0) return new Map()
  const rows = await tx.rows(named, sql`select id, name_da, name_en from agreements.agreement where id = any(${[...new Set(ids)]}::uuid[])`)
  return new Map(rows.map(({ id, name_da: da, name_en: en }) => [id, { da, en }]))
}

/** Keeps a new agreement in the state draft, with its first period still to be kept. */
export async function saveAgreement(tx: Tx, made: Agreement, at: Instant): Promise<void> {
  const { approverOrganisationId, options, runOff, targets, decidingAuthority, bodies, comparedProgramme, marks, markReasons } = made
  const terms = {
    approverOrganisationId,
    options,
    runOff,
    targets,
    decidingAuthority,
    bodies,
    comparedProgramme,
    marks,
    markReasons,
  } satisfies Terms
  const { purchaser, provider, actingJobCentre, lender } = made.parties
  await tx.run(sql`
    insert into agreements.agreement (id, key, name_da, name_en, programme_version_id, purchaser_id, provider_id, acting_job_centre_id, lender_id,
      starts_on, ends_on, run_off_until, evaluation_due_on, refill_allowed, state, terms, made_at)
    values (${made.id}, ${made.key}, ${made.name.da}, ${made.name.en}, ${made.programmeVersionId}, ${purchaser}, ${provider}, ${actingJobCentre}, ${lender},
      ${made.startsOn}, ${made.endsOn}, ${made.runOffUntil}, ${made.evaluationDueOn}, ${made.refillAllowed}, 'draft', ${json(terms)}::jsonb, ${at})`)
}

/** Waits for anyone who is changing the agreement or its places; false when the session sees no such agreement. */
export async function lockAgreement(tx: Tx, id: AgreementId): Promise<boolean> {
  return (await tx.run(sql`select from agreements.agreement where id = ${id} for update`)) === 1
}
