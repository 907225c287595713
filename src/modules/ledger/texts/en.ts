import type { Texts } from './da.ts'

/** The English words. */
export const en = {
  title: 'Books',
  intro: 'Balances are derived from the postings. An entry is never changed; a mistake is put right by a reversal.',
  asOf: 'Balance on',
  show: 'Show',
  balances: 'Trial balance',
  account: 'Account',
  total: 'Total',
  debit: 'Debit',
  credit: 'Credit',
  entries: 'Latest entries',
  number: 'Entry',
  day: 'Day',
  what: 'What',
  amount: 'Amount',
  reverses: (id: string) => `Reverses ${id}`,
  empty: 'There are no entries yet',
  emptyText: 'The first one comes when a loan is paid out.',
  accounts: {
    loans_receivable: 'Loans to participants',
    bank: 'Bank',
    overpayments: 'Paid too much',
    loan_losses: 'Loan losses',
    recoveries: 'Recovered on written-off loans',
  },
  reasons: {
    loan_paid_out: 'Loan paid out',
    loan_payment: 'Payment received',
    loan_payment_reversed: 'Payment reversed',
    loan_overpayment_moved: 'Moved between loans and paid too much',
  },
} satisfies Texts
