import { z } from 'zod'
import { type Day, day } from '#kernel/days.ts'
import { type Fraction, fraction, parseFraction, times } from '#kernel/fraction.ts'

/** The most instalments a calculated loan may have. */
export const maxTerms = 600

const firstYear = 1900
const lastYear = 2200

/** A calendar day as ISO text, 1900 to 2200. */
export const dayField = z.string('must be a date such as 2016-02-01').transform((text, context): Day => {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text)
  const year = Number(found?.[1] ?? 0)
  if (found !== null && year >= firstYear && year <= lastYear) {
    try {
      return day(text)
    } catch {
      // Falls through: the text has the form of a day that does not exist.
    }
  }
  context.addIssue(`must be a real date from ${firstYear} to ${lastYear}, written like 2016-02-01`)
  return z.NEVER
})

/** An amount above zero in major units with at most two decimals, as text; becomes cents. */
export const amountField = z.string('must be an amount as text, such as "1000.00"').transform((text, context): bigint => {
  const found = /^(\d{1,12})(?:\.(\d{1,2}))?$/.exec(text)
  const cents = found === null ? 0n : BigInt(found[1] ?? '0') * 100n + BigInt((found[2] ?? '').padEnd(2, '0'))
  if (cents > 0n) return cents
  context.addIssue('must be an amount above zero with at most two decimals, such as "1000.00"')
  return z.NEVER
})

/** A percentage as text, 0 to `max`, at most ten decimals; becomes a part of one. */
export function percentField(max: number) {
  return z.string('must be a percentage as text, such as "7.5"').transform((text, context): Fraction => {
    const value = /^\d{1,4}(\.\d{1,10})?$/.test(text) ? parseFraction(text) : null
    if (value !== null && value.num <= BigInt(max) * value.den) return times(value, fraction(1n, 100n))
    context.addIssue(`must be a percentage from 0 to ${max} with at most ten decimals, such as "7.5"`)
    return z.NEVER
  })
}

/** A yearly rate of interest, per cent. */
export const rateField = percentField(1000)

/** A whole number within bounds. */
export function countField(from: number, to: number) {
  const words = `must be a whole number from ${from} to ${to}`
  return z.int(words).min(from, words).max(to, words)
}

/** One of the given words. */
export function choice<const Word extends string>(words: readonly Word[]) {
  return z.enum(words, `must be one of: ${words.join(', ')}`)
}

/** A field that may be left out or null. */
export function optional<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullish().transform((value) => value ?? null)
}
