import { z } from 'zod'
import { day } from '#kernel/days.ts'
import { nobody, raw, sql } from '#platform/db/database.ts'
import type { Route } from '#platform/http/route.ts'
import type { Played } from './played.ts'

const idsOf = {
  cases: 'referrals.referral',
  referrals: 'referrals.referral',
  enrolments: 'enrolments.enrolment',
  loans: 'loans.loan',
  people: 'people.person',
  sessions: 'activities.session',
  classes: 'activities.class',
  documents: 'people.document',
  agreements: 'agreements.agreement',
  programmes: 'programmes.version',
  evaluation: 'evaluation.report',
  ledger: 'ledger.entry',
  'bank-lines': 'loans.bank_line',
  payments: 'loans.payment_order',
  letters: 'notices.letter',
  notices: 'notices.notice',
  goals: 'business.goal',
  caseload: 'access.account',
  accounts: 'access.account',
  deputies: 'access.deputy',
  lessons: 'collaboration.lesson',
} as const

/** Identities of the demo's things, by the first word of an address. */
export type Ids = ReadonlyMap<string, readonly string[]>

/** Reads the identities of everything that has an address, as the owner of the database. */
export async function knownIds({ database }: Played): Promise<Ids> {
  const found = new Map<string, string[]>()
  await database.ownerDb.read(nobody(day('2016-10-12')), async (tx) => {
    for (const [word, table] of Object.entries(idsOf)) {
      const rows = await tx.rows(z.object({ id: z.string() }), sql`select id::text as id from ${raw(table)} order by id::text`)
      found.set(
        word,
        rows.map(({ id }) => (word === 'letters' ? `${id}.pdf` : id)),
      )
    }
  })
  return found
}

/** An address of a route with its first part filled in by the n-th identity, and any further part by `other`. */
export function addressOf({ path }: Pick<Route, 'path'>, ids: Ids, n: number, other = '00000000-0000-4000-8000-000000000000'): string {
  const pool = ids.get(path.split('/')[1] ?? '') ?? []
  let part = 0
  return path.replaceAll(/:[a-zA-Z]+(?:\{[^}]+\})?/g, () => {
    part += 1
    return part === 1 && pool.length > 0 ? (pool[n % pool.length] ?? other) : other
  })
}

/** The pattern of a declared path, to tell which route an address belongs to. */
export function patternOf(path: string): RegExp {
  const pattern = path
    .replaceAll(/:[a-zA-Z]+\{([^}]+)\}/g, '($1)')
    .replaceAll(/:[a-zA-Z]+/g, '[^/]+')
    .replaceAll(/\.(?=[a-z]+$)/g, String.raw`\.`)
  return new RegExp(`^${pattern}$`)
}
