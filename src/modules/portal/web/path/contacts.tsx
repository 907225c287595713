import { reachedAt } from '#modules/notices/index.ts'
import type { Call } from '#platform/http/call.ts'
import { Card } from '#ui/card.tsx'
import { WhoSees } from '#ui/citizen.tsx'
import { texts } from '../../texts/texts.ts'
import type { OwnCase } from './facts.ts'

/** Whom the citizen writes to or calls, and about what: those of the case whose phone or address is known. */
export function Contacts({ call, own }: { call: Call; own: OwnCase }) {
  const say = texts(call.lang)
  const { actingJobCentre, provider, lender } = own.key.parties
  const about = [
    { id: actingJobCentre, what: say.contacts.jobCentre },
    { id: provider, what: say.contacts.provider },
    ...(own.run === null ? [] : [{ id: lender, what: say.contacts.lender }]),
  ]
  const items = own.organisations.flatMap((one) => {
    const what = about.filter(({ id }) => id === one.id).map((part) => part.what)
    const lines = reachedAt(one, call.lang)
    return what.length === 0 || lines.length === 0 ? [] : [{ who: one.name, what: <Reached what={what.join('. ')} lines={lines} /> }]
  })
  return items.length === 0 ? null : (
    <Card title={say.contacts.title} id="contacts">
      <WhoSees items={items} />
    </Card>
  )
}

function Reached({ what, lines }: { what: string; lines: readonly string[] }) {
  return (
    <>
      {what}.
      {lines.map((line) => (
        <>
          <br />
          {line}
        </>
      ))}
    </>
  )
}
