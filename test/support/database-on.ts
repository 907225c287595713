import { randomUUID } from 'node:crypto'
import { roles, socketConnection, withClient } from '#platform/db/connection.ts'
import { type Db, createDb } from '#platform/db/database.ts'
import { templateDatabase } from './test-server.ts'

/** A database of one test file: freshly migrated, empty, shared with nobody. */
export type TestDatabase = {
  name: string
  /** As the program sees it: the role that owns nothing, under row-level security. */
  db: Db
  /** As the owner, past row-level security: to prepare what a test needs and to look at what it left. */
  ownerDb: Db
  appConnection: string
  ownerConnection: string
  workerConnection: string
  superuserConnection: string
  /** Ends the connections and drops the database. */
  close: () => Promise<void>
}

/** How a test's database is made: connections for the program at most, and what it is a copy of. */
export type Making = { max?: number; template?: string }

/** Makes a database on a server whose socket folder one knows, in some 30 ms; ten connections for the program and empty, when not said. */
export async function databaseOn(socketFolder: string, { max = 10, template = templateDatabase }: Making = {}): Promise<TestDatabase> {
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const admin = socketConnection(socketFolder, 'postgres', 'postgres')
  await withClient(admin, async (client) => {
    await client.query(`create database ${name} template ${template} owner ${roles.owner}`)
    await client.query(`revoke all on database ${name} from public; grant connect on database ${name} to ${roles.app}, ${roles.worker}`)
  })
  const connect = (role: string) => socketConnection(socketFolder, role, name)
  const [db, ownerDb] = [createDb(connect(roles.app), { max }), createDb(connect(roles.owner), { max: 3 })]
  return {
    name,
    db,
    ownerDb,
    appConnection: connect(roles.app),
    ownerConnection: connect(roles.owner),
    workerConnection: connect(roles.worker),
    superuserConnection: connect('postgres'),
    close: async () => {
      await Promise.all([db.close(), ownerDb.close()])
      await withClient(admin, (client) => client.query(`drop database ${name} with (force)`))
    },
  }
}
