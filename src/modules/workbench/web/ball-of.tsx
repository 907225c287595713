import { type Listed, ballOn, isKeeper } from '#modules/caseload/index.ts'
import type { Organisation } from '#modules/access/index.ts'
import type { Call } from '#platform/http/call.ts'
import { Ball } from '#ui/ball.tsx'
import { texts } from '../texts/texts.ts'
import { heldDay } from './front/rows.ts'

type BallRow = Pick<Listed, 'ball' | 'turnsOn' | 'since' | 'dueOn' | 'parties' | 'responsible'>

/** Who has the ball in a case, in words as the reader sees it: a colleague's case is not with the reader; null for a case that is over. */
export function holderText(call: Call, row: BallRow, mine: boolean, organisations: readonly Organisation[]): string | null {
  const say = texts(call.lang)
  const ball = ballOn(row, call.today)
  if (ball === 'none') return null
  if (ball === 'both') return say.withBoth
  if (ball === 'citizen') return say.withCitizen
  if (ball === 'appeal_board') return say.withOther(say.appealBoard)
  if (mine) return call.actor?.kind === 'staff' && isKeeper(row, call.actor.accountId) ? say.withYou : say.withUs
  return say.withOther(organisations.find((one) => one.id === row.parties[ball])?.shortName ?? '?')
}

const letters = { both: '2', citizen: 'B', appeal_board: 'A' } as const

const letterOf = (id: Organisation['id'], organisations: readonly Organisation[]) =>
  organisations.find((one) => one.id === id)?.letter ?? '?'

/** Who has the ball in a case and on which of how many days, as the reader sees it; nothing for a case that is over. */
export function BallOf(props: { call: Call; row: BallRow; mine: boolean; organisations: readonly Organisation[] }) {
  const { row, call, mine, organisations } = props
  const holder = holderText(call, row, mine, organisations)
  const ball = ballOn(row, call.today)
  if (holder === null || ball === 'none') return null
  const letter = ball === 'acting_job_centre' || ball === 'provider' ? letterOf(row.parties[ball], organisations) : letters[ball]
  return <Ball lang={call.lang} letter={letter} holder={holder} mine={mine && ball !== 'citizen'} day={heldDay(row, call.today)} />
}
