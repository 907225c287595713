import type { Call } from '#platform/http/call.ts'
import { AgreementOf } from '#modules/agreements/index.ts'
import { ballOn } from '#modules/caseload/index.ts'
import { Button } from '#ui/button.tsx'
import type { Column } from '#ui/data-table.tsx'
import { DayTime } from '#ui/day-time.tsx'
import { State } from '#ui/state.tsx'
import { texts } from '../../texts/texts.ts'
import type { FrontFacts } from './page.tsx'
import { BallOf } from '../ball-of.tsx'
import { type Row, isOverdue, urgency } from './rows.ts'

/** The columns of a list: what nobody looks after can be taken, what is over says when, the rest says by when. */
export function columnsOf(call: Call, facts: FrontFacts): Column<Row>[] {
  const say = texts(call.lang)
  const stateText = { late: say.over, due: say.soon, none: say.onTime }
  const { list } = facts.listing
  const head: Column<Row>[] = [
    { heading: say.citizen, cell: (row) => facts.names.get(row.personId) ?? <em>{say.masked}</em> },
    { heading: say.caseNumber, cell: (row) => row.caseNumber, nowrap: true },
    { heading: say.next, cell: (row) => <NextOf row={row} call={call} facts={facts} />, wide: true },
    {
      heading: say.phase,
      cell: (row) => (
        <>
          {row.words.phase} <AgreementOf call={call} agreements={facts.agreements} id={row.agreementId} />
        </>
      ),
    },
  ]
  if (list === 'ended')
    return [...head, { heading: say.endedOn, num: true, cell: (row) => (row.endedOn === null ? '' : <DayTime day={row.endedOn} />) }]
  return [
    ...head,
    { heading: say.ball, cell: (row) => <BallOf call={call} row={row} mine={row.mine} organisations={facts.organisations} /> },
    ...(list === 'mine' || list === 'unassigned'
      ? []
      : [{ heading: say.responsible, cell: (row: Row) => responsibleOf(row, facts, say.nobody) }]),
    {
      heading: say.state,
      cell: (row) => {
        const kind = urgency(row, call.today)
        const text = row.dueOn === null ? say.noDay : stateText[kind]
        return <State kind={kind}>{isOverdue(row, call.today) ? say.deadlinePassed : text}</State>
      },
    },
    { heading: say.due, num: true, cell: (row) => (row.dueOn === null ? '' : <DayTime day={row.dueOn} />) },
    ...(list === 'unassigned' && facts.mayAssign
      ? [{ heading: say.take, hiddenHeading: true, cell: (row: Row) => <Take row={row} call={call} /> }]
      : []),
  ]
}

function NextOf(props: { row: Row; call: Call; facts: FrontFacts }) {
  const { row, call, facts } = props
  const say = texts(call.lang)
  const { next } = row.words
  if (next !== null) return <a href={next.href}>{next.label}</a>
  return (
    <a href={`/cases/${row.caseId}`}>
      {row.endedOn === null ? (row.mine ? say.openCase : say.waitsFor(holderOf(row, call, facts))) : say.seeCase}
    </a>
  )
}

function holderOf(row: Row, call: Call, facts: FrontFacts): string {
  const say = texts(call.lang)
  const ball = ballOn(row, call.today)
  if (ball === 'citizen') return say.theCitizen
  if (ball === 'appeal_board') return say.appealBoard
  if (ball === 'both' || ball === 'none') return say.bothOfYou
  return facts.organisations.find((one) => one.id === row.parties[ball])?.shortName ?? '?'
}

function responsibleOf(row: Row, facts: FrontFacts, nobody: string): string {
  const account = row.authority === null ? null : row.responsible[row.authority]
  return account === null ? nobody : (facts.staff.get(account) ?? nobody)
}

function Take(props: { row: Row; call: Call }) {
  const say = texts(props.call.lang)
  return (
    <form method="post" action={`/cases/${props.row.caseId}/responsible`}>
      <Button compact hidden={props.row.caseNumber}>
        {say.take}
      </Button>
    </form>
  )
}
