import type { Child } from 'hono/jsx'
import type { Activity } from '#modules/programmes/index.ts'
import type { Call } from '#platform/http/call.ts'
import { Crumbs } from '#ui/crumbs.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { dayText, timeText, weekdayText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { State } from '#ui/state.tsx'
import type { Class } from '../../store/classes.ts'
import type { Session } from '../../store/sessions.ts'
import { texts } from '../../texts/texts.ts'
import { stateOf } from '../session-state.ts'

/** What the page of a class shows. */
export type ClassFacts = {
  found: Class
  title: string
  sessions: readonly Session[]
  people: readonly { caseNumber: string; name: string | null; attended: number; expected: number }[]
  teachers: ReadonlyMap<string, string>
  /** What is taught, a module a session. */
  modules: Activity['modules']
}

/** A class: its sessions and how each is doing, and who takes part. */
export function ClassPage(props: { call: Call; facts: ClassFacts; children?: Child }) {
  const { call, facts } = props
  const { lang } = call
  const say = texts(lang)
  return (
    <Page {...call.frame} title={`${facts.title}, ${facts.found.label}`}>
      <Crumbs lang={lang} items={[{ label: say.list, href: '/sessions' }, { label: facts.found.label }]} />
      <PageHead title={`${facts.title}, ${facts.found.label}`} intro={say.phases[facts.found.phase]} />
      <Stack>
        <DataTable
          id="class-sessions"
          caption={say.classSessions}
          rows={facts.sessions}
          columns={[
            { heading: say.sessionHeading, cell: (one) => <a href={`/sessions/${one.id}`}>{say.sessionNo(one.classNo ?? 0)}</a> },
            ...(facts.modules.length === 0
              ? []
              : [
                  {
                    heading: say.module,
                    cell: (one: Session) => <ModuleCell call={call} module={facts.modules[(one.classNo ?? 0) - 1]} />,
                  },
                ]),
            { heading: say.day, cell: (one) => `${weekdayText(one.on, lang)} ${dayText(one.on)}` },
            { heading: say.time, num: true, cell: (one) => timeText(one.startsAt, lang) },
            { heading: say.place, cell: (one) => one.place },
            { heading: say.teacher, cell: (one) => facts.teachers.get(one.teacherId) ?? say.colleague },
            { heading: say.state, cell: (one) => <StateCell call={call} session={one} /> },
          ]}
        />
        <DataTable
          id="class-people"
          caption={say.classPeople}
          rows={facts.people}
          columns={[
            { heading: say.person, cell: (person) => `${person.name ?? say.masked}, ${person.caseNumber}` },
            { heading: say.attendance, num: true, cell: (person) => say.of(person.attended, person.expected) },
          ]}
        />
        {props.children}
      </Stack>
    </Page>
  )
}

function ModuleCell(props: { call: Call; module: Activity['modules'][number] | undefined }) {
  const { call, module } = props
  if (module === undefined) return <>–</>
  return (
    <>
      {module.name[call.lang]}
      {module.material.map(({ name, url }) => (
        <>
          {' '}
          <a href={url}>{name[call.lang]}</a>
        </>
      ))}
    </>
  )
}

/** How a session is doing, as a shape, a colour and a word. */
export function StateCell(props: { call: Call; session: Session }) {
  const { kind, word } = stateOf(props.session, props.call.today)
  return <State kind={kind}>{texts(props.call.lang)[word]}</State>
}
