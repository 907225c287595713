import { agreementChecks } from '#modules/agreements/index.ts'
import { businessCheck } from '#modules/business/index.ts'
import { runCheck } from '#modules/enrolments/index.ts'
import { entryCheck } from '#modules/ledger/index.ts'
import { loanChecks } from '#modules/loans/index.ts'
import { referralCheck } from '#modules/referrals/index.ts'
import type { Check } from '#platform/check.ts'

/** All that is stored beside its events and can be reckoned from them anew. A module with such a column or table is listed here. */
export const checks: readonly Check[] = [...agreementChecks, referralCheck, runCheck, businessCheck, entryCheck, ...loanChecks]
