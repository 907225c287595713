import { spawnSync } from 'node:child_process'

/** The system account a server runs as. */
export type Account = { name: string; uid: number; gid: number }

/**
 * The account the server must run as: null for the program's own, another one when the program runs as root, which PostgreSQL
 * refuses. `postgres` comes before `nobody`, for other programs may run as nobody and could read its files.
 * Throws a sentence when root finds neither.
 */
export function serverAccount(): Account | null {
  if (process.getuid?.() !== 0) return null
  const found = findAccount('postgres') ?? findAccount('nobody')
  if (found === null) {
    throw new Error(
      'PostgreSQL does not run as root, and this system has neither an account called postgres nor nobody; start Grobund as another user or set DATABASE_URL',
    )
  }
  return found
}

function findAccount(name: string): Account | null {
  const [uid, gid] = ['-u', '-g'].map((which) => {
    const { status, stdout } = spawnSync('id', [which, name], { encoding: 'utf8' })
    return status === 0 ? Number(stdout.trim()) : 0
  })
  return uid === undefined || gid === undefined || uid === 0 || gid === 0 ? null : { name, uid, gid }
}

/** The same in the form that spawning a process takes. */
export function asAccount(account: Account | null): { uid?: number; gid?: number } {
  return account === null ? {} : { uid: account.uid, gid: account.gid }
}
