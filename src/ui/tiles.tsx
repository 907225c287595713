import type { Child } from 'hono/jsx'

/** One question answered: label, figure, and what it means. */
export type Tile = { label: Child; figure: Child; note?: Child; tone?: 'late' | 'due' }

function toneClass(tone: Tile['tone']): string {
  return tone === undefined ? '' : ` g-tile-${tone}`
}

/** The page's questions answered on top, up to four. */
export function Tiles(props: { items: readonly Tile[] }) {
  return (
    <ul class="g-tiles">
      {props.items.map((tile) => (
        <li class={`g-tile${toneClass(tile.tone)}`}>
          <span>{tile.label}</span>
          <b>{tile.figure}</b>
          {tile.note === undefined ? null : <span>{tile.note}</span>}
        </li>
      ))}
    </ul>
  )
}

/** Tiles in one line each: a figure and the link to what it counts. */
export function TileRow(props: { items: readonly { figure: Child; label: string; href?: string; tone?: 'late' | 'due' }[] }) {
  return (
    <ul class="g-tiles">
      {props.items.map((tile) => (
        <li class={`g-tile g-tile-row${toneClass(tile.tone)}`}>
          <b>{tile.figure}</b>
          <span>{tile.href === undefined ? tile.label : <a href={tile.href}>{tile.label}</a>}</span>
        </li>
      ))}
    </ul>
  )
}
