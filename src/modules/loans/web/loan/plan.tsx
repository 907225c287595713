import { sumOre } from '#kernel/money.ts'
import type { Call } from '#platform/http/call.ts'
import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { DayTime } from '#ui/day-time.tsx'
import { kronerText } from '#ui/format.ts'
import { State, type StateKind } from '#ui/state.tsx'
import type { LoanView } from '../../actions/read-loan.ts'
import type { LoanState } from '../../domain/loan-machine.ts'
import { paymentTexts } from '../../texts/payments/texts.ts'
import { lifeTexts, texts } from '../../texts/texts.ts'
import { type PlanLine, planLines } from '../plan/plan-rows.ts'
import { planSentence, restSentence } from '../words.ts'

const undecided: readonly LoanState[] = ['applied', 'advised', 'returned']
const shapes: Record<PlanLine['standing'], StateKind> = { paid: 'done', missing: 'late', next: 'now', later: 'none', closed: 'none' }

/** The plan everyone wants: what is due and paid, how late, what is left, and why a date was moved. */
export function Plan(props: { call: Call; view: LoanView }) {
  const { call, view } = props
  const { lang } = call
  const say = texts(lang)
  const rows = planLines(view, lang)
  // An application that came to nothing is paid back by nobody.
  if (rows.length === 0 || view.loan.state === 'declined' || view.loan.state === 'withdrawn') return null
  return (
    <>
      <Card
        title={view.preview === null ? say.plan : say.planPreview}
        id="plan"
        aside={<Downloads call={call} view={view} toPay={view.preview === null && rows.some((row) => row.left > 0n)} />}
      >
        <Sentence call={call} view={view} />
        <DataTable
          id="plan-rows"
          caption={say.plan}
          hideCaption
          inCard
          phone="thirds"
          rows={rows}
          tone={(row) => (row.standing === 'missing' ? 'late' : row.standing === 'next' ? 'now' : undefined)}
          columns={columnsOf(call, rows)}
        />
      </Card>
      <p class="soft">{lifeTexts(lang).plan.note}</p>
    </>
  )
}

/** The plan in the borrower's words: before the payout the whole of it, afterwards what is still to come. */
function Sentence({ call, view }: { call: Call; view: LoanView }) {
  if (view.preview !== null) return <p>{planSentence(view.preview, view.loan.anchorDay, call.lang)}</p>
  const words = restSentence(view.standing, call.lang)
  return words === null ? null : <p>{words}</p>
}

function columnsOf({ lang }: Call, rows: readonly PlanLine[]) {
  const { columns } = texts(lang)
  const say = lifeTexts(lang)
  const kroner = (amount: PlanLine['amount']) => (amount === 0n ? '' : kronerText(amount, lang))
  const sum = (part: (row: PlanLine) => PlanLine['amount']) => kronerText(sumOre(rows.map(part)), lang)
  const words = { paid: say.plan.paidNow, missing: say.plan.missing, next: say.plan.next, later: say.plan.later }
  return [
    { heading: columns.n, cell: (row: PlanLine) => String(row.n), total: say.plan.total },
    { heading: columns.due, num: true, cell: (row: PlanLine) => <Due row={row} />, total: '' },
    { heading: columns.payableBy, num: true, cell: (row: PlanLine) => <DayTime day={row.payableBy} />, total: '' },
    { heading: columns.amount, num: true, cell: (row: PlanLine) => kroner(row.amount), total: sum((row) => row.amount) },
    { heading: columns.paid, num: true, cell: (row: PlanLine) => kroner(row.paid), total: sum((row) => row.paid) },
    { heading: columns.paidOn, num: true, cell: (row: PlanLine) => (row.paidOn === null ? '' : <DayTime day={row.paidOn} />), total: '' },
    { heading: columns.daysLate, num: true, cell: (row: PlanLine) => (row.daysLate === 0 ? '' : String(row.daysLate)), total: '' },
    { heading: texts(lang).left, num: true, cell: (row: PlanLine) => kroner(row.left), total: sum((row) => row.left) },
    {
      heading: say.plan.comment,
      cell: (row: PlanLine) => (
        <>
          <State kind={shapes[row.standing]}>{row.standing === 'closed' ? row.comment : words[row.standing]}</State>
          {row.movedBy === null ? null : (
            <>
              <br />
              <a href={`#event-${row.movedBy}`}>{row.comment}</a>
            </>
          )}
        </>
      ),
      total: '',
    },
  ]
}

function Due({ row }: { row: PlanLine }) {
  if (row.movedFrom === null) return <DayTime day={row.due} />
  return (
    <>
      <del>
        <DayTime day={row.movedFrom} />
      </del>{' '}
      <DayTime day={row.due} />
    </>
  )
}

// Days are put in a calendar once they stand, and while something is left to pay. There is a note from the offer on.
function Downloads({ call, view, toPay }: { call: Call; view: LoanView; toPay: boolean }) {
  const say = lifeTexts(call.lang).plan
  const base = `/loans/${view.loan.id}`
  return (
    <span>
      <a href={`${base}/plan.pdf`}>{say.pdf}</a> ·{' '}
      {undecided.includes(view.loan.state) ? null : (
        <>
          <a href={`${base}/agreement.pdf`}>{paymentTexts(call.lang).pay.note}</a> ·{' '}
        </>
      )}
      <a href={`${base}/plan.xlsx`}>{say.excel}</a>
      {toPay ? (
        <>
          {' '}
          · <a href={`${base}/plan.ics`}>{say.calendar}</a>
        </>
      ) : null}
    </span>
  )
}
