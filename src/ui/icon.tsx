import { assetUrl } from './assets.ts'
import type { IconName } from './icon-names.ts'

/** A decorative icon from the sprite. It says nothing to a screen reader: the words beside it must. */
export function Icon(props: { name: IconName }) {
  return (
    <svg class="icon-svg" focusable="false" aria-hidden="true">
      <use href={`${assetUrl('icons.svg')}#${props.name}`}></use>
    </svg>
  )
}
