import type { Child } from 'hono/jsx'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-names.ts'

/** How much a button weighs: one `primary` in a page's head, `secondary` else, `quiet` for a way out. */
export type ButtonKind = 'primary' | 'secondary' | 'quiet'

type Look = { kind?: ButtonKind; compact?: boolean; icon?: IconName; hidden?: string; children: Child }

function look(props: Look): string {
  const kind = props.kind === 'quiet' ? 'button-unstyled g-quiet' : `button-${props.kind ?? 'secondary'}`
  return `button ${kind}${props.compact === true ? ' compact' : ''}`
}

function Inside(props: Look) {
  return (
    <>
      {props.icon === undefined ? null : <Icon name={props.icon} />}
      {props.children}
      {props.hidden === undefined ? null : <span class="sr-only"> {props.hidden}</span>}
    </>
  )
}

/** A button that sends its form; `name` and `value` tell which of several was pressed. `hidden` are words for screen readers only. */
export function Button(props: Look & { name?: string; value?: string; form?: string; formaction?: string }) {
  return (
    <button class={look(props)} type="submit" name={props.name} value={props.value} form={props.form} formaction={props.formaction}>
      <Inside {...props} />
    </button>
  )
}

/** A link that looks like a button: it leads somewhere and changes nothing. What opens in a new tab says so in its words. */
export function ButtonLink(props: Look & { href: string; download?: boolean; newTab?: boolean }) {
  return (
    <a class={look(props)} href={props.href} download={props.download} target={props.newTab === true ? '_blank' : undefined}>
      <Inside {...props} />
    </a>
  )
}
