import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chownSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { type Account, asAccount } from './account.ts'
import type { Binaries } from './binaries.ts'

/** The login that may do everything; used to make roles and databases, never by the running program. */
export const superuser = 'postgres'

/** How safely a cluster is written: tests may skip the disk's confirmation, real data may not. */
export type Durability = 'durable' | 'fleeting'

/**
 * Makes a database cluster in `folder` unless it is there. It is made beside it and moved in place when it is whole and on the
 * disk, so an interrupted attempt leaves only a folder that the next one removes. The caller holds the lock on the data.
 * Throws a sentence when the cluster there is of another major version than the programs.
 */
export async function ensureCluster(
  binaries: Binaries,
  account: Account | null,
  folder: string,
  durability: Durability = 'durable',
): Promise<'made' | 'found'> {
  sweepUnfinished(folder)
  if (existsSync(join(folder, 'PG_VERSION'))) {
    refuseOtherMajor(binaries, folder)
    return 'found'
  }
  if (existsSync(folder)) throw new Error(`The folder ${folder} is in the way: it is not a database, and the database is to be made there`)
  const unfinished = `${folder}.new-${randomUUID()}`
  mkdirSync(unfinished, { mode: 0o700 })
  if (account !== null) chownSync(unfinished, account.uid, account.gid)
  await runInitdb(binaries, account, unfinished, durability)
  renameSync(unfinished, folder)
  syncFolder(dirname(folder))
  return 'made'
}

// An initdb whose program was killed may still write, or sweep up after itself, for a moment. A file that goes under one's hands
// ends the removal early and without an error, so what counts is that the folder is gone.
function sweepUnfinished(folder: string): void {
  const left = () => readdirSync(dirname(folder)).filter((name) => name.startsWith(`${basename(folder)}.new-`))
  for (let round = 0; round < 20 && left().length > 0; round += 1) {
    for (const name of left()) rmSync(join(dirname(folder), name), { recursive: true, force: true, maxRetries: 20, retryDelay: 100 })
  }
}

function refuseOtherMajor(binaries: Binaries, folder: string): void {
  const there = readFileSync(join(folder, 'PG_VERSION'), 'utf8').trim()
  const ours = binaries.version.split('.')[0]
  if (there === ours) return
  throw new Error(
    `The data in ${folder} is of PostgreSQL ${there}, this program brings ${ours}: back it up with the program that made it, and restore it into a new DATA_DIR with this one`,
  )
}

// Builtin C.UTF-8 (from 17 on) sorts and compares alike on every system and asks nothing of its locales; columns that people
// read in order say da-DK-x-icu themselves.
async function runInitdb(binaries: Binaries, account: Account | null, folder: string, durability: Durability): Promise<void> {
  const locale =
    Number(binaries.version.split('.')[0]) >= 17
      ? ['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C']
      : ['--locale=C.UTF-8']
  const sync = durability === 'fleeting' ? ['--no-sync'] : []
  // "-D .": when the folder is swept before an orphaned initdb has looked at it, the path by name would be made anew.
  const options = ['-D', '.', '-U', superuser, '--auth=trust', '--encoding=UTF8', '--data-checksums', ...locale, ...sync]
  const child = spawn(binaries.initdb, options, {
    ...asAccount(account),
    env: { ...binaries.env, TZ: 'UTC' },
    cwd: folder,
    detached: true, // an impatient Ctrl-C reaches the program, which says what happens next
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const complaint = text(child.stderr)
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  if (code === 0) return
  rmSync(folder, { recursive: true, force: true })
  throw new Error(`The database could not be made: ${(await complaint).trim()}`)
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
