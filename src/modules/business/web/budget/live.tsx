import type { Child } from 'hono/jsx'
import type { Call } from '#platform/http/call.ts'
import { texts } from '../../texts/texts.ts'
import { figureTexts } from './figure-texts.ts'
import { type LiveState, packState } from './live-state.ts'

/** A budget's form with its figures above it. The server writes the figures; the page's script keeps them while somebody types. */
export function Live(props: { call: Call; state: LiveState; children: Child }) {
  const { call, state } = props
  const say = texts(call.lang).budget
  const figures = figureTexts(state.budget, state.rates, call.lang)
  return (
    <g-budget-live data-state={packState(state)}>
      <section class="g-card g-live" aria-labelledby="live-h">
        <h2 id="live-h">{say.live}</h2>
        <dl class="g-live-figures">
          <div>
            <dt>{say.figures.low}</dt>
            <dd>
              <b data-figure="low">{figures.low}</b> <span data-figure="lowAt">{figures.lowAt}</span>
            </dd>
          </div>
          {(['last', 'sales', 'profit'] as const).map((figure) => (
            <div>
              <dt>{say.figures[figure]}</dt>
              <dd>
                <b data-figure={figure}>{figures[figure]}</b>
              </dd>
            </div>
          ))}
        </dl>
        <p class="small soft">{say.liveHint}</p>
      </section>
      {props.children}
    </g-budget-live>
  )
}
