import type { Child } from 'hono/jsx'

/** A list with nothing in it: says so, and what to do next. */
export function Empty(props: { title: string; children?: Child; action?: Child }) {
  return (
    <div class="g-empty">
      <p class="strong">{props.title}</p>
      {props.children === undefined ? null : <p class="soft">{props.children}</p>}
      {props.action === undefined ? null : <div class="g-ask">{props.action}</div>}
    </div>
  )
}
