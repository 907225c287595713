import { numberOf, origin } from './histories.ts'

/** The cut-off day as a number; what was entered by its end is known. */
export type Cutoff = number

/** Whether an event counts: about a day by the cut-off, and entered by then. */
export const knownBy = (cutoff: Cutoff) => (event: { on: number; known: number }) => event.on <= cutoff && event.known <= cutoff
/** A day some months after another. */
export const months = (at: number, count: number) => numberOf(origin.add({ days: at }).add({ months: count }))

/** The lower of the two in the middle, of an even number. */
export const middle = (all: readonly number[]) => all.toSorted((a, b) => a - b)[Math.floor((all.length - 1) / 2)] ?? 0
