import { type Day, dayOf } from '#kernel/days.ts'
import { type FikPaymentId, parseFikPaymentId } from '#kernel/fik.ts'
import { type Ore, ore } from '#kernel/money.ts'
import type { BankLine } from '#modules/loans/index.ts'
import { sha256Of } from '#platform/sha256.ts'

/** An ISO decimal as øre: any number of zeros may follow; null for parts of an øre or anything else. */
export function oreOf(text: string): Ore | null {
  const found = /^\+?(\d{1,15})(?:\.(\d{0,2})(0*))?$/.exec(text)
  return found === null ? null : ore(BigInt(found[1] ?? '0') * 100n + BigInt((found[2] ?? '').padEnd(2, '0')))
}

/** A day from an ISO date or moment; a moment with an offset counts on its Danish day. Null when it is none. */
export function dayFrom(text: string): Day | null {
  try {
    const moment = /T.*(?:Z|[+-]\d{2}:?\d{2})$/.test(text)
    return moment
      ? dayOf(Temporal.Instant.from(text))
      : Temporal.PlainDate.from(text.replace(/T.*$/, '').replace(/(Z|[+-]\d{2}:\d{2})$/, ''))
  } catch {
    return null
  }
}

/**
 * The payment slip's two numbers in what came with a payment: `+71<id+creditor<`, `71 id creditor`, or the bare fifteen digits of a
 * structured reference. A number whose check digit is wrong is none.
 */
export function fikIn(texts: readonly string[]): { paymentId: FikPaymentId | null; creditor: string | null } {
  for (const text of texts) {
    const bare = text.replaceAll(/\s/g, '')
    const slip = /\+?71<?(\d{15})\+?(\d{8})?<?/.exec(bare) ?? /^(\d{15})$/.exec(bare)
    const read = parseFikPaymentId(slip?.[1] ?? '')
    if (read.ok) return { paymentId: read.value, creditor: slip?.[2] ?? null }
  }
  return { paymentId: null, creditor: null }
}

/**
 * Lines without keys get theirs: from account, booking day, amount and the bank's own reference, else what the line says and how often it
 * was said before. The day is part of it because some banks give every payment of a kind the same reference.
 */
export function withKeys(lines: readonly (Omit<BankLine, 'key'> & { reference: string })[]): BankLine[] {
  const seen = new Map<string, number>()
  return lines.map(({ reference, ...line }) => {
    const told = reference === '' ? [line.name, line.text, line.paymentId ?? ''] : [reference]
    const base = JSON.stringify([line.account, line.bookedOn.toString(), line.amount.toString(), ...told])
    const count = seen.get(base) ?? 0
    seen.set(base, count + 1)
    return { ...line, key: sha256Of(`${base} ${count}`) }
  })
}
