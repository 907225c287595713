import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Account, serverAccount } from './account.ts'
import { sha256Of } from '../../sha256.ts'

/** Where an embedded server's files lie, and the account it runs as (null: the program's own). */
export type Places = {
  account: Account | null
  base: string
  cluster: string
  socketFolder: string
  logFile: string
  lockFile: string
  shelf: string
}

/** Where the files of servers lie that root starts: a folder every account can pass through. */
export const rootsHome = '/var/lib/grobund'

/**
 * Decides where the server's files lie and makes the folders. In general that is DATA_DIR itself. A program run as root starts
 * the server as another account, which may not reach DATA_DIR: then they lie under `/var/lib/grobund`, and a note in DATA_DIR
 * says where, so that they are found again even if DATA_DIR is moved. Data that another account made in DATA_DIR before root
 * came along stays there and is served by that account. Throws a sentence when the note and the files do not belong together.
 */
export function preparePlaces(dataDir: string, home: string = rootsHome): Places {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const data = realpathSync(dataDir)
  const inside = join(data, 'postgres')
  const owner = existsSync(join(inside, 'cluster')) ? statSync(join(inside, 'cluster')) : null
  const account =
    process.getuid?.() === 0 && owner !== null ? { name: `number ${owner.uid}`, uid: owner.uid, gid: owner.gid } : serverAccount()
  const base = account === null || owner !== null ? insideBase(data, inside) : outsideBase(data, home)
  mkdirSync(base, { recursive: true, mode: 0o755 })
  if (account !== null) chmodSync(base, 0o755) // passable; the cluster and the socket's folder in it are not
  const socketFolder = prepareSocketFolder(base, account)
  const shelf = account === null || owner !== null ? join(base, 'bin') : home
  return {
    account,
    base,
    cluster: join(base, 'cluster'),
    socketFolder,
    logFile: join(base, 'server.log'),
    lockFile: join(base, 'held-by.json'),
    shelf,
  }
}

const noteIn = (data: string): string => join(data, 'postgres-lies-in.txt')

function insideBase(data: string, inside: string): string {
  if (!existsSync(inside) && existsSync(noteIn(data))) {
    throw new Error(
      `The data of ${data} was made by a program run as root and lies in ${readFileSync(noteIn(data), 'utf8').trim()}; start as root again, or back it up as root and restore it into a new DATA_DIR`,
    )
  }
  return inside
}

function outsideBase(data: string, home: string): string {
  const noted = existsSync(noteIn(data)) ? readFileSync(noteIn(data), 'utf8').trim() : null
  const base = noted ?? join(home, sha256Of(data).slice(0, 16))
  if (noted !== null && !existsSync(noted))
    throw new Error(`The data of ${data} should lie in ${noted}, which is gone; put it back, or delete ${noteIn(data)} to begin anew`)
  const back = join(base, 'data-dir.txt')
  const claimed = existsSync(back) ? readFileSync(back, 'utf8').trim() : data
  if (claimed !== data && existsSync(noteIn(claimed))) {
    throw new Error(
      `${data} is a copy of ${claimed}, and both point to the same database in ${base}; use backup and restore to copy a database`,
    )
  }
  mkdirSync(base, { recursive: true, mode: 0o755 })
  writeWhole(back, `${data}\n`)
  writeWhole(noteIn(data), `${base}\n`)
  return base
}

function writeWhole(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o644 })
  renameSync(`${file}.new`, file)
}

// The address of a socket holds 103 bytes on macOS and 107 on Linux: a long path needs a short folder elsewhere.
function prepareSocketFolder(base: string, account: Account | null): string {
  const near = join(base, 'run')
  const fits = Buffer.byteLength(join(near, '.s.PGSQL.5432')) < 104
  const short = `grobund-${sha256Of(base).slice(0, 16)}`
  const folder = fits ? near : join(tmpdir().length < 60 ? tmpdir() : '/tmp', short)
  if (!existsSync(folder)) {
    mkdirSync(folder, { mode: 0o700 })
    if (account !== null) chownSync(folder, account.uid, account.gid)
  }
  // The folder's mode is the only lock on the socket, and a folder in /tmp may be somebody else's.
  const found = lstatSync(folder)
  const uid = account?.uid ?? process.getuid?.()
  if (!found.isDirectory() || found.uid !== uid)
    throw new Error(`The folder ${folder} belongs to someone else; remove it or move DATA_DIR (${dirname(base)}) to a shorter path`)
  chmodSync(folder, 0o700)
  return folder
}
