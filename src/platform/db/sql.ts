import { Sql, default as sql, empty, join, raw } from 'sql-template-tag'

export { Sql, empty, join, raw, sql }

/** What is sent: a text with $1, $2, … and the values that go there. */
export type Statement = Pick<Sql, 'text' | 'values'>

const names = new WeakMap<Statement, string>()

/**
 * The same statement, planned once for each connection and kept under its name; for what is asked at every page and whose planning
 * costs as much as its running. One name is one text: the driver throws when two texts claim it. There must be few of them.
 */
export function prepared(name: string, query: Sql): Sql {
  names.set(query, name)
  return query
}

/** The name that `prepared` gave a statement, if it did. */
export function preparedName(query: Statement): string | undefined {
  return names.get(query)
}

/**
 * A statement asked so often that even putting its text together counts: built once, under its name, with the names of its values in
 * their places (a name may stand in many). Answers the statement for given values.
 */
export function statement(name: string, template: Sql): (given: Readonly<Record<string, unknown>>) => Statement {
  const places = template.values.map(String)
  const order = [...new Set(places)]
  const text = template.strings.reduce((whole, part, index) => `${whole}$${order.indexOf(places[index - 1] ?? '') + 1}${part}`)
  return (given) => {
    const ready = { text, values: order.map((place) => given[place]) }
    names.set(ready, name)
    return ready
  }
}

/** A value as JSON text for a `json` or `jsonb` parameter, arrays too; whole numbers beyond a double's reach become texts. */
export function json(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) => (typeof part === 'bigint' ? part.toString() : part))
}

/**
 * A template's value in the form the driver sends. Days and instants become ISO text, a list becomes a PostgreSQL array,
 * a plain object becomes JSON. Throws on `undefined` and on `Date`: both are slips, and the driver would send something else than meant.
 */
export function toParameter(value: unknown): unknown {
  if (value === undefined) throw new TypeError('A query parameter is undefined; say null when nothing is meant')
  if (value instanceof Date) throw new TypeError('A query parameter is a Date; give a Temporal.Instant or Temporal.PlainDate')
  if (typeof value === 'bigint') return value.toString()
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array) return value
  if (Array.isArray(value)) return value.map(toParameter)
  if (isTemporal(value)) return value.toString()
  return json(value)
}

type Temporals = Temporal.PlainDate | Temporal.Instant | Temporal.PlainTime | Temporal.PlainDateTime | Temporal.PlainYearMonth

const temporalTypes = [Temporal.PlainDate, Temporal.Instant, Temporal.PlainTime, Temporal.PlainDateTime, Temporal.PlainYearMonth]

function isTemporal(value: object): value is Temporals {
  return temporalTypes.some((type) => value instanceof type)
}
