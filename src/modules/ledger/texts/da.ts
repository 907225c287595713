/** The words of the books. */
export const da = {
  title: 'Bogholderi',
  intro: 'Saldi regnes ud af posteringerne. En postering ændres aldrig; en fejl rettes med en modpost.',
  asOf: 'Saldo pr.',
  show: 'Vis',
  balances: 'Råbalance',
  account: 'Konto',
  total: 'I alt',
  debit: 'Debet',
  credit: 'Kredit',
  entries: 'Seneste posteringer',
  number: 'Bilag',
  day: 'Dato',
  what: 'Hvad',
  amount: 'Beløb',
  reverses: (id: string) => `Modpost til ${id}`,
  empty: 'Der er ingen posteringer endnu',
  emptyText: 'Den første kommer, når et lån udbetales.',
  accounts: {
    loans_receivable: 'Udlån til deltagere',
    bank: 'Bank',
    overpayments: 'For meget betalt',
    loan_losses: 'Tab på lån',
    recoveries: 'Indgået på afskrevne lån',
  },
  reasons: {
    loan_paid_out: 'Lån udbetalt',
    loan_payment: 'Afdrag modtaget',
    loan_payment_reversed: 'Afdrag tilbageført',
    loan_overpayment_moved: 'Flyttet mellem udlån og for meget betalt',
  } as Record<string, string>,
}

/** The texts of this module; English holds the same. */
export type Texts = typeof da
