import { type Day, isBefore, isOnOrBefore } from '#kernel/days.ts'

/** The published rates: the EU Commission's for aid, the National Bank's and renteloven's for default interest. */
export const rateKinds = [
  'eu_base_dk',
  'eu_margin_start_up',
  'eu_margin_discount',
  'de_minimis_ceiling',
  'eur_dkk',
  'national_bank_lending',
  'late_interest_supplement',
] as const
/** One of them. */
export type RateKind = (typeof rateKinds)[number]

/**
 * A rate from a day on. `value`: basis points a year; for `de_minimis_ceiling` euro cents; for `eur_dkk` thousandths of an øre for one
 * euro. `own`: entered by the lender for its own loans, in place of what came with the program.
 */
export type ReferenceRate = { kind: RateKind; validFrom: Day; value: bigint; source: string; own: boolean }

/** The half-year a day lies in begins on 1 January or 1 July (renteloven § 5). */
export function halfYearOf(on: Day): Day {
  return on.with({ month: on.month <= 6 ? 1 : 7, day: 1 })
}

/** The earliest day a rate that still holds on a day can be from; null for those that hold until the next one. */
const oldest: Partial<Record<RateKind, (on: Day) => Day>> = {
  // The Commission sets the base rates at least once a year (Regulation (EC) No 794/2004 article 9).
  eu_base_dk: (on) => on.subtract({ years: 1 }).add({ days: 1 }),
  national_bank_lending: halfYearOf,
}

/**
 * The rate that holds on a day, given in the order of entry; null when none is known that is fresh enough. The lender's own goes before
 * what came with the program, the later day before the earlier, the later entry before the earlier.
 */
export function rateOn(rates: readonly ReferenceRate[], kind: RateKind, on: Day): ReferenceRate | null {
  const least = oldest[kind]?.(on) ?? null
  const usable = rates.filter(
    (rate) => rate.kind === kind && isOnOrBefore(rate.validFrom, on) && (least === null || !isBefore(rate.validFrom, least)),
  )
  return usable.reduce<ReferenceRate | null>((best, rate) => (best === null || after(rate, best) ? rate : best), null)
}

function after(rate: ReferenceRate, best: ReferenceRate): boolean {
  const order = Temporal.PlainDate.compare(rate.validFrom, best.validFrom)
  return order === 0 ? rate.own || !best.own : order > 0
}
