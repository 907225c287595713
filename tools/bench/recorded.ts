import pg from 'pg'
import { wireTypes } from '#platform/db/wire-types.ts'

/** A statement as the program sent it, and what the database answered. */
export type Sent = { name?: string; text: string; values: unknown[]; answer: pg.QueryResult }

type Query = (this: pg.Client, ...words: unknown[]) => Promise<pg.QueryResult>
const real: Query = Reflect.get(pg.Client.prototype, 'query')

const textOf = (query: unknown) =>
  typeof query === 'string' ? { text: query, values: [] } : (query as { name?: string; text: string; values?: unknown[] })

/** What `work` sends to the database, in order, with the answers. Nothing else may use the driver meanwhile. */
export async function recorded(work: () => Promise<unknown>): Promise<Sent[]> {
  const sent: Sent[] = []
  const spy = async function (this: pg.Client, query: unknown, ...rest: unknown[]) {
    const answer = await Reflect.apply(real, this, [query, ...rest])
    const { values = [], ...said } = textOf(query)
    sent.push({ ...said, values, answer })
    return answer
  }
  Reflect.set(pg.Client.prototype, 'query', spy)
  try {
    await work()
  } finally {
    Reflect.set(pg.Client.prototype, 'query', real)
  }
  return sent
}

/** Runs `work` with every statement answered at once by what was recorded for its text: the program without its database. */
export async function answered<Answer>(sent: readonly Sent[], work: () => Promise<Answer>): Promise<Answer> {
  const answers = new Map(sent.map((one) => [one.text, one.answer]))
  const stub = (query: unknown) => {
    const answer = answers.get(textOf(query).text)
    return answer === undefined
      ? Promise.reject(new Error(`nothing was recorded for ${textOf(query).text.slice(0, 80)}`))
      : Promise.resolve(answer)
  }
  Reflect.set(pg.Client.prototype, 'query', stub)
  try {
    return await work()
  } finally {
    Reflect.set(pg.Client.prototype, 'query', real)
  }
}

/** Connections of the bare driver as one role that send the recorded statements, and nothing else. */
export async function bare(connectionString: string, sent: readonly Sent[], clients: number) {
  const connections = Array.from({ length: clients }, () => new pg.Client({ connectionString, types: wireTypes }))
  await Promise.all(connections.map((one) => one.connect()))
  return {
    once: async (client: number) => {
      const connection = connections[client % clients]
      for (const { answer: _, ...said } of sent) await connection?.query(said.values.length === 0 ? said.text : said)
    },
    end: () => Promise.all(connections.map((one) => one.end())),
  }
}
