import { AsyncLocalStorage } from 'node:async_hooks'
import pg from 'pg'
import { type Context, type Mode, opening } from './context.ts'
import { type Send, type Tx, gathering, openTx } from './transaction.ts'
import { wireTypes } from './wire-types.ts'

export { type Context, nobody } from './context.ts'
export { brokenConstraint, refusing } from './refusing.ts'
export { Sql, empty, join, json, prepared, raw, sql, statement } from './sql.ts'
export type { Tx } from './transaction.ts'

/**
 * The database, outside of any transaction. There is no way to query it but through one, so that who acts is always said.
 * Inside a transaction only its `tx` may be used: calling a method of the same `Db` in there throws.
 */
export type Db = {
  /**
   * Runs `work` in one transaction and commits; rolls back when it throws, and when it answers a refusal (`{ ok: false, refusal }`),
   * for a refused action writes nothing. A deadlock or a lost race runs `work` again from the start, so it must do nothing
   * outside of the database.
   */
  readonly transaction: <Answer>(context: Context, work: (tx: Tx) => Promise<Answer>) => Promise<Answer>
  /** The same, but a refusal is committed too: for what must be written of a denied attempt. */
  readonly transactionKeeping: <Answer>(context: Context, work: (tx: Tx) => Promise<Answer>) => Promise<Answer>
  /** The same, but nothing is kept: what an act would do, told by the act itself. Locks are held as long as it takes. */
  readonly preview: <Answer>(context: Context, work: (tx: Tx) => Promise<Answer>) => Promise<Answer>
  /** Runs `work` on one unmoving snapshot that cannot be written to. */
  readonly read: <Answer>(context: Context, work: (tx: Tx) => Promise<Answer>) => Promise<Answer>
  /** Ends every connection, after the transactions that run. */
  readonly close: () => Promise<void>
}

/** How a pool behaves; every setting has a default. */
export type DbOptions = {
  /** Connections at most; 10. */
  max?: number
  /** Milliseconds after which the server gives up a statement; 30,000. */
  statementTimeoutMs?: number
  /** Told of an idle connection's end, as when the server stops; the pool makes a new one when one is needed. */
  onLostConnection?: (error: Error) => void
}

/** A pool of connections to one database as one role, by connection string (`postgresql://role@/name?host=/socket/folder` for a socket). */
export function createDb(connectionString: string, options: DbOptions = {}): Db {
  const { max = 10, statementTimeoutMs = 30_000, onLostConnection = () => undefined } = options
  const pool = new pg.Pool({ connectionString, max, pipeline: true, types: wireTypes, application_name: 'grobund' })
  pool.on('error', onLostConnection) // without a listener an idle connection's end would end the process
  const inside = new AsyncLocalStorage<{ open: boolean }>()

  async function begin<Answer>(context: Context, kind: Kind, work: (tx: Tx) => Promise<Answer>): Promise<Answer> {
    if (inside.getStore()?.open === true)
      throw new Error('A transaction of the same pool was asked for inside a transaction; hand its tx down')
    const start = opening(context, kind.mode, statementTimeoutMs)
    return withRetries(async () => {
      const scope = { open: true }
      try {
        return await attempt(pool, start, kind, (tx) => inside.run(scope, () => work(tx)))
      } finally {
        scope.open = false
      }
    })
  }

  return {
    transaction: (context, work) => begin(context, { mode: 'write', keep: 'accepted' }, work),
    transactionKeeping: (context, work) => begin(context, { mode: 'write', keep: 'always' }, work),
    preview: (context, work) => begin(context, { mode: 'write', keep: 'never' }, work),
    read: (context, work) => begin(context, { mode: 'read', keep: 'accepted' }, work),
    close: () => pool.end(),
  }
}

type Kind = { mode: Mode; keep: 'accepted' | 'always' | 'never' }

async function attempt<Answer>(pool: pg.Pool, start: string, kind: Kind, work: (tx: Tx) => Promise<Answer>): Promise<Answer> {
  const client = await pool.connect()
  let fault: Error | undefined
  // A connection that dies between two statements says so by an event; unheard, it would end the process.
  const onError = (error: Error) => {
    fault = error
  }
  client.on('error', onError)
  const send = gathering(client)
  const { tx, shut, spoiled } = openTx(send, { still: kind.mode === 'read' })
  try {
    const started = send(start)
    // A reading's first statements travel with its beginning. One that writes waits: had it not begun, they would be kept one by one.
    if (kind.mode === 'write') await started
    const [answer] = await Promise.all([work(tx), started])
    await shut()
    if (kind.mode === 'read') leave(send, spoiled())
    else await end(send, kind.keep === 'always' || (kind.keep === 'accepted' && !isRefusal(answer)) ? 'commit' : 'rollback')
    return answer
  } catch (error) {
    await shut()
    await send('rollback').catch((broken: Error) => {
      fault = broken
    })
    throw error
  } finally {
    client.off('error', onError)
    client.release(fault) // a connection with a fault is closed, not reused
  }
}

const swallowed = 'The transaction was rolled back: a failed statement in it was caught'

// The server answers a commit of a spoiled transaction with ROLLBACK: work that swallowed an error must not pass for done.
async function end(send: Send, how: 'commit' | 'rollback'): Promise<void> {
  const { command } = await send(how)
  if (how === 'commit' && command !== 'COMMIT') throw new Error(swallowed)
}

// A reading has nothing that could fail to be kept, so nobody waits for its end: it travels before whatever the connection is used for
// next. Should the connection break meanwhile, the pool hears of it by the connection's own event.
function leave(send: Send, spoiled: boolean): void {
  if (spoiled) throw new Error(swallowed)
  send('commit').catch(() => undefined)
}

function isRefusal(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && 'ok' in answer && answer.ok === false && 'refusal' in answer
}

const lostRaces = new Set(['40001', '40P01']) // serialization failure, deadlock

async function withRetries<Answer>(work: () => Promise<Answer>): Promise<Answer> {
  for (let round = 1; ; round += 1) {
    try {
      return await work()
    } catch (error) {
      const lostRace = error instanceof pg.DatabaseError && lostRaces.has(error.code ?? '')
      if (!lostRace || round === 5) throw error
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 20 * 2 ** round))
    }
  }
}
