import { type Ore, sumOre } from '#kernel/money.ts'
import type { Call } from '#platform/http/call.ts'
import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { dayText, kronerText } from '#ui/format.ts'
import type { LoanView } from '../../actions/read-loan.ts'
import { lifeTexts } from '../../texts/texts.ts'

type Row = { name: string; planned: Ore; weak: Ore }

/** What the budget says of the first twelve months, as planned and in a weak year, beside what this loan asks for. That there is none is said as well: whoever advises must ask for it. */
export function BudgetBehindLoan({ call, view }: { call: Call; view: LoanView }) {
  const { budget, preview, loan } = view
  const { lang } = call
  if (budget === null) return null
  const say = lifeTexts(lang).budget
  if (budget === 'none_kept')
    return (
      <Card title={say.title} id="budget" aside={<a href={`/enrolments/${loan.enrolmentId}/budget`}>{say.open}</a>}>
        <p>{say.none}</p>
      </Card>
    )
  const { planned, weak } = budget
  const asked = sumOre((preview ?? []).slice(0, 12).map((row) => row.total))
  const rows: Row[] = [
    { name: say.sales, planned: planned.salesYear, weak: weak.salesYear },
    { name: say.drawings, planned: planned.drawingsYear, weak: weak.drawingsYear },
    { name: say.free, planned: planned.freeYear, weak: weak.freeYear },
    { name: say.instalments, planned: planned.instalmentsYear, weak: weak.instalmentsYear },
    { name: say.thisLoan, planned: asked, weak: asked },
    { name: say.low, planned: planned.low.amount, weak: weak.low.amount },
  ]
  return (
    <Card
      title={say.title}
      id="budget"
      aside={<a href={`/enrolments/${loan.enrolmentId}/budget`}>{say.version(planned.number, dayText(planned.keptOn))}</a>}
    >
      <DataTable
        id="budget-rows"
        caption={say.caption}
        hideCaption
        inCard
        rows={rows}
        columns={[
          { heading: say.figure, cell: (row: Row) => row.name },
          { heading: say.planned, num: true, cell: (row: Row) => kronerText(row.planned, lang) },
          { heading: say.weak, num: true, cell: (row: Row) => kronerText(row.weak, lang) },
        ]}
      />
    </Card>
  )
}
