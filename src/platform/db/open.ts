import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { roles, withClient, withRole } from './connection.ts'
import { type Db, createDb } from './database.ts'
import { startEmbedded } from './embedded/embedded.ts'
import { ensureRoles } from './ensure-roles.ts'
import type { Log } from './log.ts'
import { migrate, requireMigrated } from './migrate.ts'

/** Where the database is: a folder for the embedded one, or the addresses of a server that runs already. */
export type DatabaseConfig = {
  dataDir: string
  /** The program's own login on a server: a member of grobund_app that owns nothing. Without it the embedded server is started. */
  databaseUrl?: string | undefined
  /** The login that owns the tables: migrates, backs up, restores. Without it the database must be migrated already. */
  databaseOwnerUrl?: string | undefined
  /** The login of the job queue; without it the owner's is used, in the worker's role. */
  databaseWorkerUrl?: string | undefined
}

/** The open, migrated database. */
export type OpenDatabase = {
  db: Db
  /** Null where the program was not given the owner's address. */
  ownerConnection: string | null
  workerConnection: string
  /** Ends the connections and stops the embedded server. End the job worker first. */
  close: () => Promise<void>
}

/**
 * Opens the database and brings it up to date. Waits up to a minute for a server that is still coming up, and says so.
 * Throws one sentence when it cannot be used: too old, in the wrong encoding, or a login that could pass row-level security.
 */
export async function openDatabase(config: DatabaseConfig, log: Log): Promise<OpenDatabase> {
  return config.databaseUrl === undefined
    ? openEmbedded(config.dataDir, log)
    : openServer({ ...config, databaseUrl: config.databaseUrl }, log)
}

async function openEmbedded(dataDir: string, log: Log): Promise<OpenDatabase> {
  const embedded = await startEmbedded({ dataDir, log })
  try {
    announce(await migrate(embedded.ownerConnection), log)
  } catch (error) {
    await embedded.stop()
    throw error
  }
  const db = pool(embedded.appConnection, log)
  const close = async () => {
    await db.close()
    await embedded.stop()
  }
  return { db, ownerConnection: embedded.ownerConnection, workerConnection: embedded.workerConnection, close }
}

async function openServer(config: DatabaseConfig & { databaseUrl: string }, log: Log): Promise<OpenDatabase> {
  const { databaseUrl, databaseOwnerUrl, databaseWorkerUrl } = config
  const workerConnection = databaseWorkerUrl ?? (databaseOwnerUrl === undefined ? undefined : withRole(databaseOwnerUrl, roles.worker))
  if (workerConnection === undefined)
    throw new Error('DATABASE_URL needs DATABASE_OWNER_URL beside it, or DATABASE_WORKER_URL when another process migrates')
  await waitFor(databaseOwnerUrl ?? databaseUrl, log)
  if (databaseOwnerUrl !== undefined) {
    await requireServer(databaseOwnerUrl)
    await requireRoles(databaseOwnerUrl)
    announce(await migrate(databaseOwnerUrl), log)
  }
  await requireServer(databaseUrl)
  await requireHarmless(databaseUrl)
  if (databaseOwnerUrl === undefined) await requireMigrated(databaseUrl)
  const db = pool(databaseUrl, log)
  return { db, ownerConnection: databaseOwnerUrl ?? null, workerConnection, close: db.close }
}

function pool(connectionString: string, log: Log): Db {
  return createDb(connectionString, { onLostConnection: (error) => log.warn(`A database connection was lost: ${error.message}`) })
}

function announce(applied: readonly string[], log: Log): void {
  if (applied.length > 0) log.info(`Brought the database up to date: ${applied.join(', ')}`)
}

const comingUp = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'ENOENT', '57P03'])

async function waitFor(connectionString: string, log: Log): Promise<void> {
  for (let round = 0; ; round += 1) {
    try {
      return await withClient(connectionString, async () => undefined)
    } catch (error) {
      const code = error instanceof Error && 'code' in error ? String(error.code) : ''
      const reason = error instanceof Error && error.message !== '' ? error.message : code
      if (!comingUp.has(code) || round === 60) throw new Error(`The database does not answer: ${reason}`, { cause: error })
      if (round === 0) log.warn(`The database does not answer yet (${reason}); waiting up to a minute for it`)
      await sleep(1_000)
    }
  }
}

async function requireServer(connectionString: string): Promise<void> {
  const { version, encoding } = await ask<{ version: number; encoding: string }>(
    connectionString,
    `select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`,
  )
  if (version < 160_000) throw new Error(`Grobund needs PostgreSQL 16 or newer; this server is ${Math.floor(version / 10_000)}`)
  if (encoding !== 'UTF8') throw new Error(`Grobund needs a database in UTF8; this one is in ${encoding}`)
}

async function requireRoles(ownerConnection: string): Promise<void> {
  const names = Object.values(roles).map(pg.escapeLiteral).join(', ')
  const { there, member } = await ask<{ there: boolean; member: boolean }>(
    ownerConnection,
    `select count(*) = 3 as there,
       coalesce(bool_or(rolname = '${roles.owner}' and pg_has_role(current_user, oid, 'set')), false) and
       coalesce(bool_or(rolname = '${roles.worker}' and pg_has_role('${roles.owner}', oid, 'set')), false) as member
     from pg_roles where rolname in (${names})`,
  ).catch(() => ({ there: false, member: false })) // the worker's role may be there and the owner's not
  if (there && member) return
  try {
    await ensureRoles(ownerConnection)
  } catch (error) {
    const all = Object.values(roles)
    const commands = [
      ...all.map((role) => `create role ${role} login nosuperuser nobypassrls;`),
      `grant ${roles.worker} to ${roles.owner};`,
    ]
    throw new Error(
      `The roles ${all.join(', ')} must be on the server, and DATABASE_OWNER_URL must log in as ${roles.owner}. Its administrator runs: ${commands.join(' ')}`,
      { cause: error },
    )
  }
}

async function requireHarmless(appConnection: string): Promise<void> {
  const { role, mighty, owns, member } = await ask<{ role: string; mighty: boolean; owns: boolean; member: boolean }>(
    appConnection,
    `select current_user::text as role, rolsuper or rolbypassrls as mighty,
       exists (select from pg_class where pg_has_role(current_user, relowner, 'usage')) as owns,
       pg_has_role(current_user, '${roles.app}', 'usage') as member
     from pg_roles where rolname = current_user`,
  )
  if (mighty || owns)
    throw new Error(
      `DATABASE_URL logs in as ${role}, which could see past row-level security; use a login that is neither superuser nor owner, such as ${roles.app}`,
    )
  if (!member) throw new Error(`DATABASE_URL logs in as ${role}, which lacks the program's rights; run: grant ${roles.app} to ${role}`)
}

async function ask<Row extends pg.QueryResultRow>(connectionString: string, query: string): Promise<Row> {
  const [row] = await withClient(connectionString, async (client) => (await client.query<Row>(query)).rows)
  if (row === undefined) throw new Error('The database gave no answer')
  return row
}
