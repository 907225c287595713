import pg from 'pg'
import { roles, withAdvisoryLock, withClient } from './connection.ts'

// Any fixed number: processes that prepare the same server meet here.
const rolesLock = 7_146_001n

/**
 * Makes the three roles where they are missing, and the owner a member of the worker's role, so that what it owns may reach
 * the job queue. They are made without a password: on a socket none is needed, on a server its administrator sets them.
 * Needs a login that may make roles.
 */
export async function ensureRoles(adminConnection: string): Promise<void> {
  await withClient(adminConnection, (client) =>
    withAdvisoryLock(client, rolesLock, async () => {
      for (const role of Object.values(roles)) await ensureRole(client, role)
      await client.query(`grant ${roles.worker} to ${roles.owner}`)
    }),
  )
}

async function ensureRole(client: pg.ClientBase, role: string): Promise<void> {
  const { rowCount } = await client.query('select from pg_roles where rolname = $1', [role])
  if (rowCount === 0) await client.query(`create role ${role} login nosuperuser nocreatedb nocreaterole noreplication nobypassrls`)
}

/** Makes a database that the owner role owns and nobody else may enter but the program; does nothing when it is there. */
export async function ensureDatabase(adminConnection: string, database: string): Promise<void> {
  const name = pg.escapeIdentifier(database)
  await withClient(adminConnection, (client) =>
    withAdvisoryLock(client, rolesLock, async () => {
      const { rowCount } = await client.query('select from pg_database where datname = $1', [database])
      if (rowCount === 0) await client.query(`create database ${name} owner ${roles.owner} encoding 'UTF8' template template0`)
      await client.query(`revoke all on database ${name} from public; grant connect on database ${name} to ${roles.app}, ${roles.worker}`)
    }),
  )
}
