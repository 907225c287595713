import pg from 'pg'
import type { Day } from '#kernel/days.ts'

/**
 * Who acts, for whom, and on which day by the program's clock. Row-level security and the database's own functions read it
 * through `platform.account_id()`, `organisation_id()`, `person_id()` and `today()`. Null means: nobody of that kind.
 */
export type Context = { accountId: string | null; organisationId: string | null; personId: string | null; today: Day }

/** The context in which nobody is signed in: what it may see is what the policies open to everyone. */
export function nobody(today: Day): Context {
  return { accountId: null, organisationId: null, personId: null, today }
}

/** The kinds of transaction: one that writes, or a reading of one unmoving snapshot. */
export type Mode = 'write' | 'read'

/**
 * The statements that open a transaction, as one message to the server. Every setting is local to the transaction, so a
 * pooled connection carries nothing of one person over to the next, and nothing is asked of a pooler in between.
 */
export function opening(context: Context, mode: Mode, statementTimeoutMs: number): string {
  const begin = mode === 'read' ? 'begin isolation level repeatable read read only' : 'begin isolation level read committed read write'
  const settings: [string, string][] = [
    ['grobund.account_id', context.accountId ?? ''],
    ['grobund.organisation_id', context.organisationId ?? ''],
    ['grobund.person_id', context.personId ?? ''],
    ['grobund.today', context.today.toString()],
    ['datestyle', 'ISO, DMY'],
    ['timezone', 'UTC'],
    ['statement_timeout', String(statementTimeoutMs)],
    // A named statement is planned once, not anew for its first runs and then by a guess; the others are planned for their values.
    ['plan_cache_mode', 'force_generic_plan'],
  ]
  const calls = settings.map(([name, value]) => `set_config(${pg.escapeLiteral(name)}, ${pg.escapeLiteral(value)}, true)`)
  return `${begin}; select ${calls.join(', ')}`
}
