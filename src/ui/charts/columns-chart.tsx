import { scaleBand, scaleLinear } from 'd3-scale'
import type { Child } from 'hono/jsx'
import { Chart } from '../figure.tsx'

/** A column: its name, what is filled, and what of the whole is not, whole numbers; `line` is where it should come to, if it should. */
export type ChartColumn = { name: string; filled: number; rest: number; line?: number | undefined }

const [width, height] = [720, 260]
const margin = { top: 22, right: 8, bottom: 28, left: 44 }

/**
 * Columns with what is filled and, dashed above it, what is not; every number stands in its column and in the table below. It holds in
 * print and without colour, for the rest is dashed. A column that should come to something has a line across it there.
 */
export function ColumnsChart(props: {
  caption: string
  label: string
  columns: readonly ChartColumn[]
  keys?: Child
  text: (value: number) => string
  tableSummary: string
  table: Child
}) {
  const { columns, text } = props
  const x = scaleBand<string>()
    .domain(columns.map((column) => column.name))
    .range([margin.left, width - margin.right])
    .padding(0.28)
  const most = Math.max(1, ...columns.map(({ filled, rest }) => filled + rest))
  const y = scaleLinear()
    .domain([0, most])
    .nice(4)
    .range([height - margin.bottom, margin.top])
  const [wide, floor] = [x.bandwidth(), y(0)]
  const fits = wide >= 26
  return (
    <Chart
      caption={props.caption}
      keys={props.keys}
      tableSummary={props.tableSummary}
      table={props.table}
      svg={
        <svg class="g-plot" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={props.label}>
          {y.ticks(4).map((tick) => (
            <>
              <line class={tick === 0 ? 'g-axis' : 'g-grid'} x1={margin.left} x2={width - margin.right} y1={y(tick)} y2={y(tick)}></line>
              <text x={margin.left - 6} y={y(tick) + 4} text-anchor="end">
                {text(tick)}
              </text>
            </>
          ))}
          {columns.map(({ name, filled, rest, line }) => {
            const left = x(name) ?? 0
            const middle = left + wide / 2
            return (
              <>
                <rect class="g-bar-1" x={left} y={y(filled)} width={wide} height={floor - y(filled)}></rect>
                {rest === 0 ? null : (
                  <rect class="g-free-bar" x={left} y={y(filled + rest)} width={wide} height={y(filled) - y(filled + rest)}></rect>
                )}
                {line === undefined ? null : <Across from={left - 4} to={left + wide + 4} y={y(line)} />}
                {filled > 0 && fits && floor - y(filled) > 18 ? (
                  <text class="t-on" x={middle} y={line === undefined ? y(filled) + 15 : floor - 7} text-anchor="middle">
                    {text(filled)}
                  </text>
                ) : null}
                {rest > 0 && fits ? (
                  <text x={middle} y={y(filled + rest) - 5} text-anchor="middle">
                    {text(rest)}
                  </text>
                ) : null}
                {fits ? (
                  <text x={middle} y={height - 9} text-anchor="middle">
                    {name}
                  </text>
                ) : null}
              </>
            )
          })}
        </svg>
      }
    />
  )
}

function Across({ from, to, y }: { from: number; to: number; y: number }) {
  return (
    <>
      <line class="g-line-halo" x1={from} x2={to} y1={y} y2={y}></line>
      <line class="g-line-whole" x1={from} x2={to} y1={y} y2={y}></line>
    </>
  )
}
