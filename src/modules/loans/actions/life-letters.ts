import type { Actor, StaffActor } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import type { Ore } from '#kernel/money.ts'
import { assert } from '#kernel/result.ts'
import type { Tx } from '#platform/db/database.ts'
import { organisations } from '#modules/access/index.ts'
import { complaintTo, letter } from '#modules/notices/index.ts'
import { addressee } from '#modules/people/index.ts'
import { type ProgrammeVersion, reasonOf } from '#modules/programmes/index.ts'
import { payableAfterNotice } from '../domain/closing.ts'
import type { Deferral, LoanState as Standing } from '../domain/engine/index.ts'
import type { Loan } from '../domain/loan.ts'
import { reasonWords } from '../domain/reason-words.ts'

type Written = { actor: Actor; loan: Loan; on: Day; at: Instant }
type Reasoned = Written & { version: ProgrammeVersion; reason: string | null; words: string }
type Change = { before: Standing; after: Standing }

/** What a granted deferral is to the borrower: what they asked for, something else, or what nobody had asked for. */
type Granted = { deferral: Deferral; answers: 'asked' | 'other' | 'nothing' }

/** A granted deferral as a letter: old and new plan, why, and how to complain where the borrower had not asked for it (forvaltningsloven § 25). */
export async function writeDeferral(tx: Tx, given: Reasoned & Change & Granted): Promise<void> {
  const { loan, deferral, before, after, words, answers } = given
  const complaint = answers === 'asked' ? {} : { notAsked: answers, complaint: await complaintOf(tx, given) }
  const plans = { before: inBrief(before), after: inBrief(after) }
  const fields = {
    loanNumber: loan.number,
    deferral: shortly(deferral),
    ...plans,
    reason: await reasonText(tx, given, words),
    ...complaint,
  }
  await letter(tx, { ...addressOf(given), template: 'loan_deferred', fields })
}

/** A refused deferral as a letter with reason, rule and complaint guidance (forvaltningsloven §§ 22, 24 and 25). */
export async function writeDeferralRefusal(tx: Tx, given: Written & { version: ProgrammeVersion; words: string }): Promise<void> {
  const { loan, version, words } = given
  const lang = await langOf(tx, loan)
  const grounds = { reasons: [words], legalRule: version.letters.legal_rule_loan[lang], considerations: [] }
  const fields = { loanNumber: loan.number, ...grounds, complaint: await complaintOf(tx, given) }
  await letter(tx, { ...addressOf(given), template: 'loan_deferral_refused', fields })
}

/** A deferral that was taken back as a letter. */
export async function writeDeferralUndone(tx: Tx, given: Written & Change): Promise<void> {
  const { loan, before, after } = given
  const plans = { before: inBrief(before), after: inBrief(after) }
  const fields = { loanNumber: loan.number, ...plans, complaint: await complaintOf(tx, given) }
  await letter(tx, { ...addressOf(given), template: 'loan_deferral_undone', fields })
}

/** That the lender's side does not pay the rest of a loan out, as a letter with reason, rule and complaint guidance (forvaltningsloven §§ 22, 24 and 25). */
export async function writeRestWaived(
  tx: Tx,
  given: Written & { version: ProgrammeVersion; words: string; waived: Ore; standing: Standing },
): Promise<void> {
  const { loan, version, words, waived, standing } = given
  const lang = await langOf(tx, loan)
  const grounds = { reasons: [words], legalRule: version.letters.legal_rule_loan[lang], considerations: [] }
  const amounts = { waivedOre: waived, paidOutOre: standing.paidOut, owedOre: standing.outstanding }
  const fields = { loanNumber: loan.number, ...amounts, ...grounds, complaint: await complaintOf(tx, given) }
  await letter(tx, { ...addressOf(given), template: 'loan_rest_waived', fields })
}

/** The notice to the debtor before a hand-over (DOMAIN 2.5: written, to every liable debtor, before). */
export async function writeHandOverNotice(tx: Tx, given: Reasoned & { standing: Standing }): Promise<void> {
  const { loan, on, standing, words } = given
  const oldestOn = standing.arrears.since ?? on
  const payBy = payableAfterNotice(on)
  const fields = {
    loanNumber: loan.number,
    amountOre: standing.arrears.amount,
    oldestOn,
    payBy,
    reason: await reasonText(tx, given, words),
  }
  await letter(tx, { ...addressOf(given), template: 'loan_hand_over_notice', fields })
}

/** Word to the debtor who was told of a hand-over that it does not come about. */
export async function writeHandOverDropped(tx: Tx, given: Written & { standing: Standing; words: string }): Promise<void> {
  const { loan, standing, words } = given
  const fields = { loanNumber: loan.number, amountOre: standing.arrears.amount, reason: words }
  await letter(tx, { ...addressOf(given), template: 'loan_hand_over_dropped', fields })
}

/** A remission as a letter. A write-off has none: the claim stands, and only the books say otherwise. */
export async function writeRemission(tx: Tx, given: Written & { standing: Standing; words: string }): Promise<void> {
  const { loan, standing, words } = given
  const fields = { loanNumber: loan.number, amountOre: standing.outstanding, reason: words }
  await letter(tx, { ...addressOf(given), template: 'loan_remitted', fields })
}

/** A claim that was called back from collection as a letter. */
export async function writeRecall(tx: Tx, given: Written & { standing: Standing }): Promise<void> {
  const fields = { loanNumber: given.loan.number, amountOre: given.standing.arrears.amount }
  await letter(tx, { ...addressOf(given), template: 'loan_recalled', fields })
}

function addressOf({ actor, loan: { personId, caseNumber }, at }: Written) {
  assert(actor.kind === 'staff', 'a letter of a decision is sent by staff')
  return { actor, personId, caseNumber, at }
}

function inBrief(standing: Standing) {
  const next = standing.plan.find((row) => row.left > 0n)
  assert(next !== undefined, 'what is deferred is owed')
  const last = standing.plan.at(-1) ?? next
  return { nextOre: next.left, nextOn: next.payableBy, lastOn: last.payableBy, owedOre: standing.outstanding }
}

function shortly(deferral: Deferral) {
  switch (deferral.kind) {
    case 'pause':
      return { kind: deferral.kind, months: deferral.months } as const
    case 'move':
      return { kind: deferral.kind } as const
    case 'extend':
      return { kind: deferral.kind, terms: deferral.extraTerms } as const
    case 'new_plan':
      return { kind: deferral.kind, terms: deferral.terms } as const
  }
}

async function langOf(tx: Tx, loan: Loan) {
  const to = await addressee(tx, loan.personId)
  assert(to !== null, 'the lender has a part in the borrower')
  return to.lang
}

/** The reason of the programme's list in the borrower's language, and the words beside it. */
async function reasonText(
  tx: Tx,
  { loan, version, reason }: Pick<Reasoned, 'loan' | 'version' | 'reason'>,
  words: string,
): Promise<string> {
  const lang = await langOf(tx, loan)
  const named = reason === null ? null : (reasonOf(version, 'deferral', reason) ?? reasonOf(version, 'write_off', reason))
  return reasonWords(named, words, lang)
}

async function complaintOf(tx: Tx, { actor, loan }: Written) {
  const { organisationId }: StaffActor = staffOf(actor)
  const sender = (await organisations(tx)).find((one) => one.id === organisationId)
  assert(sender !== undefined, 'who decides belongs to an organisation')
  return complaintTo(sender, await langOf(tx, loan))
}

function staffOf(actor: Actor): StaffActor {
  assert(actor.kind === 'staff', 'a decision is made by staff')
  return actor
}
