import { z } from 'zod'
import { movableClock } from '#platform/clock.ts'
import { socketConnection, withClient } from '#platform/db/connection.ts'
import { superuser } from '#platform/db/embedded/cluster.ts'
import { idColumn } from '#platform/db/row.ts'
import { createLog } from '#platform/log.ts'
import { createProgram } from '../../src/app.ts'
import type { DemoCitizen } from '../../src/demo/invite.ts'
import type { Theatre } from '../../src/demo/play.ts'
import { demoOpensAt, seedDemo } from '../../src/demo/seed.ts'
import { serverSocket } from './database.ts'
import { type TestDatabase, databaseOn } from './database-on.ts'

/** The demo's year as it stands when it opens: a database of the caller's own, the clock at that moment, and the citizens one may be. */
export type PlayedDemo = { database: TestDatabase; clock: Theatre['clock']; citizens: readonly DemoCitizen[] }

const played = 'grobund_played_demo'
const playing = 20_150_901 // the lock under which one file plays while the others wait

const citizen = z.object({
  accountId: idColumn<'account'>(),
  personId: idColumn<'person'>(),
  name: z.string(),
  note: z.object({ da: z.string(), en: z.string() }),
})
const left = z.object({ now: z.string(), citizens: z.array(citizen) })
type Left = z.infer<typeof left>

/** The demo, played once in a run of tests by the first file that asks; everybody gets a copy. The caller closes the database. */
export async function playedDemo(): Promise<PlayedDemo> {
  const socketFolder = await serverSocket()
  const { now, citizens } = await playedOnce(socketFolder)
  const database = await databaseOn(socketFolder, { template: played })
  return { database, clock: movableClock(Temporal.Instant.from(now)), citizens }
}

// What the play left beside its database stands as that database's comment, so that whoever finds the one finds the other.
async function playedOnce(socketFolder: string): Promise<Left> {
  return withClient(socketConnection(socketFolder, superuser, 'postgres'), async (admin) => {
    await admin.query('select pg_advisory_lock($1)', [playing])
    const known = await admin.query<{ note: string }>(
      "select shobj_description(oid, 'pg_database') as note from pg_database where datname = $1",
      [played],
    )
    if (known.rows[0] !== undefined) return left.parse(JSON.parse(known.rows[0].note))
    const scene = await databaseOn(socketFolder)
    try {
      const told = await play(scene)
      await Promise.all([scene.db.close(), scene.ownerDb.close()])
      await admin.query(`alter database ${scene.name} rename to ${played}`)
      await admin.query(`comment on database ${played} is ${admin.escapeLiteral(JSON.stringify(told))}`)
      return told
    } catch (error) {
      await scene.close().catch(() => undefined) // the play's own fault is the one to tell
      throw error
    }
  })
}

async function play({ db }: TestDatabase): Promise<Left> {
  const clock = movableClock(demoOpensAt.start)
  const { runDue } = createProgram({
    db,
    clock,
    log: createLog('fatal'),
    publicUrl: () => 'http://localhost',
    secure: false,
    secret: 'an invented secret of the tests, 32 long',
  })
  const citizens = await seedDemo({ db, clock, runDue })
  return { now: clock.now().toString(), citizens }
}
