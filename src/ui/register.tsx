import type { Child } from 'hono/jsx'
import { Seg, type SegChoice } from './seg.tsx'

/** A person in the register: outcome, and the fields that an exception opens. */
export type RegisterPerson = {
  /** Field name of the outcome; unique on the page. */
  name: string
  person: string
  note?: Child
  value: string
  /** Shown only when the outcome is of tone `late`: what is asked of nobody else would be typed and lost. */
  why?: Child
  error?: string
}

/** The register: everyone is present until somebody says otherwise. Lies inside a form. */
export function Register(props: { people: readonly RegisterPerson[]; choices: readonly SegChoice[] }) {
  return (
    <div class="g-register">
      {props.people.map((entry) => (
        <fieldset class="g-person" id={entry.name} tabindex={entry.error === undefined ? undefined : -1}>
          <legend>{entry.person}</legend>
          <div class="g-person-name">
            <b>{entry.person}</b>
            {entry.note === undefined ? null : <small>{entry.note}</small>}
            {entry.error === undefined ? null : <p class="form-error-message">{entry.error}</p>}
          </div>
          <Seg name={entry.name} value={entry.value} choices={props.choices} />
          {entry.why === undefined ? null : <div class="g-why">{entry.why}</div>}
        </fieldset>
      ))}
    </div>
  )
}

/**
 * The register's sums, counted by the style sheet so that they follow every tap without script.
 * Must stand after the register in the same form; the words are what is counted.
 */
export function RegisterSums(props: { label: string; present: string; exceptions: string; absent: string }) {
  return (
    <p class="g-sums" role="group" aria-label={props.label}>
      <span class="g-sum-present">{props.present}</span>
      <span class="g-sum-due">{props.exceptions}</span>
      <span class="g-sum-late">{props.absent}</span>
    </p>
  )
}
