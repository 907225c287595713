import type { Instant } from '#kernel/days.ts'
import { realClock } from '#platform/clock.ts'
import { type Db, nobody } from '#platform/db/database.ts'
import { lastDueRun } from '#platform/db/due-run.ts'
import { type AppliedMigration, appliedMigrations, pendingMigrations } from '#platform/db/migrate.ts'
import { type MigrationFile, migrationsFolder, readMigrations } from '#platform/db/migration-files.ts'

/** Hours without a finished run of what falls due, hourly otherwise, after which the jobs are not ready. */
export const patienceHours = 3

/** What `/readyz` answers: each check by name, and whether all hold. */
export type Readiness = { ok: boolean; checks: { database: boolean; migrations: boolean; jobs?: boolean } }

/**
 * The question whether the program can do its work: the database answers, it has exactly this program's migrations, and what falls
 * due was done within `patienceHours`. `jobsSince` is when this process began to see to that, null where none does (the demo).
 */
export function readinessOf(db: Db, jobsSince: Instant | null): () => Promise<Readiness> {
  const files = readMigrations(migrationsFolder())
  return async () => {
    const facts = await db
      .read(nobody(realClock.today()), async (tx) => ({ applied: await appliedMigrations(tx), lastRun: await lastDueRun(tx) }))
      .catch(() => null)
    const checks = { database: facts !== null, migrations: facts !== null && fits(files, facts.applied) }
    if (jobsSince === null) return { ok: checks.migrations, checks }
    const jobs = isRecent(facts?.lastRun ?? null) || isRecent(jobsSince)
    return { ok: checks.migrations && jobs, checks: { ...checks, jobs } }
  }
}

function isRecent(at: Instant | null): boolean {
  return at !== null && Temporal.Instant.compare(at, realClock.now().subtract({ hours: patienceHours })) >= 0
}

function fits(files: readonly MigrationFile[], applied: readonly AppliedMigration[]): boolean {
  try {
    return pendingMigrations(files, applied).length === 0
  } catch {
    return false // the database is another program's: newer than this one, or changed
  }
}
