import { type Listed, authorityIn, holds } from '#modules/caseload/index.ts'
import type { Organisation } from '#modules/access/index.ts'
import type { Call } from '#platform/http/call.ts'
import { DayTime } from '#ui/day-time.tsx'
import { State } from '#ui/state.tsx'
import { texts } from '../../texts/texts.ts'
import { BallOf, holderText } from '../ball-of.tsx'
import { isOverdue, urgency } from '../front/rows.ts'

/** Where the ball of a case is, read for its header. */
export type BallFacts = { listed: Listed; organisations: readonly Organisation[] }

/** Who has the ball of a case now, in words for the reader; null once it is over. */
export function holderOf(call: Call, { listed, organisations }: BallFacts): string | null {
  return call.actor?.kind === 'staff' ? holderText(call, listed, isMine(call, listed, call.actor.organisationId), organisations) : null
}

function isMine({ today }: Call, listed: Listed, organisationId: Organisation['id']): boolean {
  return holds(listed, authorityIn(listed, organisationId), today)
}

/** Who has the ball and by when, and the published deadline of the decision; nothing once the case is over. */
export function BallLine({ call, facts }: { call: Call; facts: BallFacts }) {
  const { listed, organisations } = facts
  const say = texts(call.lang)
  const { actor } = call
  if (listed.endedOn !== null || actor?.kind !== 'staff') return null
  const mine = isMine(call, listed, actor.organisationId)
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
