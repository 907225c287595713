import type { Organisation } from '#modules/access/index.ts'
import type { PersonName } from '#modules/people/index.ts'
import type { Call } from '#platform/http/call.ts'
import { Ball } from '#ui/ball.tsx'
import { ButtonLink } from '#ui/button.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { DayTime } from '#ui/day-time.tsx'
import { Empty } from '#ui/empty.tsx'
import { PageHead } from '#ui/head.tsx'
import { Page } from '#ui/page.tsx'
import { Tabs } from '#ui/tabs.tsx'
import type { Referral } from '../../domain/referral.ts'
import { authorityOfOrganisation, ballClock, ballToday, nextFor, pageOf } from '../../domain/summary.ts'
import { texts } from '../../texts/texts.ts'
import { StateChip } from '../case-frame.tsx'
import { mayTake } from '../may-take.ts'

/** What the list needs. */
export type ListFacts = {
  rows: readonly Referral[]
  names: ReadonlyMap<string, PersonName>
  organisations: readonly Organisation[]
  organisationId: string
  /** The cases that the reader looks after. */
  kept: ReadonlySet<string>
  which: 'open' | 'ended'
  counts: { open: number; ended: number }
  mayRefer: boolean
}

/** The referrals of the reader's organisation: who must act, for how long, and the next step as the link. */
export function ListPage(props: { call: Call; facts: ListFacts }) {
  const { call, facts } = props
  const say = texts(call.lang)
  const other = facts.which === 'open' ? 'ended' : 'open'
  return (
    <Page {...call.frame} title={say.list.title} wide>
      <PageHead
        title={say.list.title}
        actions={
          facts.mayRefer ? (
            <ButtonLink kind="primary" href="/referrals/new" icon="person-add">
              {say.newReferral}
            </ButtonLink>
          ) : undefined
        }
      />
      <Tabs
        label={say.list.tabs}
        items={(['open', 'ended'] as const).map((which) => ({
          label: say.list[which],
          href: `/referrals?list=${which}`,
          count: facts.counts[which],
          current: facts.which === which,
        }))}
      />
      {facts.rows.length === 0 ? (
        <Empty title={facts.which === 'open' ? say.list.emptyOpen : say.list.emptyEnded}>
          {facts.counts[other] === 0 ? undefined : say.list.others(facts.counts[other], say.list[other])}
        </Empty>
      ) : (
        <Rows call={call} facts={facts} />
      )}
    </Page>
  )
}

function Rows(props: { call: Call; facts: ListFacts }) {
  const { call, facts } = props
  const say = texts(call.lang)
  const link = (row: Referral) => {
    const authority = authorityOfOrganisation(row, facts.organisationId)
    const wanted = authority && nextFor(row, authority, call.today)
    const next = wanted && mayTake(call.actor, wanted) ? wanted : null
    const page = next ? pageOf[next] : ''
    return (
      <a href={`/referrals/${row.id}${page === '' ? '' : `/${page}`}`}>
        {next ? say.steps[next].label : say.overview.see}
        <span class="sr-only"> {row.caseNumber}</span>
      </a>
    )
  }
  return (
    <DataTable
      id="referrals"
      caption={say.list.caption}
      hideCaption
      phone="work"
      rows={facts.rows}
      tone={(row) => (row.ball !== 'none' && ballClock(row, call.today).late ? 'late' : undefined)}
      columns={[
        { heading: say.list.person, cell: (row) => facts.names.get(row.personId)?.name ?? say.masked },
        { heading: say.list.number, cell: (row) => row.caseNumber, nowrap: true },
        { heading: say.list.state, cell: (row) => <StateChip referral={row} say={say} /> },
        { heading: say.list.ball, cell: (row) => <RowBall row={row} call={call} facts={facts} /> },
        { heading: say.list.next, cell: link },
        { heading: say.list.since, cell: (row) => <DayTime day={row.stateSince} />, num: true },
      ]}
    />
  )
}

function RowBall(props: { row: Referral; call: Call; facts: ListFacts }) {
  const { row, call, facts } = props
  const say = texts(call.lang)
  const ball = ballToday(row, call.today)
  if (ball === 'none') return <>{say.balls.none}</>
  const mine = ball === authorityOfOrganisation(row, facts.organisationId)
  const holder = facts.organisations.find((one) => one.id === (ball === 'provider' ? row.parties.provider : row.parties.actingJobCentre))
  const clock = ballClock(row, call.today)
  const day = { number: clock.n, of: clock.m }
  if (ball === 'both') return <Ball lang={call.lang} letter="2" holder={say.balls.both} day={day} />
  if (ball === 'citizen') return <Ball lang={call.lang} letter="·" holder={say.balls.citizen} day={day} />
  if (ball === 'appeal_board') return <Ball lang={call.lang} letter="A" holder={say.balls.board} day={day} />
  return (
    <Ball
      lang={call.lang}
      letter={holder?.letter ?? ''}
      holder={mine ? (facts.kept.has(row.id) ? say.balls.mine : say.balls.ours) : say.balls.at(holder?.shortName ?? '')}
      mine={mine}
      day={day}
    />
  )
}
