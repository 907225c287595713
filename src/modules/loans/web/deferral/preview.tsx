import { sumOre } from '#kernel/money.ts'
import { DataTable } from '#ui/data-table.tsx'
import { DayTime } from '#ui/day-time.tsx'
import { Facts } from '#ui/facts.tsx'
import { dayText, kronerText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import { Halves } from '#ui/layout.tsx'
import { type LimitRefusal, deferralLimits, monthsMoved, monthsUsed } from '../../domain/deferral-limits.ts'
import type { Deferral, LoanEvent, LoanState, StateRow } from '../../domain/engine/index.ts'
import { lifeTexts, texts } from '../../texts/texts.ts'

/** What a deferral would do: both plans and what follows from it. */
export type Preview = { deferral: Deferral; before: LoanState; after: LoanState; log: readonly LoanEvent[]; beyond: LimitRefusal | null }

/** The old and the new plan side by side, and what the difference means. */
export function DeferralPreview(props: { lang: Lang; preview: Preview }) {
  const { lang, preview } = props
  const say = lifeTexts(lang).deferral
  return (
    <>
      <Halves>
        <OpenRows lang={lang} id="old-plan" title={say.oldPlan} rows={openRows(preview.before)} />
        <OpenRows lang={lang} id="new-plan" title={say.newPlan} rows={openRows(preview.after)} />
      </Halves>
      <Facts items={consequences(lang, preview)} />
    </>
  )
}

function openRows(state: LoanState): StateRow[] {
  return state.plan.filter((row) => row.left > 0n)
}

function OpenRows(props: { lang: Lang; id: string; title: string; rows: readonly StateRow[] }) {
  const { lang, rows } = props
  const columns = texts(lang).columns
  return (
    <DataTable
      id={props.id}
      caption={props.title}
      mini
      phone="tight"
      rows={rows}
      columns={[
        { heading: columns.n, cell: (row) => String(row.n), total: lifeTexts(lang).deferral.total },
        { heading: columns.payableBy, num: true, cell: (row) => <PayableBy row={row} />, total: '' },
        {
          heading: columns.amount,
          num: true,
          cell: (row) => kronerText(row.left, lang),
          total: kronerText(sumOre(rows.map((row) => row.left)), lang),
        },
      ]}
    />
  )
}

/** The day an instalment can be paid by, with the due day it had struck through. */
export function PayableBy(props: { row: StateRow }) {
  const { movedFrom, payableBy } = props.row
  if (movedFrom === null) return <DayTime day={payableBy} />
  return (
    <>
      <del>
        <DayTime day={movedFrom} />
      </del>{' '}
      <b>
        <DayTime day={payableBy} />
      </b>
    </>
  )
}

function consequences(lang: Lang, { deferral, before, after, log, beyond }: Preview) {
  const say = lifeTexts(lang).deferral
  const amount = (state: LoanState) => kronerText(openRows(state).at(0)?.principal ?? state.balance, lang)
  const last = (state: LoanState) => dayText(state.plan.at(-1)?.payableBy ?? state.asOf)
  const used = monthsUsed(log) + monthsMoved(deferral)
  return [
    {
      name: say.instalment,
      value: amount(before) === amount(after) ? say.same(amount(before)) : say.fromTo(amount(before), amount(after)),
    },
    { name: say.lastDue, value: last(before) === last(after) ? last(after) : say.fromTo(last(before), last(after)) },
    { name: say.booking, value: say.bookingNone },
    { name: say.limit, value: beyond === null ? say.within(used, deferralLimits.months) : say.beyond },
  ]
}
