import type { Child } from 'hono/jsx'

/**
 * Radios that decide which of the form's other fields are asked for: `When` shows a field only once its answer is chosen. The style sheet does it,
 * so it works without script; the server reads only the fields of the answer.
 */
export function Chooser(props: { children: Child }) {
  return <div class="g-chooser">{props.children}</div>
}

/** Fields that belong to some of the chooser's answers: `all` in the order they are shown, at most four. */
export function When<Answer extends string>(props: { all: readonly Answer[]; chosen: readonly Answer[]; children: Child }) {
  return <div class={`g-when ${props.chosen.map((answer) => `g-when-${props.all.indexOf(answer) + 1}`).join(' ')}`}>{props.children}</div>
}
