import { readConfig } from '#platform/config.ts'
import { type OpenDatabase, openDatabase } from '#platform/db/open.ts'
import { createLog } from '#platform/log.ts'

/** Opens the database of the settings for one command, and closes it whatever happens. */
export async function withDatabase(work: (database: OpenDatabase) => Promise<void>): Promise<void> {
  const config = readConfig(process.env, 'serve')
  const database = await openDatabase(config, createLog(config.logLevel))
  try {
    await work(database)
  } finally {
    await database.close()
  }
}
