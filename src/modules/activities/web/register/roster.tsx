import type { Call } from '#platform/http/call.ts'
import { Crumbs } from '#ui/crumbs.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { PageHead } from '#ui/head.tsx'
import { Page } from '#ui/page.tsx'
import { texts } from '../../texts/texts.ts'
import type { RegisterFacts } from './facts.ts'
import { whenText } from '../when.ts'

/** The list to print and take along: a name a line, and room to tick. */
export function RosterPage(props: { call: Call; facts: RegisterFacts }) {
  const { call, facts } = props
  const say = texts(call.lang)
  const title = say.rosterTitle(facts.title)
  return (
    <Page {...call.frame} title={title}>
      <Crumbs
        lang={call.lang}
        items={[
          { label: say.list, href: '/sessions' },
          { label: facts.title, href: `/sessions/${facts.session.id}` },
          { label: say.roster },
        ]}
      />
      <PageHead title={title} intro={whenText(call, facts.session)} />
      <p class="small soft g-screen">{say.rosterIntro}</p>
      <DataTable
        id="roster"
        caption={title}
        hideCaption
        phone="tight"
        rows={facts.people}
        columns={[
          { heading: say.person, cell: (person) => facts.names.get(person.personId) ?? say.masked },
          { heading: say.caseNumber, cell: (person) => person.caseNumber },
          { heading: say.outcomes.present, cell: (person) => (facts.paused.has(person.enrolmentId) ? say.onPause : '☐') },
          { heading: say.rosterNote, cell: () => '' },
        ]}
      />
    </Page>
  )
}
