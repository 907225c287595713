import { type Day, daysBetween, isBefore, isOnOrBefore } from '#kernel/days.ts'
import type { Organisation } from '#modules/access/index.ts'
import type { Call } from '#platform/http/call.ts'
import { ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { dayText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { MarkedTerms } from '#ui/marked-terms.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { Chip, State, type StateKind } from '#ui/state.tsx'
import { Tiles } from '#ui/tiles.tsx'
import { Timeline } from '#ui/timeline.tsx'
import type { Agreement, Occupancy } from '../../domain/agreement.ts'
import { type AgreementState, suggestedStep } from '../../domain/agreement-machine.ts'
import type { AgreementEvent } from '../../store/events.ts'
import type { Texts } from '../../texts/da.ts'
import { texts } from '../../texts/texts.ts'
import { decisionsOf, termsOf } from './terms.ts'

/** What the page is made of. */
export type AgreementFacts = {
  agreement: Agreement
  organisations: readonly Organisation[]
  held: readonly Occupancy[]
  events: readonly AgreementEvent[]
  mayTerminate: boolean
}

/** How a state of an agreement looks. */
export const stateKinds: Record<AgreementState, StateKind> = {
  draft: 'none',
  signed: 'wait',
  active: 'now',
  option_used: 'now',
  expiring: 'due',
  expired: 'done',
  terminated: 'stop',
}

/** The pilot's page: where the agreement stands, use of its places, and every term with where it comes from. */
export function AgreementPage(props: { call: Call; facts: AgreementFacts }) {
  const { call, facts } = props
  const { agreement, organisations } = facts
  const say = texts(call.lang)
  const words = { lang: call.lang, say, organisations }
  return (
    <Page {...call.frame} title={agreement.name[call.lang]}>
      <Crumbs lang={call.lang} items={[{ label: say.agreements, href: '/agreements' }, { label: agreement.name[call.lang] }]} />
      <PageHead
        title={agreement.name[call.lang]}
        chips={<Chip kind={stateKinds[agreement.state]}>{say.states[agreement.state]}</Chip>}
        intro={say.stateMeaning[agreement.state]}
        actions={<Actions facts={facts} say={say} />}
      />
      <Stack>
        <NextStep state={agreement.state} say={say} />
        <Figures facts={facts} say={say} today={call.today} />
        <Held held={facts.held} say={say} />
        <Card title={say.terms} id="terms">
          <p>{say.termsIntro}</p>
          <MarkedTerms lang={call.lang} id="terms-table" caption={say.terms} hideCaption items={termsOf(agreement, words)} />
        </Card>
        <Card title={say.whoDecides} id="decisions">
          <MarkedTerms lang={call.lang} id="decisions-table" caption={say.whoDecides} hideCaption items={decisionsOf(agreement, words)} />
        </Card>
        <Periods agreement={agreement} say={say} />
        <History events={facts.events} say={say} />
      </Stack>
    </Page>
  )
}

function NextStep(props: { state: AgreementState; say: Texts }) {
  const step = suggestedStep[props.state]
  const text = step === null ? undefined : props.say.nextSteps[step]
  return text === undefined ? null : <Notice kind="info">{text}</Notice>
}

function Actions(props: { facts: AgreementFacts; say: Texts }) {
  const { agreement, mayTerminate } = props.facts
  return (
    <>
      {mayTerminate ? (
        <ButtonLink kind="quiet" href={`/agreements/${agreement.id}/termination`}>
          {props.say.terminate}
        </ButtonLink>
      ) : null}
      <ButtonLink href={`/programmes/${agreement.programmeVersionId}`}>{props.say.seeProgramme}</ButtonLink>
    </>
  )
}

function Figures(props: { facts: AgreementFacts; say: Texts; today: Day }) {
  const { say, today } = props
  const { agreement, held } = props.facts
  const heldNow = held.filter((stay) => isOnOrBefore(stay.from, today) && isOnOrBefore(today, stay.until)).length
  const isOver = isBefore(agreement.endsOn, today)
  return (
    <Tiles
      items={[
        { label: say.placesNow, figure: agreement.places },
        { label: say.freeNow, figure: say.freeOf(Math.max(0, agreement.places - heldNow), agreement.places) },
        {
          label: say.daysLeft,
          figure: isOver ? say.isOver : daysBetween(today, agreement.endsOn),
          note: dayText(agreement.endsOn),
        },
        { label: say.evaluationDueOn, figure: agreement.evaluationDueOn === null ? say.notStated : dayText(agreement.evaluationDueOn) },
      ]}
    />
  )
}

function Held(props: { held: readonly Occupancy[]; say: Texts }) {
  const { held, say } = props
  if (held.length === 0)
    return (
      <Card title={say.held} id="held">
        <p>{say.nobodyHeld}</p>
      </Card>
    )
  return (
    <Card title={say.held} id="held">
      <DataTable
        id="held-table"
        caption={say.held}
        hideCaption
        inCard
        rows={held}
        columns={[
          { heading: say.place, cell: (stay) => say.placeNumber(stay.number) },
          { heading: say.caseNumber, cell: (stay) => stay.caseNumber },
          { heading: say.days, cell: (stay) => say.until(dayText(stay.from), dayText(stay.until)), nowrap: true },
          { heading: say.kind, cell: (stay) => <StayState stay={stay} say={say} /> },
        ]}
      />
    </Card>
  )
}

function StayState(props: { stay: Occupancy; say: Texts }) {
  const { stay, say } = props
  if (stay.releasedOn !== null) return <State kind="done">{say.heldOver}</State>
  return <State kind={stay.kind === 'reserved' ? 'wait' : 'now'}>{say.kinds[stay.kind]}</State>
}

function Periods(props: { agreement: Agreement; say: Texts }) {
  const { agreement, say } = props
  return (
    <Card title={say.periods} id="periods">
      <DataTable
        id="periods-table"
        caption={say.periods}
        hideCaption
        inCard
        rows={agreement.periods}
        columns={[
          { heading: say.period, cell: (period) => say.periodNumber(period.number) },
          { heading: say.days, cell: (period) => say.until(dayText(period.startsOn), dayText(period.endsOn)), nowrap: true },
          { heading: say.places, cell: (period) => period.places, num: true },
          { heading: say.runOffUntil, cell: (period) => dayText(period.runOffUntil), num: true },
          {
            heading: say.evaluationDueOn,
            cell: (period) => (period.evaluationDueOn === null ? say.notStated : dayText(period.evaluationDueOn)),
            num: true,
          },
        ]}
      />
    </Card>
  )
}

function History(props: { events: readonly AgreementEvent[]; say: Texts }) {
  const { events, say } = props
  return (
    <Card title={say.history} id="history">
      {events.length === 0 ? (
        <p>{say.nothingHappened}</p>
      ) : (
        <Timeline
          items={events.toReversed().map((event) => ({ day: event.on, icon: 'document', tone: 'done', title: say.events[event.name] }))}
        />
      )}
    </Card>
  )
}
