import pg from 'pg'

/** The roles of the program: who owns the tables, whom the program logs in as, and whose the job queue is. */
export const roles = { owner: 'grobund_owner', app: 'grobund_app', worker: 'grobund_worker' } as const

/** A connection string for a server that listens on a socket in `folder`; the socket's folder is the lock on the door, so there is no password. */
export function socketConnection(folder: string, role: string, database: string): string {
  return `postgresql:///${encodeURIComponent(database)}?host=${encodeURIComponent(folder)}&user=${encodeURIComponent(role)}`
}

/** The same connection, acting in another role from its first statement on; the login must be a member of it. */
export function withRole(connectionString: string, role: string): string {
  const url = new URL(connectionString)
  const before = url.searchParams.get('options')
  url.searchParams.set('options', `${before === null ? '' : `${before} `}-c role=${role}`)
  return url.toString().replaceAll('+', '%20') // the driver does not read + as a space
}

/** Runs `work` on a connection of its own, which is ended afterwards whatever happens. */
export async function withClient<Answer>(connectionString: string, work: (client: pg.Client) => Promise<Answer>): Promise<Answer> {
  const client = new pg.Client({ connectionString, application_name: 'grobund', connectionTimeoutMillis: 20_000 })
  client.on('error', () => undefined) // a lost connection fails the query that waits; the event alone would end the process
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** Runs `work` while no other process holds the same lock in the same database; waits for its turn. */
export async function withAdvisoryLock<Answer>(client: pg.ClientBase, key: bigint, work: () => Promise<Answer>): Promise<Answer> {
  await client.query('select pg_advisory_lock($1)', [key.toString()])
  try {
    return await work()
  } finally {
    await client.query('select pg_advisory_unlock($1)', [key.toString()]).catch(() => undefined)
  }
}
