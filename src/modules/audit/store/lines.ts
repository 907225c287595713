import { z } from 'zod'
import type { Instant } from '#kernel/days.ts'
import { type Tx, join, sql } from '#platform/db/database.ts'
import { instantColumn } from '#platform/db/row.ts'

/** One line of the log, as it is written. */
export type Line = {
  at: Instant
  kind: 'change' | 'read' | 'denied' | 'sign_in'
  accountId: string | null
  organisationId: string | null
  job: string | null
  action: string
  noun: string | null
  nounId: string | null
  personId: string | null
  codes: Record<string, string | number | boolean | null>
}

/** Adds a line; there is no way to change one. */
export async function insertLine(tx: Tx, line: Line): Promise<void> {
  await insertLines(tx, [line])
}

/** Adds lines in their order. */
export async function insertLines(tx: Tx, lines: readonly Line[]): Promise<void> {
  if (lines.length === 0) return
  const rows = lines.map(
    (
      line,
    ) => sql`(${line.at}::timestamptz, ${line.kind}, ${line.accountId}::uuid, ${line.organisationId}::uuid, ${line.job}, ${line.action}, ${line.noun},
            ${line.nounId}, ${line.personId}::uuid, ${line.codes}::jsonb)`,
  )
  await tx.run(sql`
    insert into audit.line (at, kind, account_id, organisation_id, job, action, noun, noun_id, person_id, codes)
    values ${join(rows)}`)
}

/** Adds the same line for each of several things. */
export async function insertReads(tx: Tx, line: Line, ids: readonly string[]): Promise<void> {
  await tx.run(sql`
    insert into audit.line (at, kind, account_id, organisation_id, job, action, noun, noun_id, person_id, codes)
    select ${line.at}::timestamptz, ${line.kind}::text, ${line.accountId}::uuid, ${line.organisationId}::uuid, ${line.job}::text,
           ${line.action}::text, ${line.noun}::text, id, ${line.personId}::uuid, ${line.codes}::jsonb
    from unnest(${[...ids]}::text[]) with ordinality as given (id, n) order by n`)
}

const seen = z.object({
  at: instantColumn,
  kind: z.enum(['change', 'read', 'denied', 'sign_in']),
  account_id: z.string().nullable(),
  organisation_id: z.string().nullable(),
  action: z.string(),
  noun: z.string().nullable(),
  /** Whom the account stood in for, when it acted as a deputy. */
  on_behalf_of: z.string().nullable(),
})

/** A line about a person, as it may be read by the person or by the organisation that acted. */
export type SeenLine = z.infer<typeof seen>

/** Of when lines are read: not before `from`, and before `until`. */
type Span = { from?: Instant; until?: Instant }

/** The lines about a person of a span, newest first, at most `limit`; null for all of them. */
export function linesAbout(tx: Tx, personId: string, limit: number | null, { from, until }: Span = {}): Promise<SeenLine[]> {
  return tx.rows(
    seen,
    sql`
    select at, kind, account_id, organisation_id, action, noun, codes ->> 'on_behalf_of' as on_behalf_of
    from audit.line
    where person_id = ${personId}
      and at >= coalesce(${from ?? null}::timestamptz, '-infinity') and at < coalesce(${until ?? null}::timestamptz, 'infinity')
    order by at desc, id desc
    limit ${limit}`,
  )
}

/** Seals every line since the last seal with a hash that covers the seal before; answers how many lines. */
export async function sealLines(tx: Tx, at: Instant): Promise<number> {
  return (await tx.one(z.object({ sealed: z.int() }), sql`select audit.seal_lines(${at}) as sealed`)).sealed
}
