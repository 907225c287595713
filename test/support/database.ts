import { request } from 'node:http'
import { text } from 'node:stream/consumers'
import { inject } from 'vitest'
import { z } from 'zod'
import { type TestDatabase, databaseOn } from './database-on.ts'

export type { TestDatabase } from './database-on.ts'

/** Makes a database for the calling test file, in some 30 ms; close it in `afterAll`. The run's one server is started by the first call. */
export async function testDatabase(): Promise<TestDatabase> {
  return databaseOn(await serverSocket())
}

const answer = z.object({ socketFolder: z.string() })

/** Where the run's one server listens; it is started by the first who asks. */
export async function serverSocket(): Promise<string> {
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
