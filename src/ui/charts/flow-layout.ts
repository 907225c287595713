import { area, curveBumpX } from 'd3-shape'

/** How many went from one name on the left to one on the right. */
export type Flow = { from: string; to: string; count: number }

/** One end of ribbons: its name, its top and its height. */
export type End = { name: string; at: number; size: number }
type Ribbon = { left: number; right: number; size: number }

const [width, gap, tall] = [720, 14, 220]
const [leftX, rightX] = [230, 490]
const widen = area<{ x: number; low: number; high: number }>()
  .x((point) => point.x)
  .y0((point) => point.low)
  .y1((point) => point.high)
  .curve(curveBumpX)

/** The picture of flows: its size, the ends on both sides, the ribbons as SVG paths, and how high one person is. */
export type FlowPicture = {
  width: number
  height: number
  leftX: number
  rightX: number
  unit: number
  left: readonly End[]
  right: readonly End[]
  ribbons: readonly string[]
}

/** Lays flows out, for the page and for paper. */
export function layFlows(flows: readonly Flow[]): FlowPicture {
  const total = flows.reduce((sum, flow) => sum + flow.count, 0)
  const unit = total === 0 ? 0 : tall / total
  const [left, right] = [endsOf(flows, (flow) => flow.from, unit), endsOf(flows, (flow) => flow.to, unit)]
  const height = Math.ceil(Math.max(...[left, right].map((ends) => Math.max(0, ...ends.map((end) => end.at + end.size)))) + 12)
  return { width, height, leftX, rightX, unit, left, right, ribbons: ribbonsOf(flows, left, right, unit).map(pathOf) }
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
