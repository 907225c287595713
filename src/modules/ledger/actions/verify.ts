import { type Check, checkOf } from '#platform/check.ts'
import { entriesToCheck } from '../store/checked-entries.ts'

/** Every entry whole and summing to zero, every reversal the exact opposite of what it reverses. */
export const entryCheck: Check = checkOf('book-entries', entriesToCheck, (entry) => ({
  lines: [String(entry.found), String(entry.lines)],
  sum: [entry.sum, '0'],
  reversal: entry.opposite ? ['opposite', 'opposite'] : ['another', 'opposite'],
}))
