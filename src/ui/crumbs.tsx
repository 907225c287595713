import type { Lang } from './lang.ts'
import { words } from './words.ts'

/** One place on the way to this page; the last one, the page itself, has no address. */
export type Crumb = { label: string; href?: string }

/** Where this page lies. */
export function Crumbs(props: { lang: Lang; items: readonly Crumb[] }) {
  return (
    <nav class="g-crumb" aria-label={words(props.lang).breadcrumb}>
      <ol>
        {props.items.map((item) => (
          <li>{item.href === undefined ? <span aria-current="page">{item.label}</span> : <a href={item.href}>{item.label}</a>}</li>
        ))}
      </ol>
    </nav>
  )
}
