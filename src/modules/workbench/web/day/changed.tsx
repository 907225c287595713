import type { Call } from '#platform/http/call.ts'
import { Card } from '#ui/card.tsx'
import { DayTime } from '#ui/day-time.tsx'
import { Empty } from '#ui/empty.tsx'
import { momentText } from '#ui/format.ts'
import { texts } from '../../texts/texts.ts'
import type { Changed, DayFacts } from './facts.ts'

const mostEvents = 4

/** What others did in the reader's cases since the visit before this one, or in the last seven days. */
export function ChangedCard({ call, facts }: { call: Call; facts: DayFacts }) {
  const say = texts(call.lang).day
  const { since, changed } = facts
  return (
    <Card title={say.changed} id="changed">
      <p class="soft">
        {since.visit ? say.changedSince(momentText(since.at, call.lang)) : say.changedWeek}.{' '}
        {since.visit ? (
          <a href="/day?since=week#changed">{say.showWeek}</a>
        ) : since.visited ? (
          <a href="/day#changed">{say.showVisit}</a>
        ) : null}
      </p>
      {changed.length === 0 ? (
        <Empty title={say.noChanges}>{say.noChangesText}</Empty>
      ) : (
        changed.map((one) => <CaseChanged call={call} facts={facts} one={one} />)
      )}
      {facts.moreChanged === 0 ? null : <p class="soft">{say.moreCases(facts.moreChanged)}</p>}
    </Card>
  )
}

function CaseChanged({ call, facts, one }: { call: Call; facts: DayFacts; one: Changed }) {
  const all = texts(call.lang)
  const { key, events } = one
  return (
    <>
      <h3>
        <a href={`/cases/${key.referralId}#timeline`}>{facts.names.get(key.personId) ?? all.masked}</a>{' '}
        <small class="soft">{key.caseNumber}</small>
      </h3>
      <ul class="g-changed">
        {events.slice(0, mostEvents).map((event) => (
          <li>
            {event.title}{' '}
            <span class="soft">
              <DayTime day={event.on} />
            </span>
          </li>
        ))}
        {events.length > mostEvents ? <li class="soft">{all.day.more(events.length - mostEvents)}</li> : null}
      </ul>
    </>
  )
}
