import type { Call } from '#platform/http/call.ts'
import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { dayText } from '#ui/format.ts'
import { State, type StateKind } from '#ui/state.tsx'
import type { Agreement, Period } from '../../domain/agreement.ts'
import { type OptionStanding, optionsOn } from '../../domain/options.ts'
import { texts } from '../../texts/texts.ts'

const kinds: Record<OptionStanding['state'], StateKind> = { used: 'done', lapsed: 'stop', next: 'now', later: 'wait' }

/** The options of the agreement: which are used, and until when the next can be; then what was agreed beyond them, and why. */
export function Options(props: { agreement: Agreement; call: Call }) {
  const { agreement, call } = props
  const say = texts(call.lang).optionCard
  const standing = optionsOn(agreement, call.today)
  const beyond = agreement.periods.filter((period) => period.beyond !== null)
  return (
    <Card title={say.title} id="options">
      {standing.length === 0 ? (
        <p>{say.none}</p>
      ) : (
        <DataTable
          id="options-table"
          caption={say.title}
          hideCaption
          inCard
          rows={standing}
          columns={[
            { heading: say.option, cell: ({ number, months }) => say.optionOf(number, months) },
            { heading: say.decideBy, cell: ({ decideBy }) => (decideBy === null ? say.notKnown : dayText(decideBy)), nowrap: true },
            { heading: say.reachesTo, cell: ({ reachesTo }) => (reachesTo === null ? say.notKnown : dayText(reachesTo)), nowrap: true },
            { heading: say.state, cell: ({ state }) => <State kind={kinds[state]}>{say.states[state]}</State> },
          ]}
        />
      )}
      {beyond.length === 0 ? null : (
        <ul>
          {beyond.map((period) => (
            <li>{beyondText(period, say)}</li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function beyondText({ number, beyond, beyondReason }: Period, say: ReturnType<typeof texts>['optionCard']): string {
  return beyond === null ? '' : say.wentBeyond(number, say.beyond[beyond], beyondReason ?? '')
}
