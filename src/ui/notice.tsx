import type { Child } from 'hono/jsx'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-names.ts'

/** What a message is: news, something to mind, done, or wrong. */
export type NoticeKind = 'info' | 'warn' | 'done' | 'error'

const icons: Record<NoticeKind, IconName> = { info: 'info', warn: 'warning', done: 'success', error: 'error' }

/** A message that belongs to the page. */
export function Notice(props: { kind: NoticeKind; title?: string; children: Child }) {
  return (
    <div class={`g-notice g-notice-${props.kind}`}>
      <Icon name={icons[props.kind]} />
      <div>
        {props.title === undefined ? null : <p class="strong">{props.title}</p>}
        <div>{props.children}</div>
      </div>
    </div>
  )
}

/** A message about what just happened, read aloud when the page opens. */
export function Alert(props: { kind: 'done' | 'error'; children: Child }) {
  return (
    <div class={`g-notice g-notice-${props.kind} g-flash`} role={props.kind === 'error' ? 'alert' : 'status'}>
      <Icon name={icons[props.kind]} />
      <p>{props.children}</p>
    </div>
  )
}
