import { pino, type Logger } from 'pino'

/** The program's log: one JSON line an event, no personal data in it. */
export type Log = Logger

/** A log to standard output at the level asked for. */
export function createLog(level: string): Log {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime })
}
