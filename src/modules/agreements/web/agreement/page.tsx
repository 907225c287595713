import { type Day, daysBetween, isBefore, isOnOrBefore } from '#kernel/days.ts'
import type { Organisation } from '#modules/access/index.ts'
import type { Call } from '#platform/http/call.ts'
import { ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { summaryOf } from '#ui/form-data.ts'
import { countText, dayText, kronerText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { MarkedTerms } from '#ui/marked-terms.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { Chip, type StateKind } from '#ui/state.tsx'
import { Tiles } from '#ui/tiles.tsx'
import { Timeline } from '#ui/timeline.tsx'
import type { Agreement, Occupancy, Place } from '../../domain/agreement.ts'
import { type AgreementState, extendableUntil, suggestedStep } from '../../domain/agreement-machine.ts'
import { totalOf } from '../../domain/place-months.ts'
import type { AgreementEvent } from '../../store/events.ts'
import type { AgreementDocument } from '../../store/documents.ts'
import type { PlaceChange } from '../../store/place-changes.ts'
import type { Texts } from '../../texts/da.ts'
import { texts } from '../../texts/texts.ts'
import { monthsUntil, reachedOf } from '../../domain/used.ts'
import { type DocumentTyped, Documents } from '../documents/card.tsx'
import { LossesCard } from '../losses/card.tsx'
import { Held } from './held.tsx'
import { Options } from './options.tsx'
import { decisionsOf, termsOf } from './terms.ts'

/** What the page is made of. */
export type AgreementFacts = {
  agreement: Agreement
  organisations: readonly Organisation[]
  places: readonly Place[]
  held: readonly Occupancy[]
  events: readonly AgreementEvent[]
  changes: readonly PlaceChange[]
  mayTerminate: boolean
  mayChangePlaces: boolean
  mayAgreeLosses: boolean
  maySign: boolean
  mayLoad: boolean
  mayKeep: boolean
  documents: readonly AgreementDocument[]
  typed: DocumentTyped
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
  const used = totalOf(monthsUntil(facts, call.today))
  const { kind, signedOn, file } = say.documents
  const errors = summaryOf(facts.typed.errors ?? {}, { kind, signedOn, file }, call.lang)
  const words = { lang: call.lang, say, organisations, reached: reachedOf(facts, used) }
  return (
    <Page {...call.frame} title={agreement.name[call.lang]} hasErrors={errors.length > 0}>
      <Crumbs lang={call.lang} items={[{ label: say.agreements, href: '/agreements' }, { label: agreement.name[call.lang] }]} />
      <ErrorSummary lang={call.lang} errors={errors} />
      <PageHead
        title={agreement.name[call.lang]}
        chips={<Chip kind={stateKinds[agreement.state]}>{say.states[agreement.state]}</Chip>}
        intro={say.stateMeaning[agreement.state]}
        actions={<Actions facts={facts} say={say} />}
      />
      <Stack>
        <NextStep agreement={agreement} say={say} today={call.today} mayLoad={facts.mayLoad} />
        <Figures facts={facts} used={used} call={call} />
        <Held facts={facts} call={call} />
        <Options agreement={agreement} call={call} />
        <Periods agreement={agreement} changes={facts.changes} call={call} />
        <LossesCard call={call} agreement={agreement} organisations={organisations} mayAgree={facts.mayAgreeLosses} />
        <Documents call={call} id={agreement.id} documents={facts.documents} mayKeep={facts.mayKeep} typed={facts.typed} />
        <Card title={say.terms} id="terms">
          <p>{say.termsIntro}</p>
          <MarkedTerms lang={call.lang} id="terms-table" caption={say.terms} hideCaption items={termsOf(agreement, words)} />
        </Card>
        <Card title={say.whoDecides} id="decisions">
          <MarkedTerms lang={call.lang} id="decisions-table" caption={say.whoDecides} hideCaption items={decisionsOf(agreement, words)} />
        </Card>
        <History events={facts.events} say={say} />
      </Stack>
    </Page>
  )
}

function NextStep(props: { agreement: Agreement; say: Texts; today: Day; mayLoad: boolean }) {
  const { agreement, say, today, mayLoad } = props
  if (agreement.state === 'expired') return <Expired {...props} />
  const step = suggestedStep[agreement.state]
  const text = step === null ? undefined : say.nextSteps[step]
  if (text === undefined) return null
  return <Notice kind={isBefore(agreement.endsOn, today) && !mayLoad ? 'warn' : 'info'}>{text}</Notice>
}

/** An agreement that is over says so, and what can be done: extend it while there is time, else make a new one. */
function Expired(props: { agreement: Agreement; say: Texts; today: Day; mayLoad: boolean }) {
  const { say, today, mayLoad } = props
  const { endsOn } = props.agreement
  const until = extendableUntil(endsOn)
  const late = isBefore(until, today)
  return (
    <Notice kind="warn" title={say.expiredTitle(dayText(endsOn))}>
      <p>{late ? say.expiredTooLate(dayText(until)) : say.expiredExtend(dayText(until))}</p>
      <p>
        {late && mayLoad ? <a href="/agreements/new">{say.toFile}</a> : null}
        {late && !mayLoad ? say.askAdministrator : null}
        {late ? null : <a href="/evaluation">{say.toEvaluation}</a>}
      </p>
    </Notice>
  )
}

function Actions(props: { facts: AgreementFacts; say: Texts }) {
  const { agreement, mayTerminate, mayChangePlaces, maySign } = props.facts
  return (
    <>
      {maySign ? (
        <ButtonLink kind="primary" href={`/agreements/${agreement.id}/signature`}>
          {props.say.signature.title}
        </ButtonLink>
      ) : null}
      {mayChangePlaces ? (
        <ButtonLink kind="quiet" href={`/agreements/${agreement.id}/number-of-places`}>
          {props.say.changeNumber}
        </ButtonLink>
      ) : null}
      {mayTerminate ? (
        <ButtonLink kind="quiet" href={`/agreements/${agreement.id}/termination`}>
          {props.say.terminate}
        </ButtonLink>
      ) : null}
      <ButtonLink href={`/agreements/${agreement.id}/months`}>{props.say.months.see}</ButtonLink>
      <ButtonLink href={`/programmes/${agreement.programmeVersionId}`}>{props.say.seeProgramme}</ButtonLink>
    </>
  )
}

function Figures(props: { facts: AgreementFacts; used: ReturnType<typeof totalOf>; call: Call }) {
  const { today, lang } = props.call
  const { agreement, held } = props.facts
  const say = texts(lang)
  const { unused, unusedOre } = props.used
  const heldNow = held.filter((stay) => isOnOrBefore(stay.from, today) && isOnOrBefore(today, stay.until)).length
  const isOver = isBefore(agreement.endsOn, today) || agreement.state === 'terminated'
  const isAhead = !isOver && (agreement.state === 'draft' || isBefore(today, agreement.startsOn))
  return (
    <Tiles
      items={[
        isAhead
          ? { label: say.placesAgreed, figure: agreement.places, note: say.fromDay(dayText(agreement.startsOn)) }
          : { label: say.placesNow, figure: isOver ? 0 : agreement.places },
        {
          label: say.freeNow,
          figure: isOver ? say.isOver : isAhead ? say.notBegun : say.freeOf(Math.max(0, agreement.places - heldNow), agreement.places),
        },
        {
          label: say.daysLeft,
          figure: isOver ? say.isOver : daysBetween(today, agreement.endsOn),
          note: dayText(agreement.endsOn),
        },
        {
          label: say.months.unused,
          figure: countText(unused, lang),
          ...(unusedOre === null ? {} : { note: kronerText(unusedOre, lang) }),
          ...(unused > 0 ? { tone: 'due' as const } : {}),
        },
      ]}
    />
  )
}

function Periods(props: { agreement: Agreement; changes: readonly PlaceChange[]; call: Call }) {
  const { agreement, changes, call } = props
  const say = texts(call.lang)
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
          {
            heading: say.price,
            cell: ({ pricePerPlaceMonthOre: price }) => (price === null ? say.noPrice : kronerText(price, call.lang)),
            num: true,
          },
          { heading: say.runOffUntil, cell: (period) => dayText(period.runOffUntil), num: true },
          {
            heading: say.evaluationDueOn,
            cell: (period) => (period.evaluationDueOn === null ? say.notStated : dayText(period.evaluationDueOn)),
            num: true,
          },
        ]}
      />
      {changes.length === 0 ? null : (
        <>
          <h3>{say.placesByDate}</h3>
          <ul>
            {changes.map(({ places, from, reason }) => (
              <li>{say.placesFrom(places, dayText(from), reason)}</li>
            ))}
          </ul>
        </>
      )}
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
