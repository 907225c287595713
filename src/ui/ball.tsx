import type { Lang } from './lang.ts'
import { words } from './words.ts'

/** Who must act now, and for how long they have had it. */
export type BallProps = {
  lang: Lang
  /** One letter for the organisation, or a figure when several hold it. */
  letter: string
  /** Who has it, in words: "Hos Vallensbæk". */
  holder: string
  /** True when it is the reader's own. */
  mine?: boolean
  /** The day it is held on, counted from 1, and the days allowed, null where no day is set. Red when past. */
  day?: { number: number; of: number | null }
}

/** Who has the ball: letter, words, and "dag 4 af 10" or "2 dage over fristen" computed from one value. */
export function Ball(props: BallProps) {
  const over = props.day?.of != null && props.day.number > props.day.of
  const kind = `${props.mine === true ? ' g-ball-me' : ''}${over ? ' g-ball-over' : ''}`
  return (
    <span class={`g-ball${kind}`}>
      <b class="g-org" aria-hidden="true">
        {props.letter}
      </b>
      <span>
        {/* The dot ends the first line where the second has room for itself alone. */}
        <span class="g-unbroken">{props.day === undefined ? props.holder : `${props.holder} ·`}</span>
        {props.day === undefined ? null : (
          <>
            {' '}
            <small>{heldText(props.lang, props.day)}</small>
          </>
        )}
      </span>
    </span>
  )
}

// A deadline months away is a phase's: "dag 290 af 402" would read as the day of the phase.
const longestCounted = 60

function heldText(lang: Lang, { number, of }: NonNullable<BallProps['day']>): string {
  if (of === null || (number <= of && of > longestCounted)) return words(lang).heldFor(number)
  return number > of ? words(lang).daysOver(number - of) : words(lang).dayOf(number, of)
}
