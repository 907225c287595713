import { type TestDatabase, databaseOn } from '../../test/support/database-on.ts'
import { type TestServer, startTestServer } from '../../test/support/test-server.ts'

/** Gives `work` a way to durable databases of its own, on a server that is started when the first is asked for and stopped afterwards. */
export async function withServer<Answer>(work: (database: () => Promise<TestDatabase>) => Promise<Answer>): Promise<Answer> {
  let server: Promise<TestServer> | undefined
  const made: TestDatabase[] = []
  const database = async () => {
    server ??= startTestServer(undefined, undefined, 'durable')
    const one = await databaseOn((await server).socketFolder)
    made.push(one)
    return one
  }
  try {
    return await work(database)
  } finally {
    for (const one of made) await one.close()
    await (await server)?.stop()
  }
}
