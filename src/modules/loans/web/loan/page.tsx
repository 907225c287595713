import type { Call } from '#platform/http/call.ts'
import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { DayTime } from '#ui/day-time.tsx'
import { Facts } from '#ui/facts.tsx'
import { dayText, kronerText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Columns, Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { Chip } from '#ui/state.tsx'
import { Tiles } from '#ui/tiles.tsx'
import type { LoanView } from '../../actions/read-loan.ts'
import type { PlanRow, StateRow } from '../../domain/engine/index.ts'
import { ballOf } from '../../domain/loan-machine.ts'
import { texts } from '../../texts/texts.ts'
import { toneOf } from '../list/page.tsx'
import { planSentence } from '../words.ts'
import { type LoanProblem, NextStep } from './next-step.tsx'

/** One loan: four questions answered on top, what is to be done, the plan, and what happened. */
export function LoanPage(props: { call: Call; view: LoanView; borrower: string | null; problem?: LoanProblem }) {
  const { call, view } = props
  const say = texts(call.lang)
  const { loan } = view
  const title = `${say.number} ${loan.number}`
  return (
    <Page {...call.frame} title={title} hasErrors={props.problem !== undefined}>
      <PageHead
        title={title}
        chips={
          <>
            <Chip kind={toneOf(loan)}>{say.states[loan.state]}</Chip>
            <span class="soft">
              {props.borrower ?? say.masked}, {loan.caseNumber}
            </span>
          </>
        }
      />
      {props.problem === undefined ? null : <Notice kind="error">{props.problem.text}</Notice>}
      <Stack>
        <Answers call={call} view={view} />
        <Columns
          main={
            <Stack>
              <NextStep call={call} view={view} {...(props.problem === undefined ? {} : { problem: props.problem })} />
              <Plan call={call} view={view} />
            </Stack>
          }
          side={
            <Stack>
              <About call={call} view={view} />
              <History call={call} view={view} />
            </Stack>
          }
        />
      </Stack>
    </Page>
  )
}

function Answers(props: { call: Call; view: LoanView }) {
  const { call, view } = props
  const { standing } = view
  const say = texts(call.lang)
  const { next, arrears } = standing
  const ball = ballOf(view.loan.state)
  const late = arrears.amount > 0n
  return (
    <Tiles
      items={[
        { label: say.tiles.left, figure: standing.outstanding === 0n ? say.nothingLeft : kronerText(standing.outstanding, call.lang) },
        {
          label: say.tiles.next,
          figure: next === null ? say.noNext : say.nextDue(kronerText(next.left, call.lang), dayText(next.payableBy)),
        },
        {
          label: say.tiles.late,
          figure: late ? say.lateBy(kronerText(arrears.amount, call.lang), arrears.daysLate) : say.nothingLate,
          ...(late ? { tone: 'late' as const } : {}),
        },
        { label: say.tiles.who, figure: say.balls[ball ?? 'none'] },
      ]}
    />
  )
}

function Plan(props: { call: Call; view: LoanView }) {
  const { call, view } = props
  const say = texts(call.lang)
  const rows: readonly (PlanRow | StateRow)[] = view.preview ?? view.standing.plan
  const kroner = (amount: PlanRow['total']) => kronerText(amount, call.lang)
  const state = (row: PlanRow | StateRow): StateRow | null => ('payableBy' in row ? row : null)
  return (
    <Card title={view.preview === null ? say.plan : say.planPreview} id="plan">
      {view.preview === null ? null : <p>{planSentence(view.preview, view.loan.anchorDay, call.lang)}</p>}
      <DataTable
        id="plan-rows"
        caption={say.plan}
        hideCaption
        inCard
        phone="thirds"
        rows={rows}
        tone={(row) => ((state(row)?.daysLate ?? 0) > 0 && (state(row)?.left ?? 0n) > 0n ? 'late' : undefined)}
        columns={[
          { heading: say.columns.n, cell: (row) => String(row.n) },
          { heading: say.columns.due, num: true, cell: (row) => <DayTime day={row.due} /> },
          { heading: say.columns.payableBy, num: true, cell: (row) => <PayBy row={state(row)} /> },
          { heading: say.columns.amount, num: true, cell: (row) => kroner(row.total) },
          {
            heading: say.columns.paid,
            num: true,
            cell: (row) => (state(row) === null || state(row)?.paid === 0n ? '' : kroner(state(row)?.paid ?? row.total)),
          },
          { heading: say.columns.paidOn, num: true, cell: (row) => <Paid row={state(row)} /> },
          {
            heading: say.columns.daysLate,
            num: true,
            cell: (row) => ((state(row)?.daysLate ?? 0) === 0 ? '' : String(state(row)?.daysLate)),
          },
          { heading: say.columns.left, num: true, cell: (row) => kroner(row.balanceAfter) },
        ]}
      />
    </Card>
  )
}

function PayBy(props: { row: StateRow | null }) {
  return props.row === null ? <></> : <DayTime day={props.row.payableBy} />
}

function Paid(props: { row: StateRow | null }) {
  return props.row === null || props.row.paidOn === null ? <></> : <DayTime day={props.row.paidOn} />
}

function About(props: { call: Call; view: LoanView }) {
  const say = texts(props.call.lang)
  const { loan } = props.view
  const facts = [
    { name: say.amount, value: kronerText(loan.amount, props.call.lang) },
    { name: say.purposeLabel, value: loan.purpose },
    { name: say.legalBasis, value: loan.legalBasis },
    ...(loan.advice === null ? [] : [{ name: say.adviceLabel, value: loan.advice }]),
    ...(loan.reason === null ? [] : [{ name: say.reasonLabel, value: loan.reason }]),
  ]
  return (
    <Card title={say.about} id="about-loan">
      <Facts items={facts} />
    </Card>
  )
}

function History(props: { call: Call; view: LoanView }) {
  const { call, view } = props
  const say = texts(call.lang)
  return (
    <Card title={say.history} id="history">
      <Facts
        items={view.events.map((event) => ({
          name: dayText(event.on),
          value: `${say.events[event.name]}${event.amount === null ? '' : `, ${kronerText(event.amount, call.lang)}`}`,
        }))}
      />
    </Card>
  )
}
