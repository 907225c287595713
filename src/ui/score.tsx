import type { Child } from 'hono/jsx'
import type { Lang } from './lang.ts'
import { words } from './words.ts'

/** A score with its pips: 2 of 4. */
export function Score(props: { lang: Lang; score: number; of: number }) {
  return (
    <span class="g-score">
      <span class="g-pips" aria-hidden="true">
        {Array.from({ length: props.of }, (_, index) => (
          <i class={index < props.score ? 'on' : undefined}></i>
        ))}
      </span>
      {props.score}
      <span class="sr-only"> {words(props.lang).ofMax('', props.of).trim()}</span>
    </span>
  )
}

/** One side's view of a criterion: who, score, why, and what it rests on. */
export function View(props: { lang: Lang; who: string; score: number; of: number; reason: Child; basis?: Child }) {
  return (
    <div>
      <p class="g-who">
        <span>{props.who}</span>
        <Score lang={props.lang} score={props.score} of={props.of} />
      </p>
      <blockquote>{props.reason}</blockquote>
      {props.basis === undefined ? null : <p class="g-basis">{props.basis}</p>}
    </div>
  )
}

/** A criterion where two sides stand beside each other, with what they agree on. */
export function Criterion(props: { one: Child; other: Child; agreed: Child }) {
  return (
    <div class="g-criterion">
      {props.one}
      {props.other}
      <div class="g-agree">{props.agreed}</div>
    </div>
  )
}

/** Pick a score: radios in a row under a question. */
export function ScorePick(props: {
  name: string
  legend: string
  value?: string | undefined
  scores: readonly number[]
  error?: string | undefined
}) {
  return (
    <fieldset id={props.name} tabindex={props.error === undefined ? undefined : -1}>
      <legend class="form-label">{props.legend}</legend>
      {props.error === undefined ? null : <p class="form-error-message">{props.error}</p>}
      <div class="g-pick">
        {props.scores.map((score) => (
          <label>
            <input type="radio" name={props.name} value={String(score)} checked={String(score) === props.value} />
            <span>{score}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** One authority's key to a decision that needs both: who, what they did, and the button or state. */
export function Key(props: { turned: boolean; letter: string; name: string; note: Child; end?: Child }) {
  return (
    <div class={`g-key${props.turned ? ' g-key-turned' : ''}`}>
      <b class="g-org" aria-hidden="true">
        {props.letter}
      </b>
      <span>
        <strong>{props.name}</strong>
        <small>{props.note}</small>
      </span>
      {props.end}
    </div>
  )
}
