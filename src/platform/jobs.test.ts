import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { type TestDatabase, testDatabase } from '../../test/support/database.ts'
import { withClient } from './db/connection.ts'
import { startWorker } from './jobs.ts'
import { createLog } from './log.ts'

let base: TestDatabase
beforeAll(async () => {
  base = await testDatabase()
})
afterAll(() => base.close())

test('of a failed task the log tells the kind and the task, and neither log nor queue the words the database quoted', async () => {
  const lines: string[] = []
  const log = createLog('debug', { write: (line) => lines.push(line) })
  const due = async () => {
    await withClient(base.appConnection, (client) => client.query('select $1::text::uuid', ['Erna Sletmig']))
  }
  const ask = (statement: string) => withClient(base.workerConnection, async (client) => (await client.query(statement)).rows)
  await ask(`select graphile_worker.add_job('due')`)
  const worker = await startWorker(base.workerConnection, { due }, '', log)
  const kept = await vi.waitFor(async () => {
    const rows = await ask(`select last_error from graphile_worker._private_jobs`)
    expect(rows).toMatchObject([{ last_error: expect.stringContaining('due failed') }])
    return rows
  })
  await worker.stop()
  expect(lines.join('')).toContain('"code":"22P02"')
  expect(lines.join('')).toContain('"task":"due"')
  expect(lines.join('') + JSON.stringify(kept)).not.toContain('Sletmig')
})
