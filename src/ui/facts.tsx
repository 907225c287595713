import type { Child } from 'hono/jsx'

/** A name and its value. */
export type Fact = { name: string; value: Child }

/** Facts as a list of names and values; `wide` gives the names more room. */
export function Facts(props: { items: readonly Fact[]; wide?: boolean }) {
  return (
    <dl class={`g-facts${props.wide === true ? ' g-facts-wide' : ''}`}>
      {props.items.map((fact) => (
        <div>
          <dt>{fact.name}</dt>
          <dd>{fact.value}</dd>
        </div>
      ))}
    </dl>
  )
}
