import type { Child } from 'hono/jsx'
import { Chart } from '../figure.tsx'

/** How a line is drawn: thick and whole, dashed, or dotted; they differ without colour. */
export const lineStyles = ['whole', 'dashed', 'dotted'] as const
/** One of them. */
export type LineStyle = (typeof lineStyles)[number]

/** A line in the key: how it is drawn, and what it says. */
export type LineKey = { style: LineStyle; name: string }

/** A bar of the chart with the lines it is read by; `part` is null where it has none. `note` says in words what the lines say. */
export type LinedBar = {
  name: string
  text: string
  part: number | null
  whole: number
  hidden: boolean
  lines: readonly { style: LineStyle; at: number }[]
  note: string
}

// Narrow, with each name above its bar and each note below, so that it can be read on a phone as well.
const [width, rowHeight, barHeight] = [480, 66, 14]
const room = 356

/** Bars with reference lines across them, whose key stands above. Holds in print and without colour; the table has every number and source. */
export function LinesChart(props: {
  caption: string
  label: string
  bars: readonly LinedBar[]
  keys: readonly LineKey[]
  keysLabel: string
  tableSummary: string
  table: Child
}) {
  const { bars, keys } = props
  return (
    <Chart
      caption={props.caption}
      keys={
        <ul class="g-key-list" aria-label={props.keysLabel}>
          {keys.map(({ style, name }) => (
            <li>
              <svg class="g-line-key" viewBox="0 0 24 14" aria-hidden="true" focusable="false">
                <line class={`g-line-${style}`} x1="12" x2="12" y1="0" y2="14"></line>
              </svg>
              {name}
            </li>
          ))}
        </ul>
      }
      tableSummary={props.tableSummary}
      table={props.table}
      svg={
        <svg class="g-plot g-plot-narrow" viewBox={`0 0 ${width} ${bars.length * rowHeight}`} role="img" aria-label={props.label}>
          {bars.map((bar, at) => (
            <Row bar={bar} top={at * rowHeight} />
          ))}
        </svg>
      }
    />
  )
}

function Row({ bar, top }: { bar: LinedBar; top: number }) {
  const x = (value: number) => (room * Math.min(Math.max(value, 0), bar.whole)) / Math.max(bar.whole, 1)
  const y = top + 24
  return (
    <>
      <text class="t-ink" x="0" y={top + 14}>
        {bar.name}
      </text>
      <rect class={bar.hidden ? 'g-free-bar' : 'g-bar-bg'} x="0" y={y} width={room} height={barHeight}></rect>
      {bar.part === null ? null : <rect class="g-bar-1" x="0" y={y} width={x(bar.part)} height={barHeight}></rect>}
      {bar.lines.map((line) => (
        <>
          <line class="g-line-halo" x1={x(line.at)} x2={x(line.at)} y1={y - 4} y2={y + barHeight + 4}></line>
          <line class={`g-line-${line.style}`} x1={x(line.at)} x2={x(line.at)} y1={y - 4} y2={y + barHeight + 4}></line>
        </>
      ))}
      <text class="t-ink" x={room + 10} y={y + 12}>
        {bar.text}
      </text>
      <text x="0" y={y + barHeight + 16}>
        {bar.note}
      </text>
    </>
  )
}
