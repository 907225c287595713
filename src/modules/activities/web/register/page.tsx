import type { Call } from '#platform/http/call.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { dayText, timeText } from '#ui/format.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { Radios } from '#ui/radios.tsx'
import { Register } from '#ui/register.tsx'
import { Select } from '#ui/select.tsx'
import { absenceReasons, outcomes } from '../../domain/attendance.ts'
import type { Participant, Session } from '../../store/sessions.ts'
import { texts } from '../../texts/texts.ts'

/** What the register shows; `lines` is what was typed when it comes back with a problem. */
export type RegisterFacts = {
  session: Session
  title: string
  people: readonly Participant[]
  names: ReadonlyMap<string, string | null>
  /** Otherwise the reader sees who came, and not why somebody did not. */
  mayRegister: boolean
  problem?: { text: string; enrolmentId?: string }
}

const tones = { present: undefined, late: 'due', partly: 'due', absent: 'late' } as const

/** The register of one session: everyone present until tapped otherwise. */
export function RegisterPage(props: { call: Call; facts: RegisterFacts }) {
  const { call, facts } = props
  const { session } = facts
  const say = texts(call.lang)
  const when = `${dayText(session.on)}, ${timeText(session.startsAt, call.lang)}, ${session.place}`
  return (
    <Page {...call.frame} title={facts.title} hasErrors={facts.problem !== undefined}>
      <PageHead title={facts.title} intro={facts.mayRegister ? `${when}. ${say.registerIntro}` : when} />
      {facts.problem === undefined ? null : <Notice kind="error">{facts.problem.text}</Notice>}
      {facts.mayRegister ? <RegisterForm {...props} /> : <Seen {...props} />}
    </Page>
  )
}

function RegisterForm(props: { call: Call; facts: RegisterFacts }) {
  const { call, facts } = props
  const { session } = facts
  const say = texts(call.lang)
  return (
    <Card title={say.register} id="register">
      <Form
        action={`/sessions/${session.id}`}
        requestId={call.newRequestId()}
        hidden={{ version: String(session.version) }}
        buttons={<Button kind="primary">{say.save}</Button>}
      >
        <Register
          people={facts.people.map((person) => personOf(call, facts, person))}
          choices={outcomes.map((outcome) => {
            const tone = tones[outcome]
            return { value: outcome, label: say.outcomes[outcome], ...(tone === undefined ? {} : { tone }) }
          })}
        />
        <Radios
          lang={call.lang}
          name="took_place"
          label={say.tookPlace}
          value={session.tookPlace === false ? 'no' : 'yes'}
          inline
          options={[
            { value: 'yes', label: say.yes },
            { value: 'no', label: say.no },
          ]}
        />
      </Form>
    </Card>
  )
}

function Seen(props: { call: Call; facts: RegisterFacts }) {
  const { call, facts } = props
  const say = texts(call.lang)
  return (
    <DataTable
      id="attendance"
      caption={say.attendance}
      rows={facts.people}
      columns={[
        { heading: say.person, cell: (person) => `${facts.names.get(person.personId) ?? say.masked}, ${person.caseNumber}` },
        { heading: say.attendance, cell: (person) => (person.outcome === null ? say.notRegistered : say.outcomes[person.outcome]) },
      ]}
    />
  )
}

function personOf(call: Call, facts: RegisterFacts, person: Participant) {
  const say = texts(call.lang)
  const error = facts.problem?.enrolmentId === person.enrolmentId ? facts.problem.text : undefined
  return {
    name: `o_${person.enrolmentId}`,
    person: facts.names.get(person.personId) ?? say.masked,
    note: person.caseNumber,
    value: person.outcome ?? 'present',
    why: (
      <Select
        lang={call.lang}
        name={`r_${person.enrolmentId}`}
        label={say.reason}
        required={false}
        value={person.reason ?? undefined}
        options={absenceReasons.map((reason) => ({ value: reason, label: say.reasons[reason] }))}
      />
    ),
    ...(error === undefined ? {} : { error }),
  }
}
