import { Bar } from './bar.tsx'
import type { Lang } from './lang.ts'
import { State } from './state.tsx'
import { words } from './words.ts'

/** A demand of the phase: how many are needed, how many are met. */
export type Demand = { name: string; met: number; needed: number }

/** How much of what the phase demands is done; what is missing is counted from the same two figures. */
export function Owed(props: { lang: Lang; items: readonly Demand[] }) {
  const say = words(props.lang)
  return (
    <ul class="g-owed">
      {props.items.map((demand) => {
        const missing = Math.max(demand.needed - demand.met, 0)
        const figure = say.ofMax(demand.met, demand.needed)
        return (
          <li>
            <span>{demand.name}</span>
            <State kind={missing === 0 ? 'done' : 'due'}>{missing === 0 ? figure : `${figure}, ${say.missing(missing)}`}</State>
            <Bar part={demand.met} whole={demand.needed} series={missing === 0 ? 'own' : 'due'} />
          </li>
        )
      })}
    </ul>
  )
}
