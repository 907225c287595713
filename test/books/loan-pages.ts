import { day } from '#kernel/days.ts'
import type { Clock } from '#platform/clock.ts'
import type { Db } from '#platform/db/database.ts'
import { loansModule } from '../../src/modules/loans/index.ts'
import { loanPorts } from '../../src/modules/loans/test-support/loan-ports.ts'
import { type Pages, pagesOf } from '../support/pages.ts'

/** A clock that stands at noon, Danish time, of a day. */
export function fixedAt(today: string): Clock {
  return { now: () => Temporal.Instant.from(`${today}T11:00:00Z`), today: () => day(today) }
}

/** The loans' pages on a database, with what reads and writes the bank's files. */
export function loansPages(
  db: Db,
  clock: Clock,
  readBankFile: Parameters<typeof loansModule>[1],
  files: Parameters<typeof loansModule>[3],
): Pages {
  return pagesOf(loansModule({ db, clock }, readBankFile, loanPorts, files).routes, clock)
}
