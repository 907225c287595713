/** How a bar is filled: our figure, the compared one, or one that falls short. */
export type BarSeries = 'own' | 'other' | 'due'

const barClasses: Record<BarSeries, string> = { own: 'g-bar-1', other: 'g-bar-2', due: 'g-bar-due' }

/** A bar of `part` in `whole`. It is decoration: the figure must stand beside it. Lengths are SVG attributes, never styles. */
export function Bar(props: { part: number; whole: number; series?: BarSeries; square?: boolean }) {
  const whole = Math.max(props.whole, 1)
  const part = Math.min(Math.max(props.part, 0), whole)
  return (
    <svg
      class={`g-bar${props.square === true ? ' g-bar-square' : ''}`}
      viewBox={`0 0 ${whole} 8`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      <rect class="g-bar-bg" width={whole} height="8"></rect>
      <rect class={barClasses[props.series ?? 'own']} width={part} height="8"></rect>
    </svg>
  )
}

/** The bar of a suppressed figure: hatched along its whole length, so that it hints at no size. */
export function HiddenBar() {
  return <span class="g-bar-hidden" aria-hidden="true"></span>
}
