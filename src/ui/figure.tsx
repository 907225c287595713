import type { Child } from 'hono/jsx'

/** One figure with what it rests on and its state. */
export function Figure(props: { title: string; figure: Child; basis: Child; state?: Child }) {
  return (
    <section class="g-card g-figure">
      <h2>{props.title}</h2>
      <b>{props.figure}</b>
      <span class="n">{props.basis}</span>
      {props.state}
    </section>
  )
}

/** A chart with its caption, its key and always its table. `svg` holds the plot with `role="img"` and a label. */
export function Chart(props: { caption: Child; keys?: Child; svg: Child; tableSummary: string; table: Child }) {
  return (
    <figure class="g-chart">
      <figcaption>{props.caption}</figcaption>
      {props.keys}
      {props.svg}
      <details class="g-more">
        <summary>{props.tableSummary}</summary>
        <div class="g-under">{props.table}</div>
      </details>
    </figure>
  )
}

/** The key of a chart or a table with bars. */
export function Keys(props: { label: string; items: readonly { series: 'own' | 'other' | 'hidden'; label: string }[] }) {
  const classes = { own: 'g-sw', other: 'g-sw g-sw-2', hidden: 'g-sw g-sw-hidden' } as const
  return (
    <ul class="g-key-list" aria-label={props.label}>
      {props.items.map((item) => (
        <li>
          <span class={classes[item.series]} aria-hidden="true"></span>
          {item.label}
        </li>
      ))}
    </ul>
  )
}
