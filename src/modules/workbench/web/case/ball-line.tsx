import { type Listed, authorityIn, holds } from '#modules/caseload/index.ts'
import type { Organisation } from '#modules/access/index.ts'
import type { Call } from '#platform/http/call.ts'
import { DayTime } from '#ui/day-time.tsx'
import { State } from '#ui/state.tsx'
import { texts } from '../../texts/texts.ts'
import { BallOf } from '../ball-of.tsx'
import { isOverdue, urgency } from '../front/rows.ts'

/** Where the ball of a case is, read for its header. */
export type BallFacts = { listed: Listed; organisations: readonly Organisation[] }

/** Who has the ball and by when, and the published deadline of the decision; nothing once the case is over. */
export function BallLine({ call, facts }: { call: Call; facts: BallFacts }) {
  const { listed, organisations } = facts
  const say = texts(call.lang)
  const { actor } = call
  if (listed.endedOn !== null || actor?.kind !== 'staff') return null
  const mine = holds(listed, authorityIn(listed, actor.organisationId), call.today)
  return (
    <p class="g-ball-line">
      <BallOf call={call} row={listed} mine={mine} organisations={organisations} />
      {listed.dueOn === null ? null : (
        <State kind={urgency(listed, call.today)}>
          {say.noLaterThan} <DayTime day={listed.dueOn} />
        </State>
      )}
      {listed.decideBy === null ? null : <DecideBy call={call} day={listed.decideBy} />}
    </p>
  )
}

function DecideBy({ call, day }: { call: Call; day: NonNullable<Listed['decideBy']> }) {
  const say = texts(call.lang)
  return (
    <span>
      <a href="/deadlines">{say.decideBy}</a> <DayTime day={day} />{' '}
      {isOverdue({ decideBy: day }, call.today) ? <State kind="late">{say.deadlinePassed}</State> : null}
    </span>
  )
}
