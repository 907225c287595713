import { type Day, formatDay, isOnOrBefore } from '#kernel/days.ts'
import type { Call } from '#platform/http/call.ts'
import { ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { type Column, DataTable } from '#ui/data-table.tsx'
import { DayTime } from '#ui/day-time.tsx'
import { Empty } from '#ui/empty.tsx'
import { State } from '#ui/state.tsx'
import type { Enrolment } from '../../domain/enrolment.ts'
import type { Texts } from '../../texts/da.ts'
import type { InLineRow, PlacesFacts } from './facts.ts'

/** Who waits, in order, each with the month a place is expected rather than a promise. */
export function WaitingList(props: { call: Call; say: Texts; facts: PlacesFacts }) {
  const { call, say, facts } = props
  const words = say.places
  const { line } = facts
  if (line === null) {
    return (
      <Card title={words.waitingList} id="waiting-list">
        <p>{words.waitingHidden}</p>
      </Card>
    )
  }
  if (line.length === 0) {
    return (
      <Card title={words.waitingList} id="waiting-list">
        <Empty title={words.waitingEmpty} />
      </Card>
    )
  }
  return (
    <Card title={words.waitingList} id="waiting-list">
      <DataTable
        id="line"
        caption={words.waitingList}
        hideCaption
        inCard
        rows={line}
        columns={columns(line, { words, today: call.today, mayOffer: facts.mayOffer })}
      />
    </Card>
  )
}

function columns(
  line: readonly InLineRow[],
  { words, today, mayOffer }: { words: Texts['places']; today: Day; mayOffer: boolean },
): Column<InLineRow>[] {
  const shown: Column<InLineRow>[] = [
    {
      heading: words.citizen,
      cell: (row) => <a href={`/cases/${row.enrolment.referralId}`}>{row.name ?? `${words.masked} (${row.enrolment.caseNumber})`}</a>,
    },
    { heading: words.number, num: true, cell: (row) => line.indexOf(row) + 1 },
    { heading: words.since, nowrap: true, cell: (row) => <DayTime day={row.enrolment.run.acceptedOn} /> },
    { heading: words.state, cell: (row) => <Standing enrolment={row.enrolment} words={words} /> },
    { heading: words.expected, cell: (row) => expected(row, words, today) },
  ]
  const offer: Column<InLineRow> = {
    heading: words.offer,
    hiddenHeading: true,
    cell: (row) =>
      row.enrolment.state === 'waiting' ? (
        <ButtonLink compact href={`/enrolments/${row.enrolment.id}/offer`} hidden={row.name ?? row.enrolment.caseNumber}>
          {words.offer}
        </ButtonLink>
      ) : null,
  }
  return mayOffer ? [...shown, offer] : shown
}

function Standing(props: { enrolment: Enrolment; words: Texts['places'] }) {
  const { enrolment, words } = props
  const { offer } = enrolment.run
  if (enrolment.state === 'offered' && offer !== null)
    return <State kind="wait">{words.offered(enrolment.placeNumber ?? 0, formatDay(offer.answerBy))}</State>
  if (enrolment.state === 'waiting' && enrolment.run.priority === 1) return <State kind="due">{words.ahead}</State>
  return enrolment.state === 'waiting' ? <State kind="none">{words.waits}</State> : <State kind="due">{words.returning}</State>
}

function expected(row: InLineRow, words: Texts['places'], today: Day): string {
  if (row.expectedOn === null) return words.noForecast
  if (isOnOrBefore(row.expectedOn, today)) return words.forecastNow
  return `${words.months[row.expectedOn.month - 1] ?? ''} ${row.expectedOn.year}`
}
