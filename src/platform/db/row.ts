import { z } from 'zod'
import { type Day, type Instant, day } from '#kernel/days.ts'
import { type Id, parseId } from '#kernel/ids.ts'
import { type Ore, ore } from '#kernel/money.ts'

/** A `date` column as a calendar day. */
export const dayColumn = z.iso.date().transform((text): Day => day(text))

/** A `timestamptz` column as a moment. */
export const instantColumn = z.iso.datetime().transform((text): Instant => Temporal.Instant.from(text))

const whole = z.union([
  z.bigint(),
  z
    .string()
    .regex(/^-?\d+$/)
    .transform(BigInt),
])

/** A `bigint` column in øre; also a `sum()` of such, which PostgreSQL answers as numeric. */
export const oreColumn = whole.transform((value): Ore => ore(value))

/** A `count(*)` or another small whole `bigint` as a number; throws beyond what a number holds exactly. */
export const countColumn = whole.transform(Number).pipe(z.int())

/** A `uuid` column as the identity of a `Noun`. */
export function idColumn<Noun extends string>() {
  return z.string().transform((text, context): Id<Noun> => {
    const id = parseId<Noun>(text)
    if (id !== null) return id
    context.addIssue({ code: 'custom', message: 'is not a uuid' })
    return z.NEVER
  })
}

/** The same column where the table allows null. */
export function nullable<Schema extends z.ZodType>(schema: Schema): z.ZodNullable<Schema> {
  return schema.nullable()
}

/** Days from `from` on and before `until`; null is an open end. */
export type DayRange = { from: Day | null; until: Day | null }

/** A `daterange` column; PostgreSQL always writes it with the first day in and the last bound out. Throws on an empty range. */
export const dayRangeColumn = z
  .string()
  .regex(/^[[(](\d{4}-\d{2}-\d{2})?,(\d{4}-\d{2}-\d{2})?\)$/, 'is not a range of days')
  .transform((text): DayRange => {
    const [from = '', until = ''] = text.slice(1, -1).split(',')
    return { from: from === '' ? null : day(from), until: until === '' ? null : day(until) }
  })
