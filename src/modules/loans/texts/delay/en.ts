import type { DelayTexts } from './da.ts'

/** The English words. */
export const en: DelayTexts = {
  menu: 'Tell that it takes longer',
  menuText: 'The borrower gets a letter that the decision is late, with the reason and a new day.',
  notOwed: 'Can be used while the application is not decided.',
  title: 'Late decision',
  law: 'If the deadline cannot be kept, the borrower must be told in writing when to expect the decision (retssikkerhedsloven § 3, stk. 2). When the deadline has passed and you have not written, the letter is sent by itself.',
  due: (on) => `The application must be decided by ${on}.`,
  passed: (on) => `The application should have been decided by ${on}.`,
  told: (on) => `The borrower has been told to expect the decision by ${on}.`,
  nothingOwed: 'There is no decision to wait for. The application is decided or sent back to the borrower.',
  fields: { expected_on: 'The decision can be expected by', why: 'Why does it take longer?' },
  dayHint: 'The proposal is reckoned from how far the application is',
  whyHint: 'Write so that the borrower understands. It stands in the letter and on the loan',
  preview: 'What the letter will say',
  look: 'See the letter',
  send: 'Send the letter',
  cancel: 'Cancel',
  done: 'The letter is sent, and the new day stands on the loan',
  refusals: {
    expected_not_ahead: 'The new day must lie after today',
    expected_too_far: 'The new day can lie at most a year ahead',
    told_meanwhile: (on) =>
      `Somebody else has just sent a letter that the decision can be expected by ${on}. Send another only if the day is a different one`,
    borrower_died: 'The borrower has died. No letter is sent',
  },
}
