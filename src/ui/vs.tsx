import type { Child } from 'hono/jsx'

/** Two things side by side, the old and the new; under each other on a phone. */
export function Vs(props: { before: Child; after: Child }) {
  return (
    <div class="g-vs">
      <div>{props.before}</div>
      <div>{props.after}</div>
    </div>
  )
}

/** A value that moved: the old one struck through, the new one after it. */
export function Moved(props: { before: Child; after: Child }) {
  return (
    <>
      <del class="old">{props.before}</del> <strong>{props.after}</strong>
    </>
  )
}
