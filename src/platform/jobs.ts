import { run } from 'graphile-worker'
import pg from 'pg'

/** The job worker of this process. */
export type Worker = { stop: () => Promise<void> }

/** Runs the tasks as the queue's own role: `tasks` by name, `crontab` lines that put them in the queue. */
export async function startWorker(connection: string, tasks: Record<string, () => Promise<void>>, crontab: string): Promise<Worker> {
  const pool = new pg.Pool({ connectionString: connection, max: 3, application_name: 'grobund worker' })
  pool.on('error', () => undefined) // unheard, an idle connection's end would end the process
  pool.on('connect', (client) => client.on('error', () => undefined))
  const runner = await run({ pgPool: pool, noHandleSignals: true, taskList: tasks, crontab })
  return {
    stop: async () => {
      await runner.stop()
      await pool.end()
    },
  }
}
