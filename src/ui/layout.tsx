import type { Child } from 'hono/jsx'

/** Parts under each other with the usual space between. */
export function Stack(props: { children: Child }) {
  return <div class="g-stack">{props.children}</div>
}

/** A broad column and a narrow one; under each other on small screens, the broad one first. */
export function Columns(props: { main: Child; side: Child }) {
  return (
    <div class="g-cols">
      <div class="g-stack">{props.main}</div>
      <div class="g-stack">{props.side}</div>
    </div>
  )
}

/** Two equal columns on a desk, one on a phone. */
export function Halves(props: { children: Child }) {
  return <div class="g-halves">{props.children}</div>
}

/** Three equal columns on a desk, one on a phone. */
export function Thirds(props: { children: Child }) {
  return <div class="g-thirds">{props.children}</div>
}

/** Something folded away under a line of words; works without script. */
export function Fold(props: { summary: Child; open?: boolean; children: Child }) {
  return (
    <details class="g-more" open={props.open === true}>
      <summary>{props.summary}</summary>
      <div class="g-under">{props.children}</div>
    </details>
  )
}

/** A row of buttons or links under what they concern. */
export function Buttons(props: { children: Child }) {
  return <div class="g-ask">{props.children}</div>
}
