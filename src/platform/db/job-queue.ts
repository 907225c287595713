import { Logger, runMigrations } from 'graphile-worker'
import pg from 'pg'
import { roles, withRole } from './connection.ts'

const quiet = new Logger(() => () => undefined)

/**
 * Brings graphile-worker's own schema up to date. It belongs to the worker's role, because its tables have row-level
 * security without policies: only their owner, and members of that role, see any row.
 */
export async function migrateJobQueue(client: pg.ClientBase, ownerConnection: string): Promise<void> {
  const { rows } = await client.query<{ there: boolean; database: string }>(
    `select to_regclass('graphile_worker.migrations') is not null as there, current_database() as database`,
  )
  const database = pg.escapeIdentifier(rows[0]?.database ?? '')
  const fresh = rows[0]?.there !== true
  // The library asks for the schema to be made even where it is, and that needs the right to make one.
  if (fresh)
    await client.query(
      `grant create on database ${database} to ${roles.worker}; create schema if not exists graphile_worker authorization ${roles.worker}`,
    )
  const pool = new pg.Pool({ connectionString: withRole(ownerConnection, roles.worker), max: 2 })
  pool.on('error', () => undefined)
  pool.on('connect', (connection) => connection.on('error', () => undefined))
  try {
    await runMigrations({ pgPool: pool, logger: quiet })
  } finally {
    await pool.end()
    if (fresh) await client.query(`revoke create on database ${database} from ${roles.worker}`)
  }
}
