import { type Day, isBefore } from '#kernel/days.ts'
import type { Call } from '#platform/http/call.ts'
import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { dayText } from '#ui/format.ts'
import { State } from '#ui/state.tsx'
import type { Occupancy } from '../../domain/agreement.ts'
import { texts } from '../../texts/texts.ts'
import type { AgreementFacts } from './page.tsx'

type Props = { facts: Pick<AgreementFacts, 'agreement' | 'held'>; call: Call }

/** Who has had which place when; whose last day has passed without the end being recorded is said so, with the way to record it. */
export function Held({ facts, call }: Props) {
  const say = texts(call.lang)
  if (facts.held.length === 0)
    return (
      <Card title={say.held} id="held">
        <p>{say.nobodyHeld}</p>
      </Card>
    )
  return (
    <Card title={say.held} id="held">
      <DataTable
        id="held-table"
        caption={say.held}
        hideCaption
        inCard
        rows={facts.held}
        columns={[
          { heading: say.place, cell: (stay) => say.placeNumber(stay.number) },
          { heading: say.caseNumber, cell: (stay) => stay.caseNumber },
          { heading: say.days, cell: (stay) => say.until(dayText(stay.from), dayText(stay.until)), nowrap: true },
          { heading: say.kind, cell: (stay) => <StayState stay={stay} facts={facts} call={call} /> },
        ]}
      />
    </Card>
  )
}

function StayState({ stay, facts, call }: Props & { stay: Occupancy }) {
  const say = texts(call.lang)
  if (stay.releasedOn !== null) return <State kind="done">{say.heldOver}</State>
  if (!endMissing(stay, call.today)) return <State kind={stay.kind === 'reserved' ? 'wait' : 'now'}>{say.kinds[stay.kind]}</State>
  return (
    <>
      <State kind="late">{say.endMissing}</State>
      {mayRecordEnd(call, facts) ? (
        <>
          {' '}
          <a href={`/enrolments/${stay.holderId}/complete`}>{say.recordEnd(stay.caseNumber)}</a>
        </>
      ) : null}
    </>
  )
}

function endMissing({ kind, until }: Occupancy, today: Day): boolean {
  return kind === 'occupied' && isBefore(until, today)
}

// Whose step it is stands in the Place machine, which this module has never heard of; the step's own page judges.
function mayRecordEnd({ actor }: Call, { agreement }: Props['facts']): boolean {
  return actor?.kind === 'staff' && actor.organisationId === agreement.parties.provider && actor.roles.includes('programme_manager')
}
