import { isBefore } from '#kernel/days.ts'
import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Facts } from '#ui/facts.tsx'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Answered, Keep } from '#ui/keep.tsx'
import { Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { Radios } from '#ui/radios.tsx'
import { Register, RegisterSums } from '#ui/register.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { outcomes } from '../../domain/attendance.ts'
import { texts } from '../../texts/texts.ts'
import { errorsOf } from './errors.ts'
import { GoalsCard } from './goals.tsx'
import { History } from './history.tsx'
import type { RegisterFacts } from './facts.ts'
import { whenText } from '../when.ts'
import { personOf } from './person.tsx'

const tones = { present: undefined, late: 'due', partly: 'due', absent: 'late' } as const

/** The register of one session: everyone present until tapped otherwise. */
export function RegisterPage(props: { call: Call; facts: RegisterFacts }) {
  const { call, facts } = props
  const say = texts(call.lang)
  const title = say.registerTitle(facts.title)
  const calledOff = facts.session.cancelledAt !== null
  const isHeld = !isBefore(call.today, facts.session.on)
  return (
    <Page {...call.frame} title={title} hasErrors={facts.problem !== undefined} scripts={['keep.js']}>
      <Crumbs lang={call.lang} items={[{ label: say.list, href: '/sessions' }, { label: facts.title }]} />
      <PageHead
        title={title}
        intro={`${whenText(call, facts.session)} · ${say.people(facts.people.length)}`}
        actions={<Ways {...props} />}
      />
      <Stack>
        {facts.answered === undefined ? null : <Answered requestId={facts.answered} />}
        <ErrorSummary lang={call.lang} errors={errorsOf(call, facts)} />
        {facts.theirs === undefined ? null : <Theirs {...props} theirs={facts.theirs} />}
        {calledOff ? <Notice kind="info">{say.isCalledOff}</Notice> : null}
        {calledOff || isHeld ? null : <Notice kind="info">{say.refusals.not_held_yet}</Notice>}
        {everybodyPaused(facts) && !calledOff && facts.session.tookPlace === null && facts.problem === undefined ? (
          <Notice kind="warn">{say.allOnPause}</Notice>
        ) : null}
        {facts.mayRegister && isHeld && !calledOff ? <RegisterForm {...props} /> : <Seen {...props} />}
        <History {...props} />
      </Stack>
    </Page>
  )
}

// Whoever is on pause is not expected; with none left there is nobody to hold it for.
function everybodyPaused({ people, paused }: RegisterFacts): boolean {
  return people.length > 0 && people.every(({ enrolmentId }) => paused.has(enrolmentId))
}

function Ways(props: { call: Call; facts: RegisterFacts }) {
  const { session, mayRegister } = props.facts
  const say = texts(props.call.lang)
  return (
    <>
      {session.classId === null ? null : <ButtonLink href={`/classes/${session.classId}`}>{say.toClass}</ButtonLink>}
      {mayRegister && session.tookPlace === null && session.cancelledAt === null ? (
        <ButtonLink href={`/sessions/${session.id}/change`}>{say.changeTitle}</ButtonLink>
      ) : null}
      <ButtonLink href={`/sessions/${session.id}/roster`} icon="print">
        {say.roster}
      </ButtonLink>
    </>
  )
}

/** What another has saved, where it is not in a line of its own. */
function Theirs(props: { call: Call; theirs: NonNullable<RegisterFacts['theirs']> }) {
  const { call, theirs } = props
  const say = texts(call.lang)
  return (
    <Card title={say.theirsTitle} id="theirs">
      <Facts
        items={[
          { name: say.tookPlace, value: theirs.tookPlace ? say.yes : say.no },
          { name: say.done, value: theirs.words.done || '–' },
          { name: say.next, value: theirs.words.next || '–' },
        ]}
      />
    </Card>
  )
}

function RegisterForm(props: { call: Call; facts: RegisterFacts }) {
  const { call, facts } = props
  const { session } = facts
  const say = texts(call.lang)
  return (
    <Keep name={`register-${session.id}-${facts.accountId}`} offline={say.offline} restored={say.restored}>
      <Form
        action={`/sessions/${session.id}`}
        requestId={facts.requestId}
        hidden={{ version: String(session.version) }}
        buttons={<Button kind="primary">{say.save}</Button>}
      >
        <Card label={say.tookPlace}>
          <Radios
            lang={call.lang}
            name="took_place"
            label={say.tookPlace}
            value={facts.tookPlace && (facts.problem !== undefined || !everybodyPaused(facts)) ? 'yes' : 'no'}
            inline
            options={[
              { value: 'yes', label: say.yes },
              { value: 'no', label: say.no },
            ]}
          />
        </Card>
        <PeopleCard {...props} />
        <GoalsCard {...props} />
        <Card title={say.wordsTitle} id="words">
          <Stack>
            <TextArea lang={call.lang} name="done_words" label={say.done} value={facts.words.done} rows={2} max={2000} required={false} />
            <TextArea lang={call.lang} name="next_words" label={say.next} value={facts.words.next} rows={2} max={2000} required={false} />
          </Stack>
        </Card>
      </Form>
    </Keep>
  )
}

function PeopleCard(props: { call: Call; facts: RegisterFacts }) {
  const { call, facts } = props
  const say = texts(call.lang)
  const present = facts.people.filter((person) => !facts.paused.has(person.enrolmentId))
  const paused = facts.people.filter((person) => facts.paused.has(person.enrolmentId))
  // A page that came back shows what was typed, and has said why.
  const intro =
    facts.problem !== undefined || present.length === 0 ? null : facts.session.tookPlace === null ? say.registerIntro : say.registerSaved
  return (
    <Card title={say.whoCame} id="register" flush aside={intro === null ? undefined : <p>{intro}</p>}>
      {present.length === 0 ? null : (
        <>
          <Register
            people={present.map((person) => personOf(call, facts, person))}
            choices={outcomes.map((outcome) => {
              const tone = tones[outcome]
              return { value: outcome, label: say.outcomes[outcome], ...(tone === undefined ? {} : { tone }) }
            })}
          />
          <RegisterSums label={say.sums} present={say.sumPresent} exceptions={say.sumLate} absent={say.sumAbsent} />
        </>
      )}
      {paused.length === 0 ? null : (
        <ul class="g-tasks">
          {paused.map((person) => (
            <li>
              <span>
                <strong>{facts.names.get(person.personId) ?? say.masked}</strong>
                <small>{person.caseNumber}</small>
              </span>
              <span>{say.onPause}</span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function Seen(props: { call: Call; facts: RegisterFacts }) {
  const { call, facts } = props
  const say = texts(call.lang)
  const outcomeText = ({ outcome, enrolmentId }: RegisterFacts['people'][number]) =>
    facts.paused.has(enrolmentId) ? say.onPause : outcome === null ? say.notRegistered : say.outcomes[outcome]
  return (
    <DataTable
      id="attendance"
      caption={say.attendance}
      rows={facts.people}
      columns={[
        { heading: say.person, cell: (person) => `${facts.names.get(person.personId) ?? say.masked}, ${person.caseNumber}` },
        { heading: say.attendance, cell: outcomeText },
      ]}
    />
  )
}
