import type { Child } from 'hono/jsx'

/** One phase on the way: done, now, or to come. */
export type Step = { name: string; when?: Child; state?: Child; progress: 'done' | 'now' | 'next' }

function stepClass(progress: Step['progress']): string | undefined {
  return progress === 'next' ? undefined : `is-${progress}`
}

/** The phases of a case in a line with their dates; under each other on a phone. */
export function Steps(props: { items: readonly Step[] }) {
  return (
    <ol class="g-steps">
      {props.items.map((step) => (
        <li class={stepClass(step.progress)} aria-current={step.progress === 'now' ? 'step' : undefined}>
          <b>{step.name}</b>
          {step.when === undefined ? null : <span>{step.when}</span>}
          {step.state}
        </li>
      ))}
    </ol>
  )
}

/** The same way as a citizen reads it: top down, in plain words. */
export function Path(props: { items: readonly Step[] }) {
  return (
    <ol class="g-path">
      {props.items.map((step) => (
        <li class={stepClass(step.progress)} aria-current={step.progress === 'now' ? 'step' : undefined}>
          <b>{step.name}</b>
          {step.when === undefined ? null : <span>{step.when}</span>}
        </li>
      ))}
    </ol>
  )
}
