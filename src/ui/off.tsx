import type { Child } from 'hono/jsx'

/** An action that is refused now: it stays where it would be pressed, and says why. */
export function Off(props: { name: string; reason: Child }) {
  return (
    <div class="g-off">
      <b>{props.name}</b>
      <span>{props.reason}</span>
    </div>
  )
}
