import { sessionNames } from '#modules/activities/index.ts'
import type { BusinessPorts } from '#modules/business/index.ts'
import { loanPlans, wishedLoan } from '#modules/loans/index.ts'

/** What the business asks of the loans, answered by the loans themselves, as the program does it. */
export const businessPorts: BusinessPorts = { loanPlans, wishedLoan, sessionNames }
