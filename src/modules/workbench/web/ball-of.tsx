import { type Listed, ballOn } from '#modules/caseload/index.ts'
import type { Organisation } from '#modules/access/index.ts'
import type { Call } from '#platform/http/call.ts'
import { Ball } from '#ui/ball.tsx'
import { texts } from '../texts/texts.ts'
import { heldDay } from './front/rows.ts'

/** Who has the ball in a case and on which of how many days, as the reader sees it; nothing for a case that is over. */
export function BallOf(props: {
  call: Call
  row: Pick<Listed, 'ball' | 'turnsOn' | 'since' | 'dueOn' | 'parties'>
  mine: boolean
  organisations: readonly Organisation[]
}) {
  const { row, call, mine, organisations } = props
  const say = texts(call.lang)
  const day = heldDay(row, call.today)
  const held = day === undefined ? {} : { day }
  const ball = ballOn(row, call.today)
  if (ball === 'none') return null
  if (ball === 'both') return <Ball lang={call.lang} letter="2" holder={say.withBoth} mine={mine} {...held} />
  if (ball === 'citizen') return <Ball lang={call.lang} letter="B" holder={say.withCitizen} {...held} />
  const holder = organisations.find((one) => one.id === row.parties[ball])
  return (
    <Ball
      lang={call.lang}
      letter={holder?.letter ?? '?'}
      holder={mine ? say.withYou : say.withOther(holder?.shortName ?? '?')}
      mine={mine}
      {...held}
    />
  )
}
