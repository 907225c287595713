import type { Call } from '#platform/http/call.ts'
import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { DayTime } from '#ui/day-time.tsx'
import type { LoanView } from '../../actions/read-loan.ts'
import { daysPaused, pausesOf } from '../../domain/arrears-clock.ts'
import { lifeTexts } from '../../texts/texts.ts'

/** When no day counted as late, why, and for how many days; nothing for a loan whose arrears clock was never paused. */
export function PauseLog({ call, view }: { call: Call; view: LoanView }) {
  const say = lifeTexts(call.lang).clock.log
  const pauses = pausesOf(view.events)
  if (pauses.length === 0) return null
  return (
    <Card title={say.title} id="pause-log" flush>
      <DataTable
        id="pauses"
        caption={say.title}
        hideCaption
        inCard
        rows={pauses}
        columns={[
          { heading: say.from, cell: ({ from }) => <DayTime day={from} />, nowrap: true },
          { heading: say.until, cell: ({ until }) => (until === null ? say.open : <DayTime day={until} />), nowrap: true },
          { heading: say.why, cell: ({ why, whyEnded }) => [why, ...(whyEnded === null ? [] : [say.ended(whyEnded)])].join(' ') },
          { heading: say.days, num: true, cell: (pause) => String(daysPaused(pause, call.today)) },
        ]}
      />
    </Card>
  )
}
