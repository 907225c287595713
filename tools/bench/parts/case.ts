import { assert } from '#kernel/result.ts'
import { movableClock, realClock } from '#platform/clock.ts'
import { nobody, sql } from '#platform/db/database.ts'
import { createLog } from '#platform/log.ts'
import { sessionCookie } from '#platform/http/server.ts'
import { openSession, organisations, staff } from '#modules/access/index.ts'
import { z } from 'zod'
import { createProgram } from '../../../src/app.ts'
import { demoOpensAt, seedDemo } from '../../../src/demo/seed.ts'
import type { TestDatabase } from '../../../test/support/database-on.ts'
import { type Rate, rate } from '../measure.ts'
import type { BenchPart } from '../part.ts'
import { answered, bare, recorded } from '../recorded.ts'

/** The whole case on one page: one with twelve months behind it, and one that has just begun to wait. */
export const casePage: BenchPart = {
  name: 'case',
  about:
    'The case page as the programme manager opens it, the reading logged before the answer: a case with twelve months of history (intake, a run through ' +
    'both phases, sessions and a class, plan, budgets, loan, business), by one client and by four. Beside it a case of six weeks that waits for a place, ' +
    'the page’s statements by the bare driver, and the program with the database’s answers recorded.',
  run: async ({ full, database, say }) => {
    say('playing the demo’s year')
    const { open, appConnection } = await prepared(await database())
    const seconds = full ? 8 : 2
    say('measuring')
    const [long, short] = [open('Amina Yıldız'), open('Fatou Jallow')]
    const [year, weeks] = [await rate({ clients: 1, seconds }, await long), await rate({ clients: 1, seconds }, await short)]
    const many: Rate = await rate({ clients: 4, seconds }, await long)
    const sent = await recorded(await long)
    const driver = await bare(appConnection, sent, 1)
    const statements = await rate({ clients: 1, seconds }, driver.once)
    await driver.end()
    const rendering = await answered(sent, async () => rate({ clients: 1, seconds }, await long))
    return [
      {
        what: 'Case page, twelve months of history (median)',
        value: year.p50Ms,
        unit: 'ms',
        against: { what: 'a case of six weeks', value: weeks.p50Ms },
      },
      { what: 'slowest of a hundred (p99)', value: year.p99Ms, unit: 'ms' },
      { what: 'its statements alone (median)', value: statements.p50Ms, unit: 'ms' },
      { what: 'the program alone (median)', value: rendering.p50Ms, unit: 'ms' },
      { what: 'pages by four clients', value: many.perSecond, unit: '/s' },
    ]
  },
}

async function prepared({ db, ownerDb, appConnection }: TestDatabase) {
  const clock = movableClock(demoOpensAt.start)
  let runDue: () => Promise<number> = () => Promise.resolve(0)
  const secret = 'an invented secret of the bench, 32 long'
  const parts = { db, clock, log: createLog('fatal'), publicUrl: () => 'http://localhost', secure: false, secret }
  const program = createProgram(parts)
  runDue = program.runDue
  await seedDemo({ db, clock, runDue })
  const token = await db.transaction(nobody(clock.today()), async (tx) => {
    for (const { id: organisationId } of await organisations(tx)) {
      const [manager] = await staff(tx, { organisationId, role: 'programme_manager' })
      if (manager !== undefined) return openSession(tx, { accountId: manager.accountId, organisationId, at: realClock.now() })
    }
    throw new Error('The demo has a programme manager')
  })
  const open = async (name: string) => {
    const { id } = await ownerDb.read(nobody(clock.today()), (tx) =>
      tx.one(
        z.object({ id: z.string() }),
        sql`select s.case_id as id from caseload.standing s join people.contact c on c.person_id = s.person_id where c.name = ${name}`,
      ),
    )
    return async () => {
      const answer = await program.server.request(`http://localhost/cases/${id}`, {
        headers: { cookie: `${sessionCookie}=${token}; lang=da` },
      })
      assert(answer.status === 200, `the case page answered ${answer.status}`)
      await answer.text()
    }
  }
  return { open, appConnection }
}
