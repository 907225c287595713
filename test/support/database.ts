import { randomUUID } from 'node:crypto'
import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { inject } from 'vitest'
import { z } from 'zod'
import { roles, socketConnection, withClient } from '#platform/db/connection.ts'
import { type Db, createDb } from '#platform/db/database.ts'
import { templateDatabase } from './test-server.ts'

/** A database of one test file: freshly migrated, empty, shared with nobody. */
export type TestDatabase = {
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

/** Makes a database for the calling test file, in some 30 ms; close it in `afterAll`. The run's one server is started by the first call. */
export async function testDatabase(): Promise<TestDatabase> {
  const socketFolder = await serverSocket()
  const name = `test_${randomUUID().replaceAll('-', '')}`
  const admin = socketConnection(socketFolder, 'postgres', 'postgres')
  await withClient(admin, async (client) => {
    await client.query(`create database ${name} template ${templateDatabase} owner ${roles.owner}`)
    await client.query(`revoke all on database ${name} from public; grant connect on database ${name} to ${roles.app}, ${roles.worker}`)
  })
  const connect = (role: string) => socketConnection(socketFolder, role, name)
  const [db, ownerDb] = [createDb(connect(roles.app)), createDb(connect(roles.owner), { max: 3 })]
  return {
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

const answer = z.object({ socketFolder: z.string() })

async function serverSocket(): Promise<string> {
  const [status, body] = await new Promise<[number, string]>((resolve, reject) => {
    const ask = request({ socketPath: inject('testServerDoor'), path: '/' }, (response) => {
      text(response).then((said) => resolve([response.statusCode ?? 0, said]), reject)
    })
    ask.on('error', reject)
    ask.end()
  })
  if (status !== 200) throw new Error(`The test database is not there: ${body}`)
  return answer.parse(JSON.parse(body)).socketFolder
}
