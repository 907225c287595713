import { area, curveBumpX } from 'd3-shape'
import type { Child } from 'hono/jsx'
import { Chart } from '../figure.tsx'

/** How many went from one name on the left to one on the right. */
export type Flow = { from: string; to: string; count: number }

type End = { name: string; at: number; size: number }
type Ribbon = { left: number; right: number; size: number }

const [width, gap, tall] = [720, 14, 220]
const [leftX, rightX] = [230, 490]
const widen = area<{ x: number; low: number; high: number }>()
  .x((point) => point.x)
  .y0((point) => point.low)
  .y1((point) => point.high)
  .curve(curveBumpX)

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
  const total = flows.reduce((sum, flow) => sum + flow.count, 0)
  const unit = total === 0 ? 0 : tall / total
  const [left, right] = [endsOf(flows, (flow) => flow.from, unit), endsOf(flows, (flow) => flow.to, unit)]
  const height = Math.max(...[left, right].map((ends) => Math.max(0, ...ends.map((end) => end.at + end.size)))) + 12
  return (
    <Chart
      caption={props.caption}
      tableSummary={props.tableSummary}
      table={props.table}
      svg={
        <svg class="g-plot" viewBox={`0 0 ${width} ${Math.ceil(height)}`} role="img" aria-label={props.label}>
          {ribbonsOf(flows, left, right, unit).map((ribbon) => (
            <path class="g-flow" d={pathOf(ribbon)}></path>
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

function endsOf(flows: readonly Flow[], nameOf: (flow: Flow) => string, unit: number): End[] {
  const counts = new Map<string, number>()
  for (const flow of flows) counts.set(nameOf(flow), (counts.get(nameOf(flow)) ?? 0) + flow.count)
  const ends: End[] = []
  let at = 6
  for (const [name, count] of counts) {
    ends.push({ name, at, size: count * unit })
    at += count * unit + gap
  }
  return ends
}

function ribbonsOf(flows: readonly Flow[], left: readonly End[], right: readonly End[], unit: number): Ribbon[] {
  const used = new Map<End, number>()
  const take = (ends: readonly End[], name: string, size: number) => {
    const end = ends.find((one) => one.name === name)
    if (end === undefined) return 0
    const before = used.get(end) ?? 0
    used.set(end, before + size)
    return end.at + before
  }
  return flows.map(({ from, to, count }) => {
    const size = count * unit
    return { left: take(left, from, size), right: take(right, to, size), size }
  })
}

function pathOf({ left, right, size }: Ribbon): string {
  return (
    widen([
      { x: leftX, low: left, high: left + size },
      { x: rightX, low: right, high: right + size },
    ]) ?? ''
  )
}
