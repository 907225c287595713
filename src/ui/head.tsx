import type { Child } from 'hono/jsx'

/** The page's heading, the states beside it, and what can be done: others first, the one primary button last. */
export function PageHead(props: { title: Child; chips?: Child; intro?: Child; actions?: Child }) {
  return (
    <div class="g-head">
      <div class="g-head-text">
        <h1>{props.title}</h1>
        {props.chips === undefined ? null : <div class="g-chips">{props.chips}</div>}
        {props.intro === undefined ? null : <p>{props.intro}</p>}
      </div>
      {props.actions === undefined ? null : <div class="g-actions">{props.actions}</div>}
    </div>
  )
}
