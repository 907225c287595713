import type { StaffActor } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import { assert } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { organisations } from '#modules/access/index.ts'
import { complaintTo, letter } from '#modules/notices/index.ts'
import { addressee } from '#modules/people/index.ts'
import { type ProgrammeVersion, reasonOf, remindersOf } from '#modules/programmes/index.ts'
import { type Aid, aidRule } from '../domain/aid.ts'
import { makePlan } from '../domain/engine/index.ts'
import { type Loan, settingsOf } from '../domain/loan.ts'
import { answerOfferBy } from '../domain/offer.ts'

type Decided = { actor: StaffActor; loan: Loan; version: ProgrammeVersion; words: string; on: Day; at: Instant }

/** The offer as a letter with the terms frozen as of its day (plan as if paid out that day) and the last day to answer. */
export async function sendOffer(tx: Tx, { actor, loan, version, aid, on, at }: Decided & { aid: Aid }): Promise<void> {
  const plan = makePlan(settingsOf(loan), on)
  assert(plan.ok, 'what is approved has a plan')
  const rows = plan.value
  const [first, last] = [rows.at(0), rows.at(-1)]
  assert(first !== undefined && last !== undefined, 'a plan has rows')
  const { personId, caseNumber, amount, purpose } = loan
  const terms = {
    instalments: rows.length,
    instalmentOre: first.total,
    lastInstalmentOre: last.total,
    firstDueOn: first.due,
    lastDueOn: last.due,
  }
  const fees = remindersOf(version.loanProduct).map((step) => step.feeOre)
  const costs = { lateFeeOre: fees.reduce((most, fee) => (fee > most ? fee : most)), lateInterest: loan.interestDayCount !== null }
  const fields = { amountOre: amount, purpose, ...terms, answerBy: answerOfferBy(on), ...costs, aidOre: aid.aid, aidRule: aidRule(on) }
  await letter(tx, { actor, personId, caseNumber, template: 'loan_offered', fields, at })
}

/** The refusal as a letter: reason, rule, what weighed, and how to complain (forvaltningsloven §§ 22, 24 and 25). */
export async function sendRefusal(tx: Tx, decided: Decided & { reason: string }): Promise<void> {
  const { actor, loan, version, words, reason, at } = decided
  const { personId, caseNumber } = loan
  const to = await addressee(tx, personId)
  assert(to !== null, 'the lender has a part in the borrower')
  const sender = (await organisations(tx)).find((one) => one.id === actor.organisationId)
  const named = reasonOf(version, 'loan_decline', reason)
  assert(sender !== undefined && named !== null, 'the reason and the lender were looked up before')
  const fields = {
    reasons: [named.name[to.lang]],
    legalRule: version.letters.legal_rule_loan[to.lang],
    considerations: [words],
    complaint: complaintTo(sender, to.lang),
  }
  await letter(tx, { actor, personId, caseNumber, template: 'loan_declined', fields, at })
}
