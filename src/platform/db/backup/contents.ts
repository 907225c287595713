import type pg from 'pg'
import { z } from 'zod'

/** A table as a backup holds it; generated columns are left out, the database makes them again. */
export type Table = { schema: string; name: string; columns: string[] }

const tableSchema = z.object({ schema: z.string(), name: z.string(), columns: z.array(z.string()) })
const versionSchema = z.object({ migrations: z.array(z.object({ number: z.number(), sha256: z.string() })), jobQueue: z.number() })

/** The shape of a database: it must be the same where a backup is taken and where it is restored. */
export type SchemaVersion = z.infer<typeof versionSchema>

/** What a backup says of itself before the tables. */
export const headSchema = z.object({
  format: z.literal(1),
  takenAt: z.string(),
  server: z.string(),
  version: versionSchema,
  tables: z.array(tableSchema),
})

const countedSchema = z.object({ schema: z.string(), name: z.string(), rows: z.number(), sha256: z.string(), rowSet: z.string() })

/** What a backup says of its contents, after them: number and hashes of every table's rows, the sequences, the files. */
export const manifestSchema = z.object({
  tables: z.array(countedSchema),
  sequences: z.array(z.object({ schema: z.string(), name: z.string(), value: z.string(), called: z.boolean() })),
  files: z.array(z.object({ path: z.string(), sha256: z.string() })),
})

export type Head = z.infer<typeof headSchema>
export type Manifest = z.infer<typeof manifestSchema>
export type Counted = z.infer<typeof countedSchema>

const ours = `n.nspname not in ('pg_catalog', 'information_schema') and n.nspname !~ '^pg_'
  and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`

// What migrating writes: it belongs to the shape of the database, not to what is in it.
const shape = `('platform.migration', 'platform.initial_count', 'graphile_worker.migrations')`

/** Every table whose rows a backup holds, in order of name. */
export async function listTables(client: pg.ClientBase): Promise<Table[]> {
  const { rows } = await client.query<Table>(`
    select n.nspname::text as schema, c.relname::text as name,
      coalesce(array_agg(a.attname::text order by a.attnum) filter (where a.attgenerated = ''), '{}') as columns
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    left join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    where c.relkind in ('r', 'p') and not c.relispartition and ${ours} and n.nspname || '.' || c.relname not in ${shape}
    group by 1, 2
    order by 1, 2`)
  return rows
}

/** Every sequence with its state. */
export async function listSequences(client: pg.ClientBase): Promise<Manifest['sequences']> {
  const { rows } = await client.query<{ schema: string; name: string }>(`
    select n.nspname::text as schema, c.relname::text as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'S' and ${ours}
    order by 1, 2`)
  const sequences: Manifest['sequences'] = []
  for (const sequence of rows) {
    const state = await client.query<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from ${quoted(sequence)}`,
    )
    sequences.push({ ...sequence, value: state.rows[0]?.value ?? '1', called: state.rows[0]?.called ?? false })
  }
  return sequences
}

/** The shape of the database; throws a sentence when it was never migrated. */
export async function readVersion(client: pg.ClientBase): Promise<SchemaVersion> {
  const { rows } = await client.query<{ there: boolean }>(`select to_regclass('platform.migration') is not null as there`)
  if (rows[0]?.there !== true) throw new Error('This database was never migrated; run grobund migrate first')
  const migrations = await client.query('select number, sha256 from platform.migration order by number')
  const jobQueue = await client.query<{ id: number }>('select max(id) as id from graphile_worker.migrations')
  return versionSchema.parse({ migrations: migrations.rows, jobQueue: jobQueue.rows[0]?.id })
}

/** `"schema"."name"` as SQL. */
export function quoted({ schema, name }: { schema: string; name: string }): string {
  return `${quote(schema)}.${quote(name)}`
}

/** A name as SQL. */
export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

// The same bytes for the same rows on every server: no setting of the server, the database or the role has a say.
/** Makes the text form of values, and the order of rows, the same everywhere, for the current transaction. */
export async function steady(client: pg.ClientBase): Promise<void> {
  await client.query(`set local datestyle = 'ISO, DMY'; set local intervalstyle = postgres; set local timezone = 'UTC'; set local bytea_output = hex;
    set local extra_float_digits = 1; set local synchronize_seqscans = off; set local row_security = off; set local search_path = pg_catalog;
    set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0; set local lock_timeout = '30s'`)
}
