import type { Call } from '#platform/http/call.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Cast, type CastGroup } from '#ui/cast.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { DayTime } from '#ui/day-time.tsx'
import { Empty } from '#ui/empty.tsx'
import { longDayText } from '#ui/format.ts'
import { Page } from '#ui/page.tsx'
import type { Happening } from '../happenings.ts'
import { texts } from './texts.ts'
import { tour } from './tour.ts'

/** Those one may be, by organisation; `key` is the organisation's in the pilot's file, or `citizens`. */
export type StartGroup = { key: string; name: string; members: { id: string; name: string; note: string }[] }

/** The demo's front door: what this is, the clock, the tour and the cast. `told` is what the last move of the clock led to. */
export function startPage(call: Call, groups: readonly StartGroup[], told: readonly Happening[] | null) {
  const say = texts(call.lang)
  return (
    <Page {...call.frame} kind="bare" wide title={say.title}>
      <div class="g-intro">
        <div>
          <h1>{say.title}</h1>
          <p>{say.intro}</p>
        </div>
        <Clock call={call} />
      </div>
      {told === null ? null : <Happened call={call} told={told} />}
      <Cast action="/demo/sign-in" field="who" groups={[tourGroup(call, groups)]} />
      <h2 class="g-start-h">{say.who}</h2>
      <Cast action="/demo/sign-in" field="who" groups={groups.map((group) => castGroup(group, say.parts))} />
      <p class="small soft">{say.note}</p>
    </Page>
  )
}

function Clock(props: { call: Call }) {
  const { call } = props
  const say = texts(call.lang)
  return (
    <section class="g-card g-next g-nowbox" aria-labelledby="clock">
      <h2 class="small soft" id="clock">
        {say.clock}
      </h2>
      <p>
        <b>{say.today(longDayText(call.today, call.lang))}</b>
        {say.clockNote}
      </p>
      <div class="g-actions">
        {([1, 7, 30] as const).map((days) => (
          <form method="post" action="/demo/clock">
            <input type="hidden" name="days" value={String(days)} />
            <Button compact>{say.forward[days]}</Button>
          </form>
        ))}
      </div>
    </section>
  )
}

function Happened(props: { call: Call; told: readonly Happening[] }) {
  const { call, told } = props
  const say = texts(call.lang)
  if (told.length === 0)
    return (
      <Card title={say.happened} id="happened">
        <Empty title={say.nothing} />
      </Card>
    )
  return (
    <Card title={say.happened} id="happened" flush>
      <DataTable
        id="told"
        caption={say.happened}
        hideCaption
        inCard
        rows={told}
        columns={[
          { heading: say.what, cell: ({ words }) => words, wide: true },
          { heading: say.caseNumber, cell: ({ caseNumber }) => caseNumber ?? '', nowrap: true },
          { heading: say.to, cell: ({ to }) => to.join(', ') },
          { heading: say.on, cell: ({ on }) => <DayTime day={on} />, num: true },
        ]}
      />
    </Card>
  )
}

function tourGroup(call: Call, groups: readonly StartGroup[]): CastGroup {
  const say = texts(call.lang)
  const everyone = groups.flatMap(({ members }) => members)
  const members = tour.flatMap(({ who, path, words }, index) => {
    const member = everyone.find(({ name }) => name === who)
    // A citizen belongs to no organisation; the path is the third word all the same.
    const id = member?.id.includes(' ') === true ? member.id : `${member?.id ?? ''} -`
    return member === undefined
      ? []
      : [{ id: `${id} ${path}`, initials: String(index + 1), name: words[call.lang], note: `${member.name}, ${lowerFirst(member.note)}` }]
  })
  return { title: say.tour, text: say.tourNote, members, shape: 'tour' }
}

function castGroup({ key, name, members }: StartGroup, parts: Readonly<Record<string, string>>): CastGroup {
  const shape = key === 'citizens' ? 'people' : members.length > 5 ? 'tall' : undefined
  return {
    title: name,
    text: parts[key] ?? '',
    members: members.map((member) => ({ ...member, initials: initialsOf(member.name) })),
    ...(shape === undefined ? {} : { shape }),
  }
}

const lowerFirst = (words: string) => words.charAt(0).toLowerCase() + words.slice(1)

function initialsOf(name: string): string {
  const parts = name.split(' ')
  return `${parts[0]?.[0] ?? ''}${parts.at(-1)?.[0] ?? ''}`
}
