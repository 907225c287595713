import type { Child } from 'hono/jsx'
import type { Lang } from './lang.ts'
import { words } from './words.ts'

/** An answer given, and where to change it. */
export type Answer = { name: string; value: Child; changeHref?: string }

/** "Check your answers": what was written, each with a link back to its field. */
export function SummaryList(props: { lang: Lang; items: readonly Answer[] }) {
  return (
    <dl class="g-summary">
      {props.items.map((answer) => (
        <div>
          <dt>{answer.name}</dt>
          <dd>{answer.value}</dd>
          {answer.changeHref === undefined ? null : (
            <dd class="g-summary-change">
              <a href={answer.changeHref}>
                {words(props.lang).change}
                <span class="sr-only"> {answer.name.toLowerCase()}</span>
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}
