import { type Day, isOnOrBefore } from '#kernel/days.ts'
import type { Account, Source } from './entry.ts'

/** Which municipal account a posting becomes. What is null counts for every event, purchaser, programme or source of money. */
export type Rule = {
  account: Account
  reason: string | null
  purchaserId: string | null
  programme: string | null
  fund: string | null
  municipalAccount: string
  validFrom: Day
}

/** What of a posting decides its municipal account. */
export type Posted = { account: Account; reason: string; postedOn: Day; source: Source }

/**
 * The account strings when no rule says otherwise, so that nothing must be set before the first loan: functions of the authorised chart
 * of accounts for municipalities (Budget- og regnskabssystem for kommuner). A municipality that uses others makes its own rules.
 */
export const defaultAccounts: Readonly<Record<Account, string>> = {
  loans_receivable: '9.32.25',
  fees_receivable: '9.28.14',
  bank: '9.22.05',
  overpayments: '9.52.59',
  loan_losses: '5.68.98',
  recoveries: '5.68.98',
  fee_income: '5.68.98',
  interest_income: '7.28.14',
}

/** How a municipal account string looks. */
export const municipalAccountForm = /^[0-9A-Za-z][0-9A-Za-z ./-]{0,39}$/

/** The municipal account of a posting: of the rules that fit, the one that says most, then the latest; else the default. */
export function municipalAccountOf(rules: readonly Rule[], posted: Posted): string {
  const fitting = rules.filter((rule) => fits(rule, posted))
  const best = fitting.toSorted((a, b) => says(b) - says(a) || Temporal.PlainDate.compare(b.validFrom, a.validFrom))[0]
  return best?.municipalAccount ?? defaultAccounts[posted.account]
}

function fits(rule: Rule, { account, reason, postedOn, source }: Posted): boolean {
  if (rule.account !== account || !isOnOrBefore(rule.validFrom, postedOn)) return false
  const wanted = [
    [rule.reason, reason],
    [rule.purchaserId, source.purchaserId],
    [rule.programme, source.programme],
    [rule.fund, source.fund],
  ]
  return wanted.every(([asked, given]) => asked === null || asked === given)
}

function says({ reason, purchaserId, programme, fund }: Rule): number {
  return [reason, purchaserId, programme, fund].filter((part) => part !== null).length
}
