import { createWriteStream, existsSync, renameSync, rmSync } from 'node:fs'
import { readFile, readdir } from 'node:fs/promises'
import { join, relative, sep } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type pg from 'pg'
import { withClient } from '../connection.ts'
import { becomeOwner } from '../migrate.ts'
import { type Entry, packArchive } from './archive.ts'
import { type Head, type Manifest, listSequences, listTables, readVersion, steady } from './contents.ts'
import { readTable } from './copy.ts'
import { sha256Of } from '../../sha256.ts'

/** What a backup or a restore has dealt with. */
export type Tally = { tables: number; rows: number; files: number }

/**
 * Writes everything in the database as it stood at one moment into `file`, while the program goes on: every table as text, the
 * sequences, a manifest with row counts and hashes, and the files of `filesFolder` where there is one. The file is a gzipped tar,
 * readable by its owner only, and comes into being when it is whole. Throws a sentence when `file` is there already.
 */
export async function backup(ownerConnection: string | null, file: string, filesFolder?: string): Promise<Tally> {
  if (ownerConnection === null) throw new Error('A backup needs DATABASE_OWNER_URL')
  if (existsSync(file)) throw new Error(`${file} is there already; give another name`)
  const unfinished = `${file}.unfinished`
  const tally: Tally = { tables: 0, rows: 0, files: 0 }
  try {
    await withClient(ownerConnection, async (client) => {
      await client.query('begin isolation level repeatable read read only')
      await becomeOwner(client)
      await steady(client)
      const sink = createWriteStream(unfinished, { mode: 0o600, flush: true })
      await pipeline(Readable.from(packArchive(contents(client, filesFolder, tally))), createGzip(), sink)
      await client.query('rollback')
    })
    renameSync(unfinished, file)
    return tally
  } finally {
    rmSync(unfinished, { force: true })
  }
}

async function* contents(client: pg.ClientBase, filesFolder: string | undefined, tally: Tally): AsyncGenerator<Entry> {
  const head = await describe(client)
  yield { name: 'head.json', body: asJson(head) }
  const manifest: Manifest = { tables: [], sequences: await listSequences(client), files: [] }
  for (const table of head.tables) {
    const parts = readTable(client, table)
    for (let number = 1; ; number += 1) {
      const part = await parts.next()
      if (part.done === true) {
        manifest.tables.push(part.value)
        tally.tables += 1
        tally.rows += part.value.rows
        break
      }
      yield { name: `tables/${table.schema}/${table.name}/${String(number).padStart(6, '0')}.copy`, body: part.value }
    }
  }
  for await (const { path, body } of listFiles(filesFolder)) {
    manifest.files.push({ path, sha256: sha256Of(body) })
    tally.files += 1
    yield { name: `files/${path}`, body }
  }
  yield { name: 'manifest.json', body: asJson(manifest) }
}

async function describe(client: pg.ClientBase): Promise<Head> {
  const tables = await listTables(client)
  const version = await readVersion(client)
  const { rows } = await client.query<{ server: string; at: string }>(
    `select current_setting('server_version') as server, to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as at`,
  )
  return { format: 1, takenAt: rows[0]?.at ?? '', server: rows[0]?.server ?? '', version, tables }
}

async function* listFiles(folder: string | undefined): AsyncGenerator<{ path: string; body: Buffer }> {
  if (folder === undefined || !existsSync(folder)) return
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const place = join(entry.parentPath, entry.name)
    yield { path: relative(folder, place).split(sep).join('/'), body: await readFile(place) }
  }
}

function asJson(value: Head | Manifest): Buffer {
  return Buffer.from(`${JSON.stringify(value, null, 2)}\n`)
}
