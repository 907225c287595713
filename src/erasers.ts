import { eraseSignIn } from '#modules/access/index.ts'
import { eraseActivityWords } from '#modules/activities/index.ts'
import { eraseBusinessWords } from '#modules/business/index.ts'
import { eraseHandOverWords } from '#modules/caseload/index.ts'
import { eraseWords as eraseCollaborationWords } from '#modules/collaboration/index.ts'
import { enrolmentsOfPerson, eraseWords as eraseEnrolmentWords } from '#modules/enrolments/index.ts'
import { forgetWords } from '#modules/evaluation/index.ts'
import { eraseJournal } from '#modules/journal/index.ts'
import { eraseLoanWords } from '#modules/loans/index.ts'
import { eraseLetters } from '#modules/notices/index.ts'
import type { Eraser } from '#modules/people/index.ts'
import { eraseReferrals } from '#modules/referrals/index.ts'

/** What every module deletes of a person who is erased, in the transaction that erases. A module with words of people is listed here. */
export const erasers: readonly Eraser[] = [
  eraseReferrals,
  // At once where the eraser is a party of the agreement; the nightly job of a party forgets the rest.
  async (tx, personId) => {
    for (const { agreementId } of await enrolmentsOfPerson(tx, personId)) await forgetWords(tx, agreementId)
  },
  eraseEnrolmentWords,
  eraseActivityWords,
  eraseBusinessWords,
  eraseCollaborationWords,
  eraseLoanWords,
  eraseHandOverWords,
  eraseLetters,
  eraseJournal,
  // Last: the address of the sign-in is what finds the mails.
  eraseSignIn,
]
