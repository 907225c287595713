import type { Child } from 'hono/jsx'
import { Chart } from '../figure.tsx'
import { type End, type Flow, layFlows } from './flow-layout.ts'

/** Ribbons from before to after, as wide as the people in them, with the names and numbers at both ends and the table below. */
export function FlowChart(props: {
  caption: string
  label: string
  flows: readonly Flow[]
  text: (count: number) => string
  tableSummary: string
  table: Child
}) {
  const { flows, text } = props
  const { width, height, leftX, rightX, unit, left, right, ribbons } = layFlows(flows)
  return (
    <Chart
      caption={props.caption}
      tableSummary={props.tableSummary}
      table={props.table}
      svg={
        <svg class="g-plot" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={props.label}>
          {ribbons.map((path) => (
            <path class="g-flow" d={path}></path>
          ))}
          {left.map((end) => (
            <EndMark end={end} x={leftX - 8} textX={leftX - 14} anchor="end" text={text} unit={unit} />
          ))}
          {right.map((end) => (
            <EndMark end={end} x={rightX} textX={rightX + 14} anchor="start" text={text} unit={unit} />
          ))}
        </svg>
      }
    />
  )
}

function EndMark(props: { end: End; x: number; textX: number; anchor: 'start' | 'end'; text: (count: number) => string; unit: number }) {
  const { end, x, textX, anchor, text, unit } = props
  return (
    <>
      <rect class="g-bar-1" x={x} y={end.at} width="8" height={end.size}></rect>
      <text class="t-ink" x={textX} y={end.at + end.size / 2 + 4} text-anchor={anchor}>
        {`${end.name} (${text(Math.round(end.size / unit))})`}
      </text>
    </>
  )
}
