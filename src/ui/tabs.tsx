import type { Child } from 'hono/jsx'

/** One list or view among several; a link, so it can be bookmarked. */
export type Tab = { label: string; href: string; count?: number | string; current?: boolean }

/** Tabs as links. `label` names the set for screen readers. */
export function Tabs(props: { label: string; items: readonly Tab[] }) {
  return (
    <nav aria-label={props.label}>
      <ul class="g-tabs">
        {props.items.map((tab) => (
          <li>
            <a href={tab.href} aria-current={tab.current === true ? 'page' : undefined}>
              {tab.label}
              {tab.count === undefined ? null : <span class="g-count">{tab.count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** A row of filters as links, and a word about what is shown at its end. `plain` drops the visible label. */
export function Filter(props: { id: string; label: string; items: readonly Tab[]; end?: Child; plain?: boolean }) {
  return (
    <div class={`g-filter${props.plain === true ? ' g-filter-flat' : ''}`}>
      <span id={props.id} class={props.plain === true ? 'sr-only' : undefined}>
        {props.label}
      </span>
      <ul aria-labelledby={props.id}>
        {props.items.map((item) => (
          <li>
            <a href={item.href} aria-current={item.current === true ? 'true' : undefined}>
              {item.label}
              {item.count === undefined ? null : <span class="soft">{item.count}</span>}
            </a>
          </li>
        ))}
      </ul>
      {props.end === undefined ? null : <span class="g-filter-end">{props.end}</span>}
    </div>
  )
}
