import { Logger, run } from 'graphile-worker'
import pg from 'pg'
import type { Log } from './log.ts'

/** The job worker of this process. */
export type Worker = { stop: () => Promise<void> }

type Task = () => Promise<void>

/**
 * Runs the tasks as the queue's own role: `tasks` by name, `crontab` lines that put them in the queue. A task that fails is tried again.
 * What it failed of stands in `log` alone: the queue keeps a failure's words, and a database's words may quote a person's.
 */
export async function startWorker(connection: string, tasks: Record<string, Task>, crontab: string, log: Log): Promise<Worker> {
  const pool = new pg.Pool({ connectionString: connection, max: 3, application_name: 'grobund worker' })
  pool.on('error', () => undefined) // unheard, an idle connection's end would end the process
  pool.on('connect', (client) => client.on('error', () => undefined))
  const taskList = Object.fromEntries(Object.entries(tasks).map(([name, task]) => [name, told(name, task, log)]))
  const runner = await run({ pgPool: pool, noHandleSignals: true, taskList, crontab, logger: queueLog(log) })
  return {
    stop: async () => {
      await runner.stop()
      await pool.end()
    },
  }
}

class FailedTask extends Error {}

function told(name: string, task: Task, log: Log): Task {
  return async () => {
    try {
      await task()
    } catch (error) {
      log.error({ err: error, task: name }, 'a task failed and is tried again')
      throw new FailedTask(`${name} failed; the program's log says of what`)
    }
  }
}

/** The library's own words as lines of our log; its errors go as errors, which the log keeps free of data, and a task's are told already. */
function queueLog(log: Log): Logger {
  return new Logger(() => (level, message, meta) => {
    const error: unknown = meta['error']
    if (error instanceof FailedTask) return
    const telling = level === 'error' || level === 'warning' ? log.warn.bind(log) : log.debug.bind(log)
    if (error === undefined) telling(message)
    else telling({ err: error }, 'the job queue met a fault')
  })
}
