import pg from 'pg'
import { pino, type DestinationStream, type Logger } from 'pino'

/** The program's log: one JSON line an event, no personal data in it. */
export type Log = Logger

/** A log at the level asked for, to standard output when nothing else is said. Of an error it holds what `errorFacts` answers. */
export function createLog(level: string, to?: DestinationStream): Log {
  const options = { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: errorFacts } }
  return to === undefined ? pino(options) : pino(options, to)
}

type ErrorFacts = { type: string; message: string; stack: string; cause?: ErrorFacts; errors?: ErrorFacts[] } & Partial<Named>

const named = ['code', 'error', 'constraint', 'schema', 'table', 'column', 'routine'] as const
type Named = Record<(typeof named)[number], string>

/**
 * What may be told of an error: its kind, message, codes, the names of what the database refused, and where in the program it happened.
 * Whatever else hangs on it stays out, for the database quotes rows in `detail` and `where`, and values in messages of class 22.
 */
function errorFacts(error: unknown): ErrorFacts {
  if (!(error instanceof Error)) return { type: typeof error, message: 'something that is no error was thrown', stack: '' }
  const codes = Object.fromEntries(
    Object.entries(error).filter(([key, value]) => typeof value === 'string' && named.some((name) => name === key)),
  )
  return {
    type: error.constructor.name,
    message: messageOf(error),
    stack: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^ {4}at /.test(line))
      .join('\n'),
    ...codes,
    ...(error.cause === undefined ? {} : { cause: errorFacts(error.cause) }),
    ...(error instanceof AggregateError ? { errors: error.errors.map(errorFacts) } : {}),
  }
}

function messageOf(error: Error): string {
  const quotes = error instanceof pg.DatabaseError && (error.code ?? '').startsWith('22')
  return quotes ? 'the database could not read or reckon a value' : error.message
}
