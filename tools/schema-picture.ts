/**
 * Draws the database as the migrations leave it into `db/schema.sql`: `npx tsx tools/schema-picture.ts`. With `--check` it
 * writes nothing and fails when the file is not what the migrations give, so that a change of the schema shows in review.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { roles, socketConnection } from '#platform/db/connection.ts'
import { startTestServer, templateDatabase } from '../test/support/test-server.ts'
import { draw } from './schema-picture/draw.ts'
import { readCatalog } from './schema-picture/read.ts'

const picture = join(import.meta.dirname, '..', 'db', 'schema.sql')

/** What to say of a picture that differs: the first line that does, from both sides; null when there is none. */
export function firstDifference(kept: string, fresh: string): string | null {
  if (kept === fresh) return null
  const [keptLines, freshLines] = [kept.split('\n'), fresh.split('\n')]
  const at = freshLines.findIndex((line, index) => line !== keptLines[index])
  const line = at === -1 ? freshLines.length : at
  return `db/schema.sql line ${line + 1} differs:\n  kept:       ${keptLines[line] ?? '(the end)'}\n  migrations: ${freshLines[line] ?? '(the end)'}`
}

async function main(check: boolean): Promise<number> {
  const server = await startTestServer()
  try {
    const catalog = await readCatalog(socketConnection(server.socketFolder, roles.owner, templateDatabase))
    if (catalog.tables.length === 0) throw new Error('The migrated database has no tables: nothing was examined')
    const fresh = draw(catalog)
    if (!check) writeFileSync(picture, fresh)
    const difference = firstDifference(existsSync(picture) ? readFileSync(picture, 'utf8') : '', fresh)
    console.log(
      difference ??
        `schema picture: ${catalog.tables.length} tables and views, ${catalog.functions.length} functions; as kept in db/schema.sql`,
    )
    if (difference !== null) console.log('Draw it anew with npx tsx tools/schema-picture.ts, and commit it with the migration.')
    return difference === null ? 0 : 1
  } finally {
    await server.stop()
  }
}

if (import.meta.main) process.exitCode = await main(process.argv.includes('--check'))
