import { z } from 'zod'
import type { OrganisationId } from '#kernel/actor.ts'
import type { Instant } from '#kernel/days.ts'
import { type Id, newId } from '#kernel/ids.ts'
import { type Tx, json, sql } from '#platform/db/database.ts'
import { idColumn } from '#platform/db/row.ts'
import { type ProgrammeDocument, type ProgrammeVersion, programmeSchema } from '../domain/programme.ts'

/** A version's identity. */
export type ProgrammeVersionId = Id<'programme_version'>

const versionRow = z
  .object({
    id: idColumn<'programme_version'>(),
    number: z.int(),
    organisation_id: idColumn<'organisation'>(),
    document: programmeSchema,
  })
  .transform(
    ({ organisation_id, document: { marks, ...terms }, ...same }): ProgrammeVersion => ({
      ...terms,
      ...same,
      organisationId: organisation_id,
      marks: Object.fromEntries(Object.entries(marks).map(([path, { mark }]) => [path, mark])),
      markReasons: Object.fromEntries(Object.entries(marks).map(([path, { why }]) => [path, why])),
    }),
  )

/** The version; throws when there is none, since every id of one comes from a row that refers to it. */
export function programmeVersion(tx: Tx, id: ProgrammeVersionId): Promise<ProgrammeVersion> {
  return tx.one(versionRow, sql`select id, number, organisation_id, document from programmes.version where id = ${id}`)
}

/** The version, or null when there is none: for an id from an address. */
export function programmeVersionOrNull(tx: Tx, id: ProgrammeVersionId): Promise<ProgrammeVersion | null> {
  return tx.maybe(versionRow, sql`select id, number, organisation_id, document from programmes.version where id = ${id}`)
}

const newest = z.object({ id: idColumn<'programme_version'>(), number: z.int(), same: z.boolean() })

/** The newest version of a programme, and whether it says exactly what `document` says; null when there is none. */
export async function newestVersion(tx: Tx, key: string, document: unknown): Promise<z.infer<typeof newest> | null> {
  await tx.run(sql`select pg_advisory_xact_lock(hashtextextended(${key}, 5))`)
  return tx.maybe(
    newest,
    sql`select id, number, document = ${json(document)}::jsonb as same from programmes.version where programme_key = ${key} order by number desc limit 1`,
  )
}

const newestDocumentRow = z
  .object({ id: idColumn<'programme_version'>(), number: z.int(), organisation_id: idColumn<'organisation'>(), document: z.unknown() })
  .transform(({ organisation_id, ...same }) => ({ ...same, organisationId: organisation_id }))

/** The newest version of a programme as its file said it, and whose it is; null when there is none. */
export function newestDocument(tx: Tx, key: string): Promise<z.output<typeof newestDocumentRow> | null> {
  return tx.maybe(
    newestDocumentRow,
    sql`select id, number, organisation_id, document from programmes.version where programme_key = ${key} order by number desc limit 1`,
  )
}

/** What a new version is made of: the document as it stood in the file, and as it was read. */
export type NewVersion = {
  number: number
  organisationId: OrganisationId
  source: unknown
  document: ProgrammeDocument
  accountId: string | null
  at: Instant
}

/** Keeps a version: the document and the rows SQL joins against. */
export async function saveVersion(tx: Tx, version: NewVersion): Promise<ProgrammeVersionId> {
  const id = newId<'programme_version'>()
  const { key, name } = version.document
  await tx.run(sql`
    insert into programmes.version (id, programme_key, number, organisation_id, name_da, name_en, document, made_at, account_id)
    values (${id}, ${key}, ${version.number}, ${version.organisationId}, ${name.da}, ${name.en}, ${json(version.source)}::jsonb, ${version.at}, ${version.accountId})`)
  await savePhases(tx, id, version.document)
  await saveLoanProduct(tx, id, version.document)
  await saveReasons(tx, id, version.document)
  return id
}

async function savePhases(tx: Tx, id: ProgrammeVersionId, { phases }: ProgrammeDocument): Promise<void> {
  for (const [index, phase] of phases.entries()) {
    await tx.run(
      sql`insert into programmes.phase (version_id, code, ordinal, months) values (${id}, ${phase.code}, ${index + 1}, ${phase.months})`,
    )
    for (const { code, kind, name, count, minutes, mandatory } of phase.activities) {
      await tx.run(sql`
        insert into programmes.activity (version_id, phase, code, kind, name_da, name_en, count, minutes, mandatory)
        values (${id}, ${phase.code}, ${code}, ${kind}, ${name.da}, ${name.en}, ${count}, ${minutes}, ${mandatory})`)
    }
  }
}

async function saveLoanProduct(tx: Tx, id: ProgrammeVersionId, { loanProduct: product }: ProgrammeDocument): Promise<void> {
  const { text, validFrom, validUntil } = product.legalBasis
  await tx.run(sql`
    insert into programmes.loan_product (version_id, min_ore, max_ore, rate_bp_yearly, terms_max, legal_basis, legal_basis_valid)
    values (${id}, ${product.minOre}, ${product.maxOre}, ${product.annualRateBp}, ${product.maxTerms}, ${text},
            daterange(${validFrom}::date, ${validUntil}::date, '[]'))`)
}

async function saveReasons(tx: Tx, id: ProgrammeVersionId, { reasons }: ProgrammeDocument): Promise<void> {
  for (const [list, entries] of Object.entries(reasons)) {
    for (const [index, { code, name, needsText, sensitive }] of entries.entries()) {
      await tx.run(sql`
        insert into programmes.reason (version_id, list, code, ordinal, name_da, name_en, needs_text, sensitive)
        values (${id}, ${list}, ${code}, ${index + 1}, ${name.da}, ${name.en}, ${needsText}, ${sensitive})`)
    }
  }
}
