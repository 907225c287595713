import { isBefore } from '#kernel/days.ts'
import type { Call } from '#platform/http/call.ts'
import { Card } from '#ui/card.tsx'
import { DayTime } from '#ui/day-time.tsx'
import { Facts } from '#ui/facts.tsx'
import { dayText, kronerText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Halves, Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { Chip } from '#ui/state.tsx'
import { type Tile, Tiles } from '#ui/tiles.tsx'
import type { LoanView } from '../../actions/read-loan.ts'
import { openRequest } from '../../actions/defer.ts'
import { overLimit } from '../../domain/deferral-limits.ts'
import { moneyLog, toldUntil } from '../../domain/recorded-event.ts'
import { holdOf } from '../../domain/reminders.ts'
import { dueTranche, waitingTranches } from '../../domain/tranche.ts'
import { overStates } from '../../domain/loan-machine.ts'
import { whoActs } from '../../domain/who-acts.ts'
import { ReviewCard } from './review.tsx'
import { texts } from '../../texts/texts.ts'
import { toneOf } from '../list/page.tsx'
import { AidCard } from '../aid/card.tsx'
import { byWhom, eventText } from '../event-text.ts'
import { BudgetBehindLoan } from './budget.tsx'
import { DeferralCard, Tranches } from './life.tsx'
import { LoanDocuments } from './documents.tsx'
import { HowToPay } from './how-to-pay.tsx'
import { ProblemOf } from './problem.tsx'
import { LoanMenu } from './menu.tsx'
import { type Accepting, type LoanProblem, NextStep } from './next-step.tsx'
import { PauseLog } from './pause-log.tsx'
import { Plan } from './plan.tsx'

/** One loan: four questions answered on top, what is to be done, the plan, and what happened. */
export function LoanPage(props: {
  call: Call
  view: LoanView
  borrower: string | null
  problem?: LoanProblem
  accepting?: Accepting | null
}) {
  const { call, view } = props
  const say = texts(call.lang)
  const { loan } = view
  const title = `${say.number} ${loan.number}`
  // Before the decision the aid is judged; afterwards the plan is what one comes for.
  const decided = view.standing.status !== 'not_paid_out'
  return (
    <Page {...call.frame} title={title} wide={call.frame.kind === 'citizen'} hasErrors={props.problem !== undefined}>
      <PageHead
        title={title}
        actions={<LoanMenu call={call} view={view} />}
        chips={
          <>
            <Chip kind={toneOf(loan)}>{say.states[loan.state]}</Chip>
            <span class="soft">
              {props.borrower ?? say.masked}, {loan.caseNumber}
            </span>
          </>
        }
      />
      {props.problem === undefined ? null : <ProblemOf call={call} view={view} problem={props.problem} />}
      <Stack>
        <Answers call={call} view={view} />
        <ReviewCard call={call} view={view} {...(props.problem === undefined ? {} : { problem: props.problem })} />
        <DeferralCard call={call} view={view} />
        <BudgetBehindLoan call={call} view={view} />
        {decided ? null : <AidCard call={call} view={view} />}
        <NextStep
          call={call}
          view={view}
          accepting={props.accepting ?? null}
          {...(props.problem === undefined ? {} : { problem: props.problem })}
        />
        <Tranches call={call} view={view} {...(props.problem === undefined ? {} : { problem: props.problem })} />
        <Plan call={call} view={view} />
        <PauseLog call={call} view={view} />
        <HowToPay call={call} view={view} />
        {decided ? <AidCard call={call} view={view} /> : null}
        <LoanDocuments call={call} view={view} {...(props.problem === undefined ? {} : { problem: props.problem })} />
        <Halves>
          <About call={call} view={view} />
          <History call={call} view={view} />
        </Halves>
      </Stack>
    </Page>
  )
}

function Answers(props: { call: Call; view: LoanView }) {
  const { call, view } = props
  const { standing } = view
  const say = texts(call.lang)
  const { next, arrears } = standing
  const hold = holdOf(view.events)
  const asked = openRequest(view.events)?.payload.deferral
  const waiting = {
    closing: view.closing !== null,
    deferralAsked: hold === 'deferral_asked',
    beyondAdviser: asked !== undefined && overLimit(asked, moneyLog(view.events)) !== null,
    disputed: hold === 'dispute',
    payout: isBetweenParts(standing) && dueTranche(view.tranches, null).ok,
    // The dead pay nothing: somebody has to look at what is left.
    review: view.review !== null || hold === 'death',
    credit: standing.overpaid > 0n,
  }
  const ball = whoActs(view.loan.state, waiting)
  const late = arrears.amount > 0n
  const closed = closedTiles(call, view)
  const coming = view.preview !== null && !overStates.includes(view.loan.state)
  return (
    <Tiles
      items={[
        {
          label: say.tiles.left,
          figure: coming ? say.notPaidOut : standing.outstanding === 0n ? say.nothingLeft : kronerText(standing.outstanding, call.lang),
          ...leftNote(call, view),
        },
        ...(closed ?? [
          {
            label: say.tiles.next,
            figure: next === null ? say.noNext : say.nextDue(kronerText(next.left, call.lang), dayText(next.payableBy)),
          },
          {
            label: say.tiles.late,
            figure: late ? say.lateBy(kronerText(arrears.amount, call.lang), arrears.daysLate) : say.nothingLate,
            ...(late ? { tone: 'late' as const } : {}),
          },
        ]),
        {
          label: say.tiles.who,
          figure: say.balls[ball === 'citizen' && call.actor?.kind === 'citizen' ? 'you' : (ball ?? 'none')],
          ...decisionDue(call, view),
        },
      ]}
    />
  )
}

/** What is no part of the debt and yet not over: money paid too much, or a last part that is not paid out although nothing is owed. */
function leftNote({ lang }: Call, { standing, tranches }: LoanView): Pick<Tile, 'note'> {
  const say = texts(lang)
  const notes = [
    ...(standing.overpaid === 0n ? [] : [say.credit(kronerText(standing.overpaid, lang))]),
    ...(isBetweenParts(standing) ? [say.restNotPaidOut(kronerText(standing.toPayOut, lang), waitingTranches(tranches).length)] : []),
  ]
  return notes.length === 0 ? {} : { note: notes.join('. ') }
}

/** Nothing is owed of what was paid out, and a part is still to be. */
function isBetweenParts({ paidOut, outstanding, toPayOut }: LoanView['standing']): boolean {
  return paidOut > 0n && outstanding === 0n && toPayOut > 0n
}

/** What was lost, and what of it came in after all; null while the claim stands open. */
function closedTiles({ lang }: Call, { loan, standing }: LoanView): Tile[] | null {
  const say = texts(lang).tiles
  const lost = kronerText(standing.lost, lang)
  if (loan.state === 'remitted') return [{ label: say.remitted, figure: lost }]
  if (loan.state !== 'written_off') return null
  return [
    { label: say.writtenOff, figure: lost, note: standing.recovered < standing.lost ? say.claimStands : say.claimMet },
    { label: say.recovered, figure: kronerText(standing.recovered, lang) },
  ]
}

/** By when an application is decided, as the lender has published it. */
function decisionDue(call: Call, { decideBy, events }: LoanView): Pick<Tile, 'note' | 'tone'> {
  if (decideBy === null) return {}
  const say = texts(call.lang)
  const isOver = isBefore(decideBy, call.today)
  const told = toldUntil(events)
  const note = (
    <>
      <a href="/deadlines">{say.decideBy}</a> <DayTime day={decideBy} />
      {isOver ? `. ${say.decisionDelayed}` : ''}
      {isOver && told !== null ? ` ${say.expectedBy(dayText(told))}` : ''}
    </>
  )
  return { note, ...(isOver ? { tone: 'late' } : {}) }
}

function About(props: { call: Call; view: LoanView }) {
  const say = texts(props.call.lang)
  const { loan } = props.view
  const facts = [
    { name: say.amount, value: kronerText(loan.amount, props.call.lang) },
    { name: say.purposeLabel, value: loan.purpose },
    { name: say.legalBasis, value: loan.legalBasis },
    ...(loan.advice === null ? [] : [{ name: say.adviceLabel, value: loan.advice }]),
    // Before a decision these are the questions it was sent back with.
    ...(loan.reason === null ? [] : [{ name: loan.decidedBy === null ? say.steps.questions : say.reasonLabel, value: loan.reason }]),
  ]
  return (
    <Card title={say.about} id="about-loan">
      <Facts items={facts} />
    </Card>
  )
}

/** What an event took back, with the way to it. */
function Undone({ call, view, id }: { call: Call; view: LoanView; id: string | null }) {
  const taken = view.events.find((event) => event.id === id)
  if (taken === undefined) return null
  const amount = taken.amount === null ? '' : `, ${kronerText(taken.amount, call.lang)}`
  return (
    <>
      {': '}
      <a href={`#event-${taken.id}`}>
        {eventText(taken, view.version.loanProduct, call.lang)}
        {amount}, {dayText(taken.on)}
      </a>
    </>
  )
}

function ByWhom({ name }: { name: string | null }) {
  return name === null ? null : (
    <>
      <br />
      <span class="soft">{name}</span>
    </>
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
          value: (
            <span id={`event-${event.id}`}>
              {eventText(event, view.version.loanProduct, call.lang)}
              {event.amount === null ? '' : `, ${kronerText(event.amount, call.lang)}`}
              {event.words === null ? '' : `: ${event.words}`}
              <Undone call={call} view={view} id={event.undoes} />
              <ByWhom name={byWhom(event, view.names, call.lang)} />
            </span>
          ),
        }))}
      />
    </Card>
  )
}
