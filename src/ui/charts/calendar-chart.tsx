import type { Child } from 'hono/jsx'
import { Chart } from '../figure.tsx'

/** A row of the calendar: its name, and stretches of days counted from the first; `full` ones are filled, the others dashed. */
export type CalendarRow = { name: string; stretches: readonly { start: number; days: number; full: boolean }[] }

const [width, rowHeight] = [720, 28]
const margin = { top: 8, right: 8, bottom: 26, left: 84 }

/** Rows of days with the stretches held in them and the months below. Holds in print and without colour; the table has the days. */
export function CalendarChart(props: {
  caption: string
  label: string
  days: number
  rows: readonly CalendarRow[]
  marks: readonly { name: string; start: number }[]
  keys?: Child
  tableSummary: string
  table: Child
}) {
  const { days, rows, marks } = props
  const height = margin.top + margin.bottom + rows.length * rowHeight
  const x = (at: number) => margin.left + (at * (width - margin.left - margin.right)) / Math.max(days, 1)
  const floor = height - margin.bottom
  const every = Math.ceil(marks.length / 14)
  return (
    <Chart
      caption={props.caption}
      keys={props.keys}
      tableSummary={props.tableSummary}
      table={props.table}
      svg={
        <svg class="g-plot" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={props.label}>
          {marks.map(({ name, start }, at) => (
            <>
              <line class="g-grid" x1={x(start)} x2={x(start)} y1={margin.top} y2={floor}></line>
              {at % every === 0 ? (
                <text x={x(start) + 2} y={height - 9}>
                  {name}
                </text>
              ) : null}
            </>
          ))}
          <line class="g-axis" x1={margin.left} x2={width - margin.right} y1={floor} y2={floor}></line>
          {rows.map(({ name, stretches }, at) => {
            const top = margin.top + at * rowHeight + 4
            return (
              <>
                <text x={margin.left - 10} y={top + 14} text-anchor="end">
                  {name}
                </text>
                {stretches.map(({ start, days: long, full }) => (
                  <rect
                    class={full ? 'g-bar-1' : 'g-free-bar'}
                    x={x(start)}
                    y={top}
                    width={Math.max(1, x(start + long) - x(start) - 1)}
                    height={rowHeight - 8}
                  ></rect>
                ))}
              </>
            )
          })}
        </svg>
      }
    />
  )
}
