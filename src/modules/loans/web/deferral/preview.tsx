import { nextBankDay } from '#kernel/bank-days.ts'
import { sumOre } from '#kernel/money.ts'
import { DataTable } from '#ui/data-table.tsx'
import { DayTime } from '#ui/day-time.tsx'
import { Facts } from '#ui/facts.tsx'
import { dayText, kronerText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import { Halves, Stack } from '#ui/layout.tsx'
import { type LimitRefusal, deferralLimits, useOf, usedOf } from '../../domain/deferral-limits.ts'
import type { Deferral, LoanEvent, LoanState, StateRow } from '../../domain/engine/index.ts'
import { lifeTexts, texts } from '../../texts/texts.ts'

/** What a deferral would do: both plans and what follows from it. */
export type Preview = { deferral: Deferral; before: LoanState; after: LoanState; log: readonly LoanEvent[]; beyond: LimitRefusal | null }

/** The old and the new plan side by side, and what the difference means. */
export function DeferralPreview(props: { lang: Lang; preview: Preview }) {
  const { lang, preview } = props
  const say = lifeTexts(lang).deferral
  return (
    <Stack>
      <Halves>
        <OpenRows lang={lang} id="old-plan" title={say.oldPlan} rows={openRows(preview.before)} />
        <OpenRows lang={lang} id="new-plan" title={say.newPlan} rows={openRows(preview.after)} />
      </Halves>
      <Facts items={consequences(lang, preview)} />
    </Stack>
  )
}

function openRows(state: LoanState): StateRow[] {
  return state.plan.filter((row) => row.left > 0n)
}

/** A row that is shown, or several like it in one line. */
type Shown = { rows: readonly StateRow[] }

/** The first five rows and the last; what lies between is one line. A short plan is shown whole. */
function shortened(rows: readonly StateRow[]): Shown[] {
  const each = (some: readonly StateRow[]) => some.map((row) => ({ rows: [row] }))
  return rows.length <= 8 ? each(rows) : [...each(rows.slice(0, 5)), { rows: rows.slice(5, -1) }, ...each(rows.slice(-1))]
}

function OpenRows(props: { lang: Lang; id: string; title: string; rows: readonly StateRow[] }) {
  const { lang, rows } = props
  const columns = texts(lang).columns
  const say = lifeTexts(lang).deferral
  const number = ({ rows: some }: Shown) => (some.length === 1 ? String(some[0]?.n) : `${some[0]?.n}–${some.at(-1)?.n}`)
  const sum = (some: readonly StateRow[]) => kronerText(sumOre(some.map((row) => row.left)), lang)
  const when = ({ rows: some }: Shown) => {
    const [only] = some
    return only !== undefined && some.length === 1 ? <PayableBy row={only} /> : <span class="soft">{say.monthly}</span>
  }
  return (
    <DataTable
      id={props.id}
      caption={props.title}
      mini
      phone="tight"
      rows={shortened(rows)}
      columns={[
        { heading: columns.n, cell: number, total: say.total },
        { heading: columns.payableBy, num: true, cell: when, total: '' },
        { heading: columns.amount, num: true, cell: (row) => sum(row.rows), total: sum(rows) },
      ]}
    />
  )
}

/** The day an instalment can be paid by, with the one it had struck through. */
export function PayableBy(props: { row: StateRow }) {
  const { movedFrom, payableBy } = props.row
  if (movedFrom === null) return <DayTime day={payableBy} />
  return (
    <>
      <del>
        <DayTime day={nextBankDay(movedFrom)} />
      </del>{' '}
      <b>
        <DayTime day={payableBy} />
      </b>
    </>
  )
}

function consequences(lang: Lang, { deferral, before, after, log, beyond }: Preview) {
  const say = lifeTexts(lang).deferral
  // What is late before the first row that changes stays as it is.
  const at = deferral.kind === 'new_plan' ? 0 : openRows(before).findIndex((row) => row.due.equals(deferral.fromDue))
  const amount = (state: LoanState) => kronerText(openRows(state).at(at)?.principal ?? state.balance, lang)
  const last = (state: LoanState) => dayText(state.plan.at(-1)?.payableBy ?? state.asOf)
  const { of, count } = useOf(deferral)
  return [
    {
      name: say.instalment,
      value: amount(before) === amount(after) ? say.same(amount(before)) : say.fromTo(amount(before), amount(after)),
    },
    { name: say.lastDue, value: last(before) === last(after) ? last(after) : say.fromTo(last(before), last(after)) },
    { name: say.booking, value: say.bookingNone },
    { name: say.limit, value: beyond === null ? say.within[of](usedOf(of, log) + count, deferralLimits[of]) : say.beyond },
  ]
}
