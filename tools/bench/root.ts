import { dirname } from 'node:path'

/** The project's root; the bench runs as `dist/bench.js`. */
export const root = dirname(import.meta.dirname)
