import { type Day, isBefore } from '#kernel/days.ts'
import type { Call } from '#platform/http/call.ts'
import { BenefitNotice } from '#modules/business/index.ts'
import { noticeText } from '#modules/notices/index.ts'
import { authoritiesWith, ballOn } from '#modules/caseload/index.ts'
import { Ball } from '#ui/ball.tsx'
import { ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Appointments } from '#ui/citizen.tsx'
import { Empty } from '#ui/empty.tsx'
import { Facts } from '#ui/facts.tsx'
import { dayText, timeText, weekdayText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { iconNames } from '#ui/icon-names.ts'
import { Buttons, Fold, Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { Path } from '#ui/steps.tsx'
import { Tasks } from '#ui/tasks.tsx'
import { Timeline } from '#ui/timeline.tsx'
import { type StationShown, wayOf } from '../../domain/way.ts'
import type { Texts } from '../../texts/da.ts'
import { texts } from '../../texts/texts.ts'
import { SeenBy } from '../access/seen-by.tsx'
import { Contacts } from './contacts.tsx'
import type { OwnCase } from './facts.ts'
import { Now } from './now.tsx'
import { Propose } from './propose.tsx'

/** The citizen's first page: now, who has the ball, what one can do, the way, appointments, and who sees what. */
export function OwnPage(props: { call: Call; name: string; own: OwnCase | null }) {
  const { call, own } = props
  const say = texts(call.lang)
  return (
    <Page {...call.frame} title={say.title}>
      <PageHead title={say.hello(props.name)} />
      {own === null ? <Empty title={say.none}>{say.noneText}</Empty> : <Own call={call} own={own} />}
    </Page>
  )
}

type Props = { call: Call; own: OwnCase }

function Own(props: Props) {
  const { call, own } = props
  const say = texts(call.lang)
  return (
    <Stack>
      <Now {...props} />
      <WhoHasTheBall {...props} />
      <Way {...props} />
      <Coming {...props} />
      <Business {...props} />
      {own.cards
        .filter((card) => /^\/(loans|me)\//.test(card.href ?? ''))
        .map((card, index) => (
          <Card title={card.title} id={`loan-${index}`} aside={<a href={card.href ?? '/me'}>{say.more}</a>}>
            <Facts items={card.facts.map((fact) => ({ name: fact.label, value: fact.value }))} />
          </Card>
        ))}
      <Borrow {...props} />
      <Propose {...props} />
      <Contacts call={call} own={own} />
      <SeenBy
        call={call}
        personId={own.key.personId}
        parties={own.key.parties}
        parts={own.parts}
        organisations={own.organisations}
        representatives={own.representatives}
        running={own.run !== null}
        isProtected={own.isProtected}
      />
      <Card title={say.decisions} id="papers">
        <Buttons>
          <ButtonLink href="/me/decisions">{say.decisionsLink}</ButtonLink>
          <ButtonLink href="/me/support">{say.supportLink}</ButtonLink>
          <ButtonLink href="/me/file">{say.file.link}</ButtonLink>
          {own.run === null ? null : (
            <ButtonLink href="/me/record.pdf" icon="file-pdf">
              {say.record}
            </ButtonLink>
          )}
        </Buttons>
        {own.run === null ? null : <p class="small soft">{say.recordText}</p>}
      </Card>
      <Card title={say.happened} id="happened">
        <Timeline items={own.timeline.slice(0, shownEvents).map(eventOf)} />
        {own.timeline.length > shownEvents ? (
          <Fold summary={say.more}>
            <Timeline items={own.timeline.slice(shownEvents).map(eventOf)} />
          </Fold>
        ) : null}
      </Card>
    </Stack>
  )
}

/** Applying for a loan, while the citizen may and none runs. */
function Borrow({ call, own }: Props) {
  const apply = own.steps.find((step) => step.href.endsWith('/loan-application') && step.disabledReason === undefined)
  if (apply === undefined) return null
  return (
    <Card title={texts(call.lang).borrow} id="borrow">
      <p>{apply.consequence}</p>
      <Buttons>
        <ButtonLink href={apply.href}>{apply.label}</ButtonLink>
      </Buttons>
    </Card>
  )
}

const shownEvents = 6

// Where the citizen is asked something, a day that has passed was their day to answer: the other is not late.
function ballWords(dueOn: Day | null, { say, today, asked }: { say: Texts; today: Day; asked: boolean }): string {
  if (dueOn === null || (asked && isBefore(dueOn, today))) return say.ballText
  return isBefore(dueOn, today) ? say.ballLate(dayText(dueOn)) : say.ballBy(dayText(dueOn))
}

function WhoHasTheBall({ call, own }: Props) {
  const say = texts(call.lang)
  const open = own.steps.filter((step) => step.disabledReason === undefined && step.primary)
  const ball = own.standing === null ? 'none' : ballOn(own.standing, call.today)
  const holders = authoritiesWith(ball).flatMap((party) => own.organisations.find(({ id }) => id === own.standing?.parties[party]) ?? [])
  const mine = ball === 'citizen'
  const dueOn = own.standing?.dueOn ?? null
  return (
    <Card title={say.ball} id="ball" next={mine || own.tasks.length > 0 || open.length > 0}>
      {holders.length === 0 ? null : (
        <>
          {holders.map((one) => (
            <p>
              <Ball lang={call.lang} letter={one.letter} holder={one.name} />
            </p>
          ))}
          <p>
            {ballWords(dueOn, { say, today: call.today, asked: open.length > 0 })}
            {own.tasks.length === 0 && open.length === 0 ? ` ${say.nothingToDo}` : ''}
          </p>
        </>
      )}
      {ball === 'appeal_board' ? <Ball lang={call.lang} letter="A" holder={say.ballBoard} /> : null}
      {mine ? <Ball lang={call.lang} letter="•" holder={say.ballYou} mine /> : null}
      {holders.length === 0 && !mine && own.tasks.length === 0 && open.length === 0 ? <p>{say.nothing}</p> : null}
      {open.map((step) => (
        <>
          <p>{step.consequence}</p>
          <p>
            <ButtonLink href={step.href} kind="primary">
              {step.label}
            </ButtonLink>
          </p>
        </>
      ))}
      {own.tasks.length === 0 ? null : (
        <Tasks
          items={own.tasks.map((task) => ({
            name: noticeText(task.kind, call.lang, 'citizen'),
            ...(task.dueOn === null ? {} : { note: say.taskBy(dayText(task.dueOn)) }),
            end: (
              <ButtonLink href={task.href} compact hidden={noticeText(task.kind, call.lang, 'citizen')}>
                {say.open}
              </ButtonLink>
            ),
          }))}
        />
      )}
      <Others call={call} own={own} />
    </Card>
  )
}

// What has a card of its own on the page.
const hasCard = /\/(loan-application|budget|goals|plan|proposals)$/

/** What the citizen may also do, though nobody waits for it: leave the list, stop sharing something, take the referral back. */
function Others({ call, own }: Props) {
  const others = own.steps.filter((step) => !step.primary && step.disabledReason === undefined && !hasCard.test(step.href))
  if (others.length === 0) return null
  return (
    <Fold summary={texts(call.lang).otherSteps}>
      <Tasks items={others.map(({ label, consequence, href }) => ({ name: <a href={href}>{label}</a>, note: consequence }))} />
    </Fold>
  )
}

function Way({ call, own }: Props) {
  const say = texts(call.lang)
  const stations = wayOf(own.referral, own.run)
  return (
    <Card title={say.path} id="path">
      <Path items={stations.map((shown) => ({ name: say.steps[shown.station], progress: shown.progress, when: whenText(shown, call) }))} />
    </Card>
  )
}

function whenText({ station, progress, from, until, early }: StationShown, { lang }: Call): string {
  const say = texts(lang)
  if (progress === 'done') return until === null ? '' : early === true ? say.stepEarly(dayText(until)) : say.stepDone(dayText(until))
  if (progress === 'now')
    return until === null || station === 'place' || station === 'referred' ? say.stepNow : say.stepNowUntil(dayText(until))
  if (station === 'main' && from !== null && until !== null) return say.stepNext(dayText(from), dayText(until))
  return say.stepText[station]
}

function Coming({ call, own }: Props) {
  const say = texts(call.lang)
  const capital = (word: string) => word.charAt(0).toLocaleUpperCase(call.lang) + word.slice(1)
  if (own.run === null) return null
  return (
    <Card title={say.appointments} id="appointments">
      {own.upcoming.length === 0 ? (
        <p class="soft">{say.noAppointments}</p>
      ) : (
        <Appointments
          lang={call.lang}
          items={own.upcoming.map(({ session, name, teacher, inPause }) => {
            const time = timeText(session.startsAt, call.lang)
            const when = say.appointment(capital(weekdayText(session.on, call.lang)), time, teacher ?? say.system, session.place)
            const href = `/cases/${own.key.referralId}/proposals?kind=new_time&from=${dayText(session.on)}#make`
            if (session.cancelledAt !== null) return { day: session.on, title: name, text: `${say.cancelled} ${when}` }
            if (inPause) return { day: session.on, title: name, text: `${say.inPause} ${when}` }
            return { day: session.on, title: name, text: when, action: { href, label: say.newTime } }
          })}
        />
      )}
    </Card>
  )
}

function Business({ call, own }: Props) {
  const say = texts(call.lang)
  if (own.run === null) return null
  const base = `/enrolments/${own.run.id}`
  const card = own.cards.find(({ href }) => href === `${base}/business`)
  return (
    <Card title={say.business} id="business">
      {card === undefined ? <p>{say.noPlan}</p> : <Facts items={card.facts.map((fact) => ({ name: fact.label, value: fact.value }))} />}
      {own.benefit === null ? null : <BenefitNotice lang={call.lang} warning={own.benefit} />}
      <Buttons>
        <ButtonLink href={`${base}/plan`} icon="document">
          {say.plan}
        </ButtonLink>
        <ButtonLink href={`${base}/budget`} icon="calculator">
          {say.budget}
        </ButtonLink>
        <ButtonLink href={`${base}/goals`} icon="flag">
          {say.goals}
        </ButtonLink>
      </Buttons>
    </Card>
  )
}

function eventOf(entry: OwnCase['timeline'][number]) {
  return {
    day: entry.on,
    icon: iconNames.find((name) => name === entry.icon) ?? ('document' as const),
    title: entry.title,
    ...(entry.text === undefined ? {} : { text: entry.text }),
  }
}
