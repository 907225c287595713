import type { Child } from 'hono/jsx'

/** A value that would change: the old struck through beside the new. */
export function Change(props: { label: string; before: Child; after: Child; beforeWord: string; afterWord: string }) {
  return (
    <p class="g-change">
      <span class="soft">{props.label}</span>
      <del class="old">
        <span class="sr-only">{props.beforeWord} </span>
        {props.before}
      </del>
      <span aria-hidden="true">→</span>
      <strong>
        <span class="sr-only">{props.afterWord} </span>
        {props.after}
      </strong>
    </p>
  )
}

/** A proposal on a case, answered in place: what changes, why, from whom, and the form (put in `answer`). */
export function Proposal(props: {
  id: string
  title: Child
  state: Child
  change?: Child
  children: Child
  source: Child
  answer?: Child
}) {
  return (
    <section class="g-proposal" id={props.id} aria-labelledby={`${props.id}-h`}>
      <div class="g-card-head">
        <h2 id={`${props.id}-h`}>{props.title}</h2>
        {props.state}
      </div>
      {props.change}
      <p>{props.children}</p>
      <p class="small soft">{props.source}</p>
      {props.answer}
    </section>
  )
}
