import { createHash, hash } from 'node:crypto'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { type Counted, type Table, quote, quoted } from './contents.ts'

const partBytes = 4 * 1024 * 1024

const target = (table: Table): string => `${quoted(table)} (${table.columns.map(quote).join(', ')})`

/** The rows of a table as text, in parts of some megabytes; at the end their number, the hash of the whole and that of the set of rows. */
export async function* readTable(client: pg.ClientBase, table: Table): AsyncGenerator<Buffer, Counted> {
  const source = client.query(copyTo(`copy ${target(table)} to stdout (encoding 'UTF8')`))
  const whole = createHash('sha256')
  const set = rowSet()
  let parts: Buffer[] = []
  let held = 0
  for await (const chunk of source) {
    if (!Buffer.isBuffer(chunk)) throw new Error('The copy stream gave something else than bytes')
    whole.update(chunk)
    set.add(chunk)
    parts.push(chunk)
    held += chunk.length
    if (held < partBytes) continue
    yield Buffer.concat(parts)
    parts = []
    held = 0
  }
  if (held > 0) yield Buffer.concat(parts)
  return { schema: table.schema, name: table.name, rows: source.rowCount, sha256: whole.digest('hex'), rowSet: set.digest() }
}

// A server is free to lay rows out in another order than they came, so what is compared between two servers must not depend on
// it: the hashes of all rows, added up. A line break inside a value is written as \\n, so every real one ends a row.
function rowSet(): { add: (chunk: Buffer) => void; digest: () => string } {
  let rest: Buffer = Buffer.alloc(0)
  let sum = 0n
  const add = (chunk: Buffer) => {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    let from = 0
    for (let end = bytes.indexOf(10); end !== -1; end = bytes.indexOf(10, from)) {
      sum = BigInt.asUintN(128, sum + BigInt(`0x${hash('sha256', bytes.subarray(from, end), 'hex').slice(0, 32)}`))
      from = end + 1
    }
    rest = Buffer.from(bytes.subarray(from))
  }
  return { add, digest: () => sum.toString(16).padStart(32, '0') }
}

/** A way into a table for rows in the same text form. */
export type TableWriter = { write: (part: Buffer) => Promise<void>; end: () => Promise<void> }

/** Opens a way into a table; nothing else may be asked of the connection until it is ended. */
export function writeTable(client: pg.ClientBase, table: Table): TableWriter {
  const sink = client.query(copyFrom(`copy ${target(table)} from stdin (encoding 'UTF8')`))
  const done = finished(sink)
  done.catch(() => undefined) // the error is thrown where the next write or the end waits for it
  return {
    write: async (part) => {
      if (!sink.write(part)) await Promise.race([once(sink, 'drain'), done])
    },
    end: async () => {
      sink.end()
      await done
    },
  }
}
