import pg from 'pg'
import { wireTypes } from '#platform/db/wire-types.ts'

/** A statement as the program sent it, and what the database answered. `turn`: those of one turn travelled together, the next waited for an answer. */
export type Sent = { name?: string; text: string; values: unknown[]; turn: number; answer: pg.QueryResult }

const wordsOf = ({ name, text, values }: Sent) => (values.length === 0 ? text : { ...(name === undefined ? {} : { name }), text, values })

type Query = (this: pg.Client, ...words: unknown[]) => Promise<pg.QueryResult>
const real: Query = Reflect.get(pg.Client.prototype, 'query')

const textOf = (query: unknown) =>
  typeof query === 'string' ? { text: query, values: [] } : (query as { name?: string; text: string; values?: unknown[] })

/** What `work` sends to the database, in order, with the answers. Nothing else may use the driver meanwhile. */
export async function recorded(work: () => Promise<unknown>): Promise<Sent[]> {
  const sent: Sent[] = []
  let [turn, answeredSince] = [0, false]
  const spy = async function (this: pg.Client, query: unknown, ...rest: unknown[]) {
    if (answeredSince) turn += 1
    answeredSince = false
    const sentIn = turn
    const answer = await Reflect.apply(real, this, [query, ...rest])
    answeredSince = true
    const { values = [], ...said } = textOf(query)
    sent.push({ ...said, values, turn: sentIn, answer })
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

/** Connections of the bare driver as one role that send the recorded statements, those of one turn together, and nothing else. */
export async function bare(connectionString: string, sent: readonly Sent[], clients: number) {
  const connections = Array.from({ length: clients }, () => new pg.Client({ connectionString, pipeline: true, types: wireTypes }))
  await Promise.all(connections.map((one) => one.connect()))
  const turns = Map.groupBy(sent, ({ turn }) => turn)
  return {
    once: async (client: number) => {
      const connection = connections[client % clients]
      if (connection === undefined) return
      for (const together of turns.values()) await Promise.all(together.map((one) => connection.query(wordsOf(one))))
    },
    end: () => Promise.all(connections.map((one) => one.end())),
  }
}
