import type pg from 'pg'
import type { z } from 'zod'
import { type Statement, preparedName, toParameter } from './sql.ts'

/** The only way to the database inside a transaction. It answers nothing once the transaction has ended. */
export type Tx = {
  /** Every row of the query, each read by the schema; throws when a row does not fit it. */
  readonly rows: <Row>(schema: z.ZodType<Row>, query: Statement) => Promise<Row[]>
  /** The one row of the query; throws unless there is exactly one. */
  readonly one: <Row>(schema: z.ZodType<Row>, query: Statement) => Promise<Row>
  /** The row of the query or null; throws when there is more than one. */
  readonly maybe: <Row>(schema: z.ZodType<Row>, query: Statement) => Promise<Row | null>
  /** Runs a statement and answers how many rows it touched. */
  readonly run: (query: Statement) => Promise<number>
}

/**
 * A transaction's handle, and the way to shut it: waits for what was already asked, then refuses everything. `spoiled` once a statement
 * has failed, after which the server keeps nothing.
 */
export type OpenTx = { tx: Tx; shut: () => Promise<void>; spoiled: () => boolean }

/** Sends one statement on the connection of a transaction. */
export type Send = (query: string | pg.QueryConfig) => Promise<pg.QueryResult>

/**
 * A way to send on a pipelining connection by which statements of one turn of the event loop leave in one write: the server is woken
 * once for them, and so is the program.
 */
export function gathering(client: pg.Client): Send {
  const { stream } = client.connection
  let held = false
  return (query) => {
    if (!held) {
      held = true
      stream.cork()
      process.nextTick(() => {
        held = false
        stream.uncork()
      })
    }
    return client.query(query)
  }
}

/**
 * Wraps a pipelining connection on which a transaction was begun. Statements started side by side run one after the other, and reach the
 * server in one message: a page that asks for what does not depend on each other by `Promise.all` waits once for all of it.
 * With `still`, the transaction reads one unmoving snapshot: the same question again gets the answer that is there, without asking.
 */
export function openTx(sendOn: Send, { still }: { still: boolean }): OpenTx {
  let open = true
  let failed = false
  let last: Promise<unknown> = Promise.resolve()
  const send = (query: Statement): Promise<pg.QueryResult> => {
    if (!open) return Promise.reject(new Error('This transaction has ended; a query came after it (is an await missing?)'))
    const values = query.values.map(toParameter)
    const name = preparedName(query)
    const answer = sendOn({ text: query.text, values, ...(name === undefined ? {} : { name }) })
    last = Promise.allSettled([last, answer.catch(() => void (failed = true))])
    return answer
  }
  const known = new Map<string, Promise<pg.QueryResult>>()
  const ask = (query: Statement): Promise<pg.QueryResult> => {
    if (!still || !open) return send(query)
    const question = `${query.text} ${JSON.stringify(query.values.map(toParameter))}`
    const answer = known.get(question) ?? send(query)
    known.set(question, answer)
    return answer
  }
  const rows: Tx['rows'] = async (schema, query) => (await ask(query)).rows.map((row: unknown) => parseRow(schema, row, query))
  const maybe: Tx['maybe'] = async (schema, query) => {
    const found = await rows(schema, query)
    if (found.length > 1) throw new Error(`Expected at most one row, got ${found.length}: ${query.text}`)
    return found[0] ?? null
  }
  const one: Tx['one'] = async (schema, query) => {
    const [first, ...more] = await rows(schema, query)
    if (first === undefined || more.length > 0)
      throw new Error(`Expected one row, got ${first === undefined ? 0 : more.length + 1}: ${query.text}`)
    return first
  }
  const run: Tx['run'] = async (query) => (await send(query)).rowCount ?? 0
  const shut = async () => {
    open = false
    await last
  }
  return { tx: { rows, one, maybe, run }, shut, spoiled: () => failed }
}

// The message names the columns and the query, never a value: values may be personal.
function parseRow<Row>(schema: z.ZodType<Row>, row: unknown, query: Statement): Row {
  const parsed = schema.safeParse(row)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
  throw new Error(`A row does not fit its schema (${faults}): ${query.text}`)
}
