import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve, sep } from 'node:path'
import type pg from 'pg'
import { withClient } from '../connection.ts'
import { becomeOwner } from '../migrate.ts'
import { type Manifest, type SchemaVersion, type Table, listTables, quoted, readVersion, steady } from './contents.ts'
import { type TableWriter, readTable, writeTable } from './copy.ts'
import { inspect, readBackup, tableOf } from './inspect.ts'
import { setRulesAside } from './rules.ts'
import type { Tally } from './take.ts'

/**
 * Puts a backup into an empty, migrated database of any PostgreSQL from 16 on, and its files into `filesFolder`. The backup is
 * checked whole before anything is touched; every table is read back and held against its hash before it counts. All or
 * nothing: one transaction. Throws a sentence when the backup is damaged, the database holds anything, or its shape is another.
 */
export async function restore(ownerConnection: string | null, file: string, filesFolder?: string): Promise<Tally> {
  if (ownerConnection === null) throw new Error('A restore needs DATABASE_OWNER_URL')
  const { head, manifest } = await inspect(file)
  const folder = manifest.files.length > 0 ? requireFolder(filesFolder) : undefined
  await withClient(ownerConnection, async (client) => {
    await client.query('begin')
    await becomeOwner(client)
    await steady(client)
    requireSameShape(head.version, await readVersion(client))
    await requireEmpty(client)
    const putBack = await setRulesAside(client)
    for (const table of head.tables) await client.query(`delete from ${quoted(table)}`)
    await load(client, file, head.tables, folder)
    await verify(client, head.tables, manifest)
    await client.query('set constraints all immediate')
    await putBack()
    await releaseJobs(client)
    for (const { schema, name, value, called } of manifest.sequences) {
      await client.query('select setval($1::regclass, $2::bigint, $3)', [quoted({ schema, name }), value, called])
    }
    await client.query('commit')
    await client.query('analyze')
  })
  return { tables: manifest.tables.length, rows: manifest.tables.reduce((sum, { rows }) => sum + rows, 0), files: manifest.files.length }
}

function requireSameShape(backedUp: SchemaVersion, here: SchemaVersion): void {
  const last = (version: SchemaVersion) => version.migrations.at(-1)?.number ?? 0
  if (JSON.stringify(backedUp) === JSON.stringify(here)) return
  throw new Error(
    `The backup is of a database at migration ${last(backedUp)}, and this one is at ${last(here)} or differs in what was applied; restore with the version of Grobund that made the backup, then upgrade`,
  )
}

// Tables may hold what the migrations themselves put there, and the job queue what a worker notes of itself.
async function requireEmpty(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ relation: string; rows: string }>('select relation, rows::text from platform.initial_count')
  const initial = new Map(rows.map((row) => [row.relation, row.rows]))
  for (const table of await listTables(client)) {
    if (table.schema === 'graphile_worker' && table.name !== '_private_jobs') continue
    const counted = await client.query<{ rows: string; relation: string }>(
      `select count(*)::text as rows, $1::regclass::text as relation from ${quoted(table)}`,
      [quoted(table)],
    )
    const { rows: count = '0', relation = '' } = counted.rows[0] ?? {}
    if (count !== (initial.get(relation) ?? '0')) {
      throw new Error(
        `The database is not empty (${table.schema}.${table.name} holds ${count} rows); restore into a new one, so that nothing is lost`,
      )
    }
  }
}

function requireFolder(filesFolder: string | undefined): string {
  if (filesFolder === undefined) throw new Error('The backup holds files; say which folder they go to')
  if (existsSync(filesFolder) && readdirSync(filesFolder).length > 0)
    throw new Error(`The folder ${filesFolder} is not empty; nothing was restored`)
  return filesFolder
}

async function load(client: pg.ClientBase, file: string, tables: readonly Table[], folder: string | undefined): Promise<void> {
  const byKey = new Map(tables.map((table) => [`${table.schema}/${table.name}`, table]))
  let open: { key: string; writer: TableWriter } | null = null
  for await (const { name, body } of readBackup(file)) {
    const key = tableOf(name)
    if (open !== null && open.key !== key) {
      await open.writer.end()
      open = null
    }
    if (name.startsWith('files/') && folder !== undefined) writeInto(folder, name.slice('files/'.length), body)
    const table: Table | undefined = key === null ? undefined : byKey.get(key)
    if (key === null || table === undefined) continue
    open ??= { key, writer: writeTable(client, table) }
    await open.writer.write(body)
  }
}

function writeInto(folder: string, path: string, body: Buffer): void {
  const place = resolve(folder, path)
  if (!place.startsWith(`${resolve(folder)}${sep}`)) throw new Error(`The backup names a file outside of its folder: ${path}`)
  mkdirSync(dirname(place), { recursive: true, mode: 0o700 })
  writeFileSync(join(place), body, { mode: 0o600, flag: 'wx' })
}

async function verify(client: pg.ClientBase, tables: readonly Table[], manifest: Manifest): Promise<void> {
  const expected = new Map(manifest.tables.map((counted) => [`${counted.schema}/${counted.name}`, counted]))
  for (const table of tables) {
    const parts = readTable(client, table)
    let part = await parts.next()
    while (part.done !== true) part = await parts.next()
    const wanted = expected.get(`${table.schema}/${table.name}`)
    if (part.value.rows !== wanted?.rows || part.value.rowSet !== wanted.rowSet) {
      throw new Error(`The table ${table.schema}.${table.name} did not come back as it was backed up; nothing was restored`)
    }
  }
}

// A job that ran while the backup was taken has no worker any more: it may run again at once.
async function releaseJobs(client: pg.ClientBase): Promise<void> {
  await client.query('update graphile_worker._private_jobs set locked_at = null, locked_by = null where locked_at is not null')
  await client.query('update graphile_worker._private_job_queues set locked_at = null, locked_by = null where locked_at is not null')
}
