import type { TestDatabase } from '../../test/support/database-on.ts'

/** A measured figure; `against` is the baseline of the same run, so that the ratio holds on any machine; `aim` is what we want, in words. */
export type Figure = {
  what: string
  value: number
  unit: string
  against?: { what: string; value: number }
  aim?: string
}

/** What a part is given: the size to run at, a database when it needs one, and a way to say how far it is. */
export type Given = {
  /** False runs a small size for a developer's own look, true the sizes the published figures are for. */
  full: boolean
  /** A durable, migrated database of the part's own; closed after the part. */
  database: () => Promise<TestDatabase>
  say: (progress: string) => void
}

/** One part of the benchmark. It answers figures and judges nothing: no threshold stands in code. */
export type BenchPart = { name: string; about: string; run: (given: Given) => Promise<Figure[]> }
