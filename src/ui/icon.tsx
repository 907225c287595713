import { raw } from 'hono/html'
import { assetUrl } from './assets.ts'
import { drawn } from './drawn.ts'
import type { IconName } from './icon-names.ts'

/** A decorative icon from the sprite. It says nothing to a screen reader: the words beside it must. */
export function Icon(props: { name: IconName }) {
  return icons.get(props.name) ?? draw(props.name)
}

// A page has dozens of icons that never change, and each is four elements to draw: what was drawn is kept.
const icons = new Map<IconName, ReturnType<typeof raw>>()

function draw(name: IconName) {
  const svg = (
    <svg class="icon-svg" focusable="false" aria-hidden="true">
      <use href={`${assetUrl('icons.svg')}#${name}`}></use>
    </svg>
  )
  const icon = raw(drawn(svg))
  icons.set(name, icon)
  return icon
}
