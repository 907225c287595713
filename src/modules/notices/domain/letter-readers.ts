import type { Actor, Role } from '#kernel/actor.ts'

const caseLeaders: readonly Role[] = ['caseworker', 'job_centre_lead', 'programme_manager']
const loanRoles: readonly Role[] = ['approver', 'finance_clerk']

/** About a loan; a delay's letter is about the loan's decision or the referral's. */
const isOfLoan = (template: string) => template.startsWith('loan_') || template === 'decision_delayed'

/**
 * Which letters of a citizen's a reader opens who may open letters at all: whoever leads the case, and the citizen, every one; the
 * adviser not the one with the reasons of a discharge, which can be illness; approver and finance clerk those about the loan.
 */
export function opensLetter(reader: Actor, template: string): boolean {
  if (reader.kind !== 'staff') return reader.kind === 'citizen'
  return reader.roles.some(
    (role) =>
      caseLeaders.includes(role) ||
      (role === 'financial_adviser' && template !== 'discharge_early') ||
      (loanRoles.includes(role) && isOfLoan(template)),
  )
}
