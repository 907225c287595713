import { scaleLinear, scalePoint } from 'd3-scale'
import type { Child } from 'hono/jsx'
import { Chart } from '../figure.tsx'

/** A row of the chart: where it began and where it is now, on the scale; null where nobody said. */
export type DistanceRow = { name: string; from: number | null; to: number | null }

// Narrow, with each name above its line, so that it can be read on a phone as well.
const width = 380
const rowHeight = 44
const margin = { top: 26, right: 12, bottom: 6, left: 12 }

/** How far each row has come on a scale of whole steps: a ring where it began, a dot where it is, a line between. Holds without colour. */
export function DistanceChart(props: {
  caption: string
  label: string
  rows: readonly DistanceRow[]
  scale: readonly [number, number]
  tableSummary: string
  table: Child
}) {
  const { rows, scale } = props
  const height = margin.top + margin.bottom + rows.length * rowHeight
  const x = scaleLinear()
    .domain([...scale])
    .range([margin.left, width - margin.right])
  const y = scalePoint<string>()
    .domain(rows.map((row) => row.name))
    .range([margin.top, height - margin.bottom])
    .padding(0.5)
  const steps = Array.from({ length: scale[1] - scale[0] + 1 }, (_, index) => scale[0] + index)
  return (
    <Chart
      caption={props.caption}
      tableSummary={props.tableSummary}
      table={props.table}
      svg={
        <svg class="g-plot" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={props.label}>
          {steps.map((step) => (
            <>
              <line class="g-grid" x1={x(step)} x2={x(step)} y1={margin.top} y2={height - margin.bottom}></line>
              <text x={x(step)} y={margin.top - 10} text-anchor="middle">
                {step}
              </text>
            </>
          ))}
          {rows.map(({ name, from, to }) => {
            const at = (y(name) ?? 0) + 8
            return (
              <>
                <text class="g-way-name" x={margin.left + 6} y={at - 14}>
                  {name}
                </text>
                {from === null || to === null ? null : <line class="g-way" x1={x(from)} x2={x(to)} y1={at} y2={at}></line>}
                {from === null ? null : <circle class="g-way-from" cx={x(from)} cy={at} r={6}></circle>}
                {to === null ? null : <circle class="g-way-to" cx={x(to)} cy={at} r={4}></circle>}
              </>
            )
          })}
        </svg>
      }
    />
  )
}
