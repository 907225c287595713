import { type Ore, ore, sumOre } from '#kernel/money.ts'
import { formatOre } from '#kernel/money.ts'
import type { Call } from '#platform/http/call.ts'
import { Card } from '#ui/card.tsx'
import { type Column, DataTable } from '#ui/data-table.tsx'
import { kronerText, monthText } from '#ui/format.ts'
import { Fold } from '#ui/layout.tsx'
import { type BudgetLine, calendarMonth, fallsIn } from '../../domain/budget/budget.ts'
import type { BudgetDocument } from '../../domain/budget/document.ts'
import { keyFigures } from '../../domain/budget/figures.ts'
import type { BudgetRates } from '../../domain/budget/rates.ts'
import { type BudgetMonth, type Reckoned, asPlanned, reckon } from '../../domain/budget/reckon.ts'
import { texts } from '../../texts/texts.ts'

type AmountKey = { [Key in keyof BudgetMonth]: BudgetMonth[Key] extends Ore ? Key : never }[keyof BudgetMonth]

function amountText(amount: Ore, { lang }: Call): string {
  return formatOre(amount, lang, 'short')
}

function monthColumns(
  call: Call,
  keys: readonly AmountKey[],
  reckoned: Reckoned,
  noTotal: readonly AmountKey[] = [],
): Column<BudgetMonth>[] {
  const say = texts(call.lang).budget
  return [
    { heading: say.columns.month, cell: (row) => monthText(row, call.lang), total: say.total },
    ...keys.map((key) => ({
      heading: say.columns[key],
      num: true,
      nowrap: true,
      cell: (row: BudgetMonth) => amountText(row[key], call),
      total: noTotal.includes(key) ? '' : amountText(sumOre(reckoned.months.map((row) => row[key])), call),
    })),
  ]
}

/** Drops the columns in which nothing ever stands. */
function used(reckoned: Reckoned, keys: readonly AmountKey[]): AmountKey[] {
  return keys.filter((key) => reckoned.months.some((row) => row[key] !== 0n))
}

/** A month in the least room: its first letters and the year. */
function shortMonth(row: BudgetMonth, call: Call): string {
  return `${monthText(row, call.lang).slice(0, 3)} ${row.year}`
}

type Summary = { heading: string; of: (row: BudgetMonth) => bigint; total?: false }

/** The few columns that fit a phone, and every column folded below. */
function Monthly(props: {
  call: Call
  id: string
  title: string
  reckoned: Reckoned
  summary: readonly Summary[]
  all: Column<BudgetMonth>[]
}) {
  const { call, id, title, reckoned } = props
  const say = texts(call.lang).budget
  const late = (row: BudgetMonth) => (id === 'cash' && row.closing < 0n ? ('late' as const) : undefined)
  const columns: Column<BudgetMonth>[] = [
    { heading: say.columns.month, nowrap: true, cell: (row) => shortMonth(row, call), total: say.total },
    ...props.summary.map(({ heading, of, total }) => ({
      heading,
      num: true,
      nowrap: true,
      cell: (row: BudgetMonth) => amountText(ore(of(row)), call),
      total: total === false ? '' : amountText(sumOre(reckoned.months.map((row) => ore(of(row)))), call),
    })),
  ]
  return (
    <Card title={title} id={id}>
      <DataTable id={`${id}-table`} caption={title} hideCaption phone="tight" rows={reckoned.months} tone={late} columns={columns} />
      <Fold summary={say.showAll}>
        <DataTable
          id={`${id}-all`}
          caption={`${title}, ${say.showAll.toLowerCase()}`}
          hideCaption
          phone="scroll"
          rows={reckoned.months}
          tone={late}
          columns={props.all}
        />
      </Fold>
    </Card>
  )
}

/** The operating budget, month by month. */
export function OperatingTable({ call, reckoned }: { call: Call; reckoned: Reckoned }) {
  const say = texts(call.lang).budget
  const keys = [...used(reckoned, ['sales', 'variableCosts', 'fixedCosts', 'startCosts', 'loanCosts', 'depreciation']), 'profit' as const]
  const summary: Summary[] = [
    { heading: say.columns.sales, of: (row) => row.sales },
    { heading: say.columns.costs, of: (row) => row.sales - row.profit },
    { heading: say.columns.profit, of: (row) => row.profit },
  ]
  return (
    <Monthly
      call={call}
      id="operating"
      title={say.operating}
      reckoned={reckoned}
      summary={summary}
      all={monthColumns(call, keys, reckoned)}
    />
  )
}

/** The cash flow, month by month; the months below zero stand out. */
export function CashTable({ call, reckoned }: { call: Call; reckoned: Reckoned }) {
  const say = texts(call.lang).budget
  const moved = used(reckoned, [
    'fromCustomers',
    'ownMoney',
    'loansIn',
    'costsPaid',
    'assetsPaid',
    'vatPaid',
    'taxPaid',
    'loansOut',
    'drawings',
  ])
  const moneyIn = (row: BudgetMonth) => row.fromCustomers + row.ownMoney + row.loansIn
  const summary: Summary[] = [
    { heading: say.columns.moneyIn, of: moneyIn },
    { heading: say.columns.moneyOut, of: (row) => row.opening + moneyIn(row) - row.closing },
    { heading: say.columns.closing, of: (row) => row.closing, total: false },
  ]
  const all = monthColumns(call, ['opening', ...moved, 'closing'], reckoned, ['opening', 'closing'])
  return <Monthly call={call} id="cash" title={say.cash} reckoned={reckoned} summary={summary} all={all} />
}

/** The start-up budget and where its money comes from. */
export function StartTable({ call, budget }: { call: Call; budget: BudgetDocument }) {
  const say = texts(call.lang).budget
  const kinds: readonly string[] = ['start_cost', 'asset', 'own_money', 'loan_in']
  const lines = budget.lines.filter((line) => kinds.includes(line.kind))
  const loans = budget.loans.map((loan) => ({ name: `${say.microloan} ${loan.name}`.trim(), kind: say.loanIn, amount: loan.amount }))
  const rows = [...lines.map(({ name, kind, amount }) => ({ name, kind: say.kinds[kind], amount })), ...loans]
  if (rows.length === 0) return null
  return (
    <Card title={say.startTable} id="start">
      <DataTable
        id="start-table"
        caption={say.startTable}
        hideCaption
        rows={rows}
        columns={[
          { heading: say.columns.line, cell: (row) => row.name },
          { heading: say.columns.kind, cell: (row) => row.kind },
          { heading: say.columns.amount, num: true, nowrap: true, cell: (row) => amountText(row.amount, call) },
        ]}
      />
    </Card>
  )
}

/** The household in its first month, and what the business has to pay of it. */
export function PrivateTable({ call, budget }: { call: Call; budget: BudgetDocument }) {
  const say = texts(call.lang).budget
  const lines = budget.lines.filter((line) => line.kind === 'private_income' || line.kind === 'private_cost')
  if (lines.length === 0) return null
  const monthly = (kind: BudgetLine['kind']) =>
    sumOre(lines.filter((line) => line.kind === kind && fallsIn(line, 0)).map((line) => line.amount))
  const lacking = ore(monthly('private_cost') - monthly('private_income'))
  return (
    <Card title={say.privateTable} id="private">
      <p>{lacking > 0n ? say.privateLack(kronerText(lacking, call.lang)) : say.privateEnough}</p>
      <DataTable
        id="private-table"
        caption={say.privateTable}
        hideCaption
        rows={lines}
        columns={[
          { heading: say.columns.line, cell: (line) => line.name },
          { heading: say.columns.kind, cell: (line) => `${say.kinds[line.kind]}, ${say.rhythms[line.rhythm].toLowerCase()}` },
          { heading: say.fields.privateAmount, num: true, nowrap: true, cell: (line) => amountText(line.amount, call) },
        ]}
      />
    </Card>
  )
}

/** VAT and tax: what each month adds and pays, each year's tax, and what is owed in the end. */
export function VatTables({ call, reckoned, sources }: { call: Call; reckoned: Reckoned; sources: readonly string[] }) {
  const { lang } = call
  const say = texts(lang).budget
  const { vatOwed, taxOwed, receivables } = reckoned.end
  return (
    <Card title={say.vatTable} id="vat">
      <p>{say.endText(kronerText(vatOwed, lang), kronerText(taxOwed, lang), kronerText(receivables, lang))}</p>
      <p class="small soft">{say.taxText(sources.join('; '))}</p>
      <DataTable
        id="tax-table"
        caption={say.columns.tax}
        hideCaption
        rows={reckoned.tax}
        columns={[
          { heading: say.columns.year, cell: (row) => String(row.year) },
          { heading: say.columns.taxProfit, num: true, nowrap: true, cell: (row) => amountText(row.profit, call) },
          { heading: say.columns.tax, num: true, nowrap: true, cell: (row) => amountText(row.tax, call) },
        ]}
      />
      <Fold summary={say.showTable}>
        <DataTable
          id="vat-table"
          caption={say.vatTable}
          hideCaption
          phone="scroll"
          rows={reckoned.months}
          columns={monthColumns(call, ['salesVat', 'purchasesVat', 'vatPaid', 'taxPaid'], reckoned)}
        />
      </Fold>
    </Card>
  )
}

const scenarios = {
  planned: asPlanned,
  fewer: { salesPercent: -20, laterMonths: 0 },
  later: { salesPercent: 0, laterMonths: 1 },
  both: { salesPercent: -20, laterMonths: 1 },
} as const

/** The budget as it stands, and when sales fail or customers pay late. */
export function ScenarioTable({ call, budget, rates }: { call: Call; budget: BudgetDocument; rates: BudgetRates }) {
  const say = texts(call.lang).budget
  const names = ['planned', 'fewer', 'later', 'both'] as const
  const rows = names.map((name) => ({ name: say.scenarioNames[name], ...keyFigures(budget, reckon(budget, rates, scenarios[name])) }))
  return (
    <Card title={say.scenarios} id="scenarios">
      <DataTable
        id="scenario-table"
        caption={say.scenarios}
        hideCaption
        rows={rows}
        tone={(row) => (row.low.amount < 0n ? 'late' : undefined)}
        columns={[
          { heading: say.columns.scenario, cell: (row) => row.name },
          { heading: say.columns.low, num: true, nowrap: true, cell: (row) => kronerText(row.low.amount, call.lang) },
          { heading: say.columns.lowMonth, cell: (row) => monthText(calendarMonth(budget.start, row.low.month), call.lang) },
          { heading: say.figures.profit, num: true, nowrap: true, cell: (row) => kronerText(row.profitYear, call.lang) },
          { heading: say.figures.last, num: true, nowrap: true, cell: (row) => kronerText(row.last, call.lang) },
        ]}
      />
    </Card>
  )
}
