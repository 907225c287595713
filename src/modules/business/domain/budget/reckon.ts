import { fraction, roundHalfEven, times } from '#kernel/fraction.ts'
import { type Ore, ore, splitEvenly } from '#kernel/money.ts'
import { type Budget, type BudgetLine, type LineKind, budgetMonth, calendarMonth, fallsIn } from './budget.ts'
import { type Bought, depreciationByMonth } from './depreciation.ts'
import { type BudgetRates, restTaxMonths, taxMonths, vatDueMonth } from './rates.ts'

/** What if: sales (and the costs that follow them) change by a per cent, and customers pay later. */
export type Scenario = { salesPercent: number; laterMonths: number }

/** As it stands. */
export const asPlanned: Scenario = { salesPercent: 0, laterMonths: 0 }

/** A month of the budget. Amounts are what they say; what is paid out is positive and subtracted. */
export type BudgetMonth = {
  year: number
  month: number
  sales: Ore
  variableCosts: Ore
  fixedCosts: Ore
  startCosts: Ore
  loanCosts: Ore
  depreciation: Ore
  profit: Ore
  salesVat: Ore
  purchasesVat: Ore
  opening: Ore
  fromCustomers: Ore
  ownMoney: Ore
  loansIn: Ore
  costsPaid: Ore
  assetsPaid: Ore
  /** Negative when VAT is paid back. */
  vatPaid: Ore
  taxPaid: Ore
  loansOut: Ore
  drawings: Ore
  closing: Ore
}

/** What is owed and owned after the last month; `balance` is zero when no øre was lost. */
export type BudgetEnd = { receivables: Ore; assets: Ore; vatOwed: Ore; taxOwed: Ore; loans: Ore; balance: Ore }

/** A budget reckoned: its months, what is paid with VAT to get started, the tax of each calendar year, and how it stands in the end. */
export type Reckoned = { months: BudgetMonth[]; toStart: Ore; tax: { year: number; profit: Ore; tax: Ore }[]; end: BudgetEnd }

const basisPoints = 10_000n

type Amounts = (kind: LineKind, month: number) => Sums
type Sums = { net: bigint; vat: bigint }

/** Reckons a budget: operating budget, VAT, tax and cash, month by month. Exact; each rounding is half-even and stands where money moves. */
export function reckon(budget: Budget, rates: BudgetRates, scenario: Scenario = asPlanned): Reckoned {
  const { start, months } = budget
  const registered = budget.vat !== 'none'
  const amounts = amountsOf(budget, rates, scenario)
  const cost = (kind: LineKind, month: number): bigint => {
    const { net, vat } = amounts(kind, month)
    return registered ? net : net + vat
  }
  const each = <Value>(of: (month: number) => Value): Value[] => Array.from({ length: months }, (_, month) => of(month))
  const bought = assetsOf(budget, rates, registered)
  const depreciation = depreciationByMonth(budget, bought, rates.poolBp)
  const loanCosts = each((month) => instalments(budget, month).cost)
  const profits = each((month) => {
    const costs = (['variable_cost', 'fixed_cost', 'start_cost'] as const).reduce((sum, kind) => sum + cost(kind, month), 0n)
    return amounts('sale', month).net - costs - (loanCosts[month] ?? 0n) - (depreciation[month] ?? 0n)
  })
  const salesVat = each((month) => (registered ? amounts('sale', month).vat : 0n))
  const purchasesVat = each((month) => (registered ? boughtVat(amounts, bought, month) : 0n))
  const vatPaid = settledVat(
    budget,
    each((month) => (salesVat[month] ?? 0n) - (purchasesVat[month] ?? 0n)),
  )
  const tax = taxes(budget, rates, profits)
  const delay = budget.customersPay + scenario.laterMonths
  const invoiced = each((month) => amounts('sale', month).net + (salesVat[month] ?? 0n))
  let closing: bigint = budget.opening
  const rows = each((month): BudgetMonth => {
    const at = <Value>(list: readonly Value[], index: number) => list[index]
    const money = {
      fromCustomers: at(invoiced, month - delay) ?? 0n,
      ownMoney: amounts('own_money', month).net,
      loansIn: amounts('loan_in', month).net + paidOut(budget, month),
      costsPaid: (['variable_cost', 'fixed_cost', 'start_cost'] as const).reduce((sum, kind) => sum + withVat(amounts(kind, month)), 0n),
      assetsPaid: bought.filter((one) => one.month === month).reduce((sum, one) => sum + one.paid, 0n),
      vatPaid: at(vatPaid, month) ?? 0n,
      taxPaid: at(tax.paid, month) ?? 0n,
      loansOut: amounts('loan_out', month).net + instalments(budget, month).principal + (loanCosts[month] ?? 0n),
      drawings: drawings(budget, amounts, month),
    }
    const opening = closing
    const out = money.costsPaid + money.assetsPaid + money.vatPaid + money.taxPaid + money.loansOut + money.drawings
    closing = opening + money.fromCustomers + money.ownMoney + money.loansIn - out
    return branded({
      ...calendarMonth(start, month),
      sales: amounts('sale', month).net,
      variableCosts: cost('variable_cost', month),
      fixedCosts: cost('fixed_cost', month),
      startCosts: cost('start_cost', month),
      loanCosts: loanCosts[month] ?? 0n,
      depreciation: depreciation[month] ?? 0n,
      profit: profits[month] ?? 0n,
      salesVat: salesVat[month] ?? 0n,
      purchasesVat: purchasesVat[month] ?? 0n,
      opening,
      ...money,
      closing,
    })
  })
  return { months: rows, toStart: startPaid(months, amounts, bought), tax: tax.years, end: endOf(budget, rows, { bought, tax: tax.years }) }
}

function startPaid(months: number, amounts: Amounts, bought: readonly { paid: bigint }[]): Ore {
  const costs = Array.from({ length: months }, (_, month) => withVat(amounts('start_cost', month)))
  return ore([...costs, ...bought.map(({ paid }) => paid)].reduce((sum, one) => sum + one, 0n))
}

type Plain<Row> = { [Key in keyof Row]: Row[Key] extends Ore ? bigint : Row[Key] }

function branded(row: Plain<BudgetMonth>): BudgetMonth {
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [key, typeof value === 'bigint' ? ore(value) : value])) as BudgetMonth
}

function withVat({ net, vat }: Sums): bigint {
  return net + vat
}

function vatOf(net: bigint, vatBp: number): bigint {
  return roundHalfEven(times(fraction(net), fraction(BigInt(vatBp), basisPoints)))
}

/** The lines of a kind in a month, and the VAT on them, rounded once. Sales and what follows them bend with the scenario. */
function amountsOf({ lines }: Budget, { vatBp }: BudgetRates, { salesPercent }: Scenario): Amounts {
  const known = new Map<string, Sums>()
  return (kind, month) => {
    const key = `${kind} ${month}`
    const found = known.get(key)
    if (found !== undefined) return found
    const bends = kind === 'sale' || kind === 'variable_cost'
    const amount = (line: BudgetLine) =>
      bends ? roundHalfEven(times(fraction(line.amount), fraction(BigInt(100 + salesPercent), 100n))) : line.amount
    const here = lines.filter((line) => line.kind === kind && fallsIn(line, month))
    const sum = (some: readonly BudgetLine[]) => some.reduce((total, line) => total + amount(line), 0n)
    const sums = { net: sum(here), vat: vatOf(sum(here.filter((line) => line.vat)), vatBp) }
    known.set(key, sums)
    return sums
  }
}

/** The assets bought within the budget. `paid` is with VAT; the cost to depreciate has VAT in it where none comes back. */
function assetsOf(budget: Budget, { vatBp }: BudgetRates, registered: boolean): (Bought & { paid: bigint; vat: bigint })[] {
  return budget.lines.flatMap((line) => {
    if (line.kind !== 'asset' || line.from >= budget.months) return []
    const vat = line.vat ? vatOf(line.amount, vatBp) : 0n
    const paid = line.amount + vat
    const cost = ore(registered ? line.amount : paid)
    return [{ month: line.from, cost, paid, vat, depreciation: line.depreciation ?? { method: 'pool' as const } }]
  })
}

function boughtVat(amounts: Amounts, bought: readonly { month: number; vat: bigint }[], month: number): bigint {
  const costs = (['variable_cost', 'fixed_cost', 'start_cost'] as const).reduce((sum, kind) => sum + amounts(kind, month).vat, 0n)
  return bought.filter((one) => one.month === month).reduce((sum, { vat }) => sum + vat, costs)
}

/** The VAT of each period, in the month it falls due; what falls due after the budget stays owed. */
function settledVat({ start, vat }: Budget, byMonth: readonly bigint[]): bigint[] {
  const paid = byMonth.map(() => 0n)
  if (vat === 'none') return paid
  byMonth.forEach((amount, month) => {
    const due = budgetMonth(start, vatDueMonth(calendarMonth(start, month), vat))
    if (due < paid.length) paid[due] = (paid[due] ?? 0n) + amount
  })
  return paid
}

/**
 * The tax of each calendar year's profit within the budget: labour-market contribution, then the tax card's rate of the rest
 * above the allowance. It is paid in the year's remaining rates of provisional tax; where none remain, as remaining tax.
 */
function taxes(budget: Budget, { labourBp }: BudgetRates, profits: readonly bigint[]): { years: Reckoned['tax']; paid: bigint[] } {
  const paid = profits.map(() => 0n)
  const years: Reckoned['tax'] = []
  for (let first = 0; first < profits.length; ) {
    const { year, month } = calendarMonth(budget.start, first)
    const count = Math.min(13 - month, profits.length - first)
    const profit = profits.slice(first, first + count).reduce((sum, one) => sum + one, 0n)
    const tax = taxOf(profit, budget, { labourBp, months: count })
    years.push({ year, profit: ore(profit), tax })
    const due = taxMonths.map((one) => budgetMonth(budget.start, { year, month: one })).filter((one) => one >= first && one < first + count)
    const rates = due.length > 0 ? due : restTaxMonths.map((one) => budgetMonth(budget.start, { year: year + 1, month: one }))
    splitEvenly(tax, rates.length).forEach((part, index) => {
      const at = rates[index] ?? paid.length
      if (at < paid.length) paid[at] = (paid[at] ?? 0n) + part
    })
    first += count
  }
  return { years, paid }
}

function taxOf(profit: bigint, budget: Budget, { labourBp, months }: { labourBp: number; months: number }): Ore {
  if (profit <= 0n) return ore(0n)
  // In parts of 10,000 × 12, so that nothing is rounded before the end.
  const labour = profit * BigInt(labourBp) * 12n
  const rest = profit * basisPoints * 12n - labour - budget.allowanceYear * BigInt(months) * basisPoints
  const income = rest > 0n ? rest * BigInt(budget.taxBp) : 0n
  return ore(roundHalfEven(fraction(labour * basisPoints + income, basisPoints * basisPoints * 12n)))
}

function instalments({ loans }: Budget, month: number): { principal: bigint; cost: bigint } {
  const due = loans.flatMap((loan) => loan.instalments.filter((one) => one.month === month))
  return { principal: due.reduce((sum, one) => sum + one.principal, 0n), cost: due.reduce((sum, one) => sum + one.cost, 0n) }
}

function paidOut({ loans }: Budget, month: number): bigint {
  return loans.filter((loan) => loan.payoutMonth === month).reduce((sum, loan) => sum + loan.amount, 0n)
}

function drawings(budget: Budget, amounts: Amounts, month: number): bigint {
  if (budget.drawings !== null) return budget.drawings
  const lacking = amounts('private_cost', month).net - amounts('private_income', month).net
  return lacking > 0n ? lacking : 0n
}

/** How it stands in the end. What is owned less what is owed equals what was put in, drawn out and earned: the balance is zero. */
function endOf(
  budget: Budget,
  rows: readonly BudgetMonth[],
  { bought, tax }: { bought: readonly Bought[]; tax: Reckoned['tax'] },
): BudgetEnd {
  const sum = (of: (row: BudgetMonth) => bigint) => rows.reduce((total, row) => total + of(row), 0n)
  const taxAll = tax.reduce((total, one) => total + one.tax, 0n)
  const earlier = budget.loans
    .filter((loan) => loan.payoutMonth < 0)
    .reduce((total, loan) => total + loan.instalments.filter(({ month }) => month >= 0).reduce((left, one) => left + one.principal, 0n), 0n)
  const receivables = sum((row) => row.sales + row.salesVat - row.fromCustomers)
  const assets = bought.reduce((total, one) => total + one.cost, 0n) - sum((row) => row.depreciation)
  const vatOwed = sum((row) => row.salesVat - row.purchasesVat - row.vatPaid)
  const taxOwed = taxAll - sum((row) => row.taxPaid)
  const loans = earlier + sum((row) => row.loansIn - row.loansOut + row.loanCosts)
  const closing = rows.at(-1)?.closing ?? budget.opening
  const putIn = budget.opening - earlier + sum((row) => row.ownMoney - row.drawings + row.profit) - taxAll
  const balance = closing + receivables + assets - vatOwed - taxOwed - loans - putIn
  return {
    receivables: ore(receivables),
    assets: ore(assets),
    vatOwed: ore(vatOwed),
    taxOwed: ore(taxOwed),
    loans: ore(loans),
    balance: ore(balance),
  }
}
