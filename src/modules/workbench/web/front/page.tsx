import type { WorkRow } from '#kernel/case-step.ts'
import type { Call } from '#platform/http/call.ts'
import type { Organisation } from '#modules/access/index.ts'
import { Ball } from '#ui/ball.tsx'
import { ButtonLink } from '#ui/button.tsx'
import { type Column, DataTable } from '#ui/data-table.tsx'
import { DayTime } from '#ui/day-time.tsx'
import { Empty } from '#ui/empty.tsx'
import { PageHead } from '#ui/head.tsx'
import { Page } from '#ui/page.tsx'
import { State } from '#ui/state.tsx'
import { Tabs } from '#ui/tabs.tsx'
import { TileRow } from '#ui/tiles.tsx'
import { texts } from '../../texts/texts.ts'
import { type TabName, heldDay, rowsOf, tabs, urgency } from './rows.ts'

/** What the worklist shows: the rows of all modules, the names the reader may see, the organisations. */
export type FrontFacts = {
  rows: readonly WorkRow[]
  names: ReadonlyMap<string, string | null>
  organisations: readonly Organisation[]
  organisationId: string
  tab: TabName
  mayRefer: boolean
}

/** Staff's front page: what is next, in which case, with whom the ball is, and until when. */
export function FrontPage(props: { call: Call; facts: FrontFacts }) {
  const { call, facts } = props
  const say = texts(call.lang)
  const shown = rowsOf(facts.rows, facts.tab, facts.organisationId)
  return (
    <Page {...call.frame} title={say.worklist} wide>
      <PageHead
        title={say.worklist}
        actions={
          facts.mayRefer ? (
            <ButtonLink href="/referrals/new" kind="primary" icon="plus">
              {say.newReferral}
            </ButtonLink>
          ) : undefined
        }
      />
      <Counts call={call} facts={facts} />
      <Tabs
        label={say.worklist}
        items={tabs.map((tab) => ({
          label: say.tabs[tab],
          href: `/worklist?list=${tab}`,
          count: rowsOf(facts.rows, tab, facts.organisationId).length,
          current: tab === facts.tab,
        }))}
      />
      {shown.length === 0 ? (
        <Empty title={say.empty}>{say.emptyText}</Empty>
      ) : (
        <DataTable id="worklist" caption={say.worklistCaption} hideCaption phone="work" rows={shown} columns={columnsOf(call, facts)} />
      )}
    </Page>
  )
}

function Counts(props: { call: Call; facts: FrontFacts }) {
  const { call, facts } = props
  const say = texts(call.lang).tiles
  const mine = rowsOf(facts.rows, 'mine', facts.organisationId)
  const count = (kind: 'late' | 'due') => mine.filter((row) => urgency(row, call.today) === kind).length
  return (
    <TileRow
      items={[
        { figure: count('late'), label: say.late, href: '/worklist?list=mine', ...(count('late') > 0 ? { tone: 'late' as const } : {}) },
        { figure: count('due'), label: say.soon, href: '/worklist?list=mine', ...(count('due') > 0 ? { tone: 'due' as const } : {}) },
        { figure: rowsOf(facts.rows, 'others', facts.organisationId).length, label: say.others, href: '/worklist?list=others' },
        { figure: facts.rows.length, label: say.all, href: '/worklist?list=all' },
      ]}
    />
  )
}

function columnsOf(call: Call, facts: FrontFacts): Column<WorkRow>[] {
  const say = texts(call.lang)
  const stateText = { late: say.over, due: say.soon, none: say.onTime }
  return [
    { heading: say.citizen, cell: (row) => facts.names.get(row.personId) ?? <em>{say.masked}</em> },
    { heading: say.caseNumber, cell: (row) => row.caseNumber, nowrap: true },
    { heading: say.next, cell: (row) => <a href={row.href}>{row.nextAction}</a>, wide: true },
    { heading: say.phase, cell: (row) => row.phase },
    { heading: say.ball, cell: (row) => <BallOf row={row} call={call} facts={facts} /> },
    { heading: say.state, cell: (row) => <State kind={urgency(row, call.today)}>{stateText[urgency(row, call.today)]}</State> },
    { heading: say.due, num: true, cell: (row) => (row.dueOn === null ? '' : <DayTime day={row.dueOn} />) },
  ]
}

function BallOf(props: { row: WorkRow; call: Call; facts: FrontFacts }) {
  const { row, call, facts } = props
  const say = texts(call.lang)
  const day = heldDay(row, call.today)
  const held = day === undefined ? {} : { day }
  if (row.ball === 'both') return <Ball lang={call.lang} letter="2" holder={say.withBoth} {...held} />
  if (row.ball === 'citizen') return <Ball lang={call.lang} letter="B" holder={say.withCitizen} {...held} />
  const holder = facts.organisations.find((one) => one.id === row.ball)
  const mine = row.ball === facts.organisationId
  return (
    <Ball
      lang={call.lang}
      letter={holder?.letter ?? '?'}
      holder={mine ? say.withYou : say.withOther(holder?.shortName ?? '?')}
      mine={mine}
      {...held}
    />
  )
}
