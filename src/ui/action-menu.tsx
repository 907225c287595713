import type { Child } from 'hono/jsx'
import { Icon } from './icon.tsx'
import type { Lang } from './lang.ts'
import { Off } from './off.tsx'
import { words } from './words.ts'

/** A step one may take: a page to open, a form to send at once, or one that is refused and says why. */
export type MenuStep =
  | { kind: 'link'; name: string; consequence: Child; href: string }
  | { kind: 'send'; name: string; consequence: Child; action: string; requestId: string; fields?: Record<string, string> }
  | { kind: 'off'; name: string; reason: Child }

const listId = 'other-steps'

/** The steps beside the suggested one, each with what it leads to; works without script, and Escape closes it. Once on a page. */
export function ActionMenu(props: { lang: Lang; steps: readonly MenuStep[]; label?: string }) {
  return (
    <div class="g-menu">
      <button type="button" class="button button-secondary" popovertarget={listId}>
        {props.label ?? words(props.lang).otherSteps} <Icon name="chevron-down" />
      </button>
      <ul class="g-menu-list" id={listId} popover="auto">
        {props.steps.map((step) => (
          <li>
            <MenuEntry step={step} />
          </li>
        ))}
      </ul>
    </div>
  )
}

function MenuEntry(props: { step: MenuStep }) {
  const { step } = props
  if (step.kind === 'off') return <Off name={step.name} reason={step.reason} />
  if (step.kind === 'link') {
    return (
      <a class="g-menu-entry" href={step.href}>
        <b>{step.name}</b>
        <span>{step.consequence}</span>
      </a>
    )
  }
  return (
    <form method="post" action={step.action}>
      <input type="hidden" name="request_id" value={step.requestId} />
      {Object.entries(step.fields ?? {}).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <button class="g-menu-entry" type="submit">
        <b>{step.name}</b>
        <span>{step.consequence}</span>
      </button>
    </form>
  )
}
