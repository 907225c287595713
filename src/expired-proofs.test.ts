import { expect, test } from 'vitest'
import { z } from 'zod'
import { addOrganisation, addStaff, openSession } from '#modules/access/index.ts'
import { realClock } from '#platform/clock.ts'
import { nobody } from '#platform/db/database.ts'
import { sql } from '#platform/db/sql.ts'
import { createLog } from '#platform/log.ts'
import { testDatabase } from '../test/support/database.ts'
import { createProgram } from './app.ts'

test('a session that ran out without a sign-out keeps no proof of its provider, and one that lasts keeps it for the sign-out', async () => {
  const { db, ownerDb, close } = await testDatabase()
  const parts = { db, clock: realClock, log: createLog('silent'), publicUrl: () => 'https://grobund.example', secure: false }
  const program = createProgram({ ...parts, secret: 'an invented secret of the tests, 32 long' })
  const now = realClock.now()
  await db.transaction(nobody(realClock.today()), async (tx) => {
    const house = { key: 'x', name: 'Næstved Kommune', shortName: 'N', letter: 'N', municipalityCode: '0370' }
    const organisationId = await addOrganisation(tx, house)
    const { accountId } = await addStaff(tx, { name: 'Finn', email: 'finn@grobund.invalid', organisationId, roles: ['coach'], at: now })
    for (const [hours, sealedProof] of [
      [13, 'run out'],
      [1, 'lasts'],
    ] as const)
      await openSession(tx, {
        accountId,
        organisationId,
        at: now.subtract({ hours }),
        outside: { provider: 'staff', level: 'high', sealedProof },
      })
  })
  expect(await program.runDue()).toBeGreaterThan(0)
  const kept = await ownerDb.read(nobody(realClock.today()), (tx) =>
    tx.rows(z.object({ sealed_proof: z.string() }), sql`select sealed_proof from access.session where sealed_proof is not null`),
  )
  expect(kept).toEqual([{ sealed_proof: 'lasts' }])
  await close()
})
