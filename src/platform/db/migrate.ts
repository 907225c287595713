import pg from 'pg'
import { z } from 'zod'
import { roles, withAdvisoryLock, withClient } from './connection.ts'
import { type Tx, sql } from './database.ts'
import { migrateJobQueue } from './job-queue.ts'
import { type MigrationFile, migrationsFolder, readMigrations } from './migration-files.ts'

/** A migration as the database remembers it. */
export type AppliedMigration = { number: number; name: string; sha256: string }

const applied = z.object({ number: z.int(), name: z.string(), sha256: z.string() })

const migrateLock = 7_146_002n

/**
 * Brings the database up to this program: first the job queue's own tables, then every migration not yet applied, in order,
 * each in a transaction of its own. Several processes may start at once: one migrates, the others wait and find it done.
 * Answers the names of the files it applied. Throws a sentence when an applied file was changed, when the database is newer
 * than the program, and, naming the file, when a migration fails.
 */
export async function migrate(ownerConnection: string, folder: string = migrationsFolder()): Promise<string[]> {
  const files = readMigrations(folder)
  return withClient(ownerConnection, (client) =>
    withAdvisoryLock(client, migrateLock, async () => {
      await migrateJobQueue(client, ownerConnection)
      await becomeOwner(client)
      const applied = await readApplied(client)
      const pending = pendingMigrations(files, applied)
      for (const file of pending) await apply(client, file)
      if (applied.length === 0) await recordInitialCounts(client)
      return pending.map((file) => file.file)
    }),
  )
}

/** Throws a sentence unless the database is exactly as this program needs it; for a process that may not migrate. */
export async function requireMigrated(connectionString: string, folder: string = migrationsFolder()): Promise<void> {
  const pending = pendingMigrations(readMigrations(folder), await withClient(connectionString, readApplied))
  if (pending[0] === undefined) return
  throw new Error(`The database lacks migration ${pending[0].file}; start one process with DATABASE_OWNER_URL first, it migrates`)
}

/** The migrations still to apply. Throws a sentence when files and database do not fit together. */
export function pendingMigrations(files: readonly MigrationFile[], applied: readonly AppliedMigration[]): MigrationFile[] {
  const byNumber = new Map(files.map((file) => [file.number, file]))
  for (const { number, name, sha256 } of applied) {
    const file = byNumber.get(number)
    if (file === undefined)
      throw new Error(`The database is newer than this program: it has migration ${number} (${name}), which the program lacks`)
    if (file.sha256 !== sha256) throw new Error(`Migration ${file.file} was changed after it was applied; restore it and write a new one`)
  }
  const last = Math.max(0, ...applied.map(({ number }) => number))
  const done = new Set(applied.map(({ number }) => number))
  const pending = files.filter((file) => !done.has(file.number))
  const late = pending.find((file) => file.number < last)
  if (late !== undefined)
    throw new Error(`Migration ${late.file} comes before number ${last}, which is applied already; give it a higher number`)
  return pending
}

/** What was applied to the database, in order, as the program's own role may read it. */
export function appliedMigrations(tx: Tx): Promise<AppliedMigration[]> {
  return tx.rows(applied, sql`select number, name, sha256 from platform.migration order by number`)
}

/** Makes the owner role the one that acts, so that it owns what is made, whoever logged in. */
export async function becomeOwner(client: pg.ClientBase): Promise<void> {
  await client.query(`set role ${roles.owner}`)
}

async function readApplied(client: pg.ClientBase): Promise<AppliedMigration[]> {
  const { rows } = await client.query<{ there: boolean }>(`select to_regclass('platform.migration') is not null as there`)
  if (rows[0]?.there !== true) return []
  return (await client.query<AppliedMigration>('select number, name, sha256 from platform.migration order by number')).rows
}

async function apply(client: pg.ClientBase, { number, name, file, text, sha256 }: MigrationFile): Promise<void> {
  await client.query('begin')
  try {
    await client.query(text)
    await client.query('insert into platform.migration (number, name, sha256) values ($1, $2, $3)', [number, name, sha256])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback')
    throw new Error(`Migration ${file}${place(text, error)} failed: ${error instanceof Error ? error.message : String(error)}`, {
      cause: error,
    })
  }
}

function place(text: string, error: unknown): string {
  if (!(error instanceof pg.DatabaseError) || error.position === undefined) return ''
  return ` line ${text.slice(0, Number(error.position)).split('\n').length}`
}

async function recordInitialCounts(client: pg.ClientBase): Promise<void> {
  await client.query(`do $$
    declare
      relation regclass;
    begin
      for relation in
        select c.oid from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'graphile_worker', 'platform') and n.nspname !~ '^pg_'
      loop
        execute format('insert into platform.initial_count select %L, count(*) from %s having count(*) > 0', relation::text, relation);
      end loop;
    end $$`)
}
