import type { Child } from 'hono/jsx'

/** The seven states; each has a shape of its own so that colour never carries the meaning alone. */
export type StateKind = 'done' | 'now' | 'wait' | 'due' | 'late' | 'none' | 'stop'

/** A state as shape, word and colour. Plain in tables; `chip` gives it a ground of its own. */
export function State(props: { kind: StateKind; chip?: boolean; children: Child }) {
  return <span class={`g-state g-${props.kind}${props.chip === true ? ' g-chip' : ''}`}>{props.children}</span>
}

/** A state on its own ground, for the page's head and for cards. */
export function Chip(props: { kind: StateKind; children: Child }) {
  return (
    <State kind={props.kind} chip>
      {props.children}
    </State>
  )
}
