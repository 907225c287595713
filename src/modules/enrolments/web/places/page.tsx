import { type Day, formatDay, isBefore, isOnOrBefore } from '#kernel/days.ts'
import { type Ore, formatOre, ore } from '#kernel/money.ts'
import { monthsUntil, openStates, totalOf } from '#modules/agreements/index.ts'
import type { Call } from '#platform/http/call.ts'
import { ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { countText, kronerText, percentText } from '#ui/format.ts'
import { Notice } from '#ui/notice.tsx'
import { OtherLinks } from '#ui/other-links.tsx'
import { PageHead } from '#ui/head.tsx'
import { Halves, Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { type CalendarMonth, CalendarKey, PlaceCalendar } from '#ui/place-calendar.tsx'
import { State } from '#ui/state.tsx'
import { Tiles } from '#ui/tiles.tsx'
import type { Texts } from '../../texts/da.ts'
import { texts } from '../../texts/texts.ts'
import { type FreePlace, type Stretch, calendarMonths, freeFrom } from './calendar.ts'
import type { PlacesFacts } from './facts.ts'
import { WaitingList } from './line.tsx'

type Props = { call: Call; say: Texts; facts: PlacesFacts }

/** The places of an agreement: what is used today, the whole time day by day, who waits, and when a place comes free. */
export function PlacesPage(props: { call: Call; facts: PlacesFacts }) {
  const { call, facts } = props
  const say = texts(call.lang)
  const { agreement } = facts
  const title = say.places.title(agreement.name[call.lang])
  const first = facts.line?.find(({ enrolment }) => enrolment.state === 'waiting')
  return (
    <Page {...call.frame} title={title} wide>
      <Crumbs lang={call.lang} items={[{ label: say.places.nav, href: '/places' }, { label: agreement.name[call.lang] }]} />
      <PageHead
        title={title}
        chips={
          <span class="soft">{`${say.places.upTo(agreement.places)} · ${say.places.period(formatDay(agreement.startsOn), formatDay(agreement.endsOn))}`}</span>
        }
        actions={
          <>
            <ButtonLink href={`/agreements/${agreement.id}`}>{say.places.seeAgreement}</ButtonLink>
            {facts.mayOffer && first !== undefined ? (
              <ButtonLink kind="primary" href={`/enrolments/${first.enrolment.id}/offer`}>
                {say.places.offerPlace}
              </ButtonLink>
            ) : null}
          </>
        }
      />
      {openStates.includes(agreement.state) || agreement.state === 'draft' ? null : (
        <Notice
          kind="warn"
          title={agreement.state === 'terminated' ? say.places.endedTitle : say.places.overTitle(formatDay(agreement.endsOn))}
        >
          <p>
            {say.places.overText} <a href={`/agreements/${agreement.id}`}>{say.places.seeAgreement}</a>
          </p>
        </Notice>
      )}
      <Others call={call} say={say} facts={facts} />
      <Figures call={call} say={say} facts={facts} />
      <Stack>
        <Calendar call={call} say={say} facts={facts} />
        <WaitingList call={call} say={say} facts={facts} />
        <Halves>
          <WhenFree call={call} say={say} facts={facts} />
          <WhatIfs say={say} facts={facts} />
        </Halves>
      </Stack>
    </Page>
  )
}

function Figures({ call, say, facts }: Props) {
  const { today } = call
  const holdsToday = facts.held.filter((stay) => isOnOrBefore(stay.from, today) && isOnOrBefore(today, stay.until))
  const occupied = holdsToday.filter(({ kind }) => kind === 'occupied').length
  const reserved = facts.held.find((stay) => stay.kind === 'reserved' && stay.releasedOn === null && !isBefore(stay.until, today))
  const offers = facts.held.filter((stay) => stay.kind === 'reserved' && stay.releasedOn === null && !isBefore(stay.until, today)).length
  const say2 = say.places
  const { bought, held: used, unusedOre } = totalOf(monthsUntil(facts, today))
  return (
    <Tiles
      items={[
        {
          label: say2.occupiedToday,
          figure: say2.ofPlaces(occupied, facts.agreement.places),
          note: reserved === undefined ? say2.noReservation : say2.reservedFrom(reserved.number, formatDay(reserved.from)),
        },
        {
          label: say2.usedSoFar,
          figure: percentText(bought === 0 ? 0 : Math.round((used * 100) / bought) * 100, call.lang),
          note: say2.ofDays(countText(used, call.lang), countText(bought, call.lang)),
        },
        {
          label: say2.unusedSoFar,
          figure: say2.unusedDays(bought - used),
          note:
            unusedOre === null
              ? say2.ofDays(countText(bought - used, call.lang), countText(bought, call.lang))
              : kronerText(unusedOre, call.lang),
          ...(bought > used ? { tone: 'due' as const } : {}),
        },
        { label: say2.inLine, figure: String(facts.waiting), note: offers === 0 ? say2.noOffers : say2.considering(offers) },
      ]}
    />
  )
}

function Calendar({ call, say, facts }: Props) {
  const { startsOn, endsOn } = facts.agreement
  const months = calendarMonths({ startsOn, endsOn, places: facts.places, held: facts.held, pauses: facts.pauses, today: call.today })
  const words = say.places
  // What lies unused in each month, in kroner; left out where no price is agreed.
  const priced = monthsUntil(facts, facts.agreement.endsOn)
  const total = totalOf(priced)
  const byMonth = (first: Day) =>
    totalOf(priced.filter(({ month }) => month.equals(first))).unusedOre ?? (total.unusedOre === null ? null : ore(0n))
  const kroner = (amount: Ore | null) => (amount === null ? [] : [formatOre(amount, call.lang, 'short')])
  const label = (part: Stretch) => slotLabel(part, facts, words)
  const shown: CalendarMonth[] = months.map((month) => ({
    first: month.first,
    places: month.places.map((place) => ({
      number: place.number,
      slots: place.stretches.map((part) => ({
        from: part.from,
        until: part.until,
        use: part.use,
        label: label(part),
        ...link(part, facts),
      })),
    })),
    sums: [String(month.freeDays), ...kroner(byMonth(month.first))],
  }))
  const free = months.reduce((sum, month) => sum + month.freeDays, 0)
  const key = (['occupied', 'planned', 'reserved', 'pause', 'free', 'today'] as const).map((use) => ({ use, label: words.key[use] }))
  return (
    <Card title={words.calendar} id="calendar" aside={<CalendarKey lang={call.lang} items={key} />}>
      <PlaceCalendar
        lang={call.lang}
        caption={words.calendarCaption(formatDay(startsOn), formatDay(endsOn))}
        months={shown}
        sumHeadings={[words.freeDays, ...(total.unusedOre === null ? [] : [words.kroner])]}
        totals={[countText(free, call.lang), ...kroner(total.unusedOre)]}
        today={call.today}
      />
      <p class="soft small">{words.pseudonyms}</p>
    </Card>
  )
}

/** Initials for those who may see the person, the case number else. */
function whose(part: Stretch, facts: PlacesFacts): string {
  const run = part.holderId === null ? undefined : facts.runs.get(part.holderId)
  const name = run === undefined ? null : (facts.names.get(run.personId)?.name ?? null)
  if (name === null) return part.caseNumber ?? ''
  const letters = name.split(/\s+/).flatMap((word) => Array.from(word).slice(0, 1))
  return [letters[0], letters.length > 1 ? letters.at(-1) : undefined]
    .filter((letter) => letter !== undefined)
    .map((letter) => `${letter}.`)
    .join('')
}

function slotLabel(part: Stretch, facts: PlacesFacts, words: Texts['places']): string {
  switch (part.use) {
    case 'occupied':
    case 'planned':
    case 'reserved':
    case 'pause':
      return words.slot[part.use](whose(part, facts))
    case 'free':
      return words.slot.free(part.until.day - part.from.day + 1)
    case 'outside':
      return words.slot.outside
  }
}

function link(part: Stretch, facts: PlacesFacts): { href?: string } {
  const run = part.holderId === null ? undefined : facts.runs.get(part.holderId)
  return run === undefined ? {} : { href: `/cases/${run.referralId}` }
}

function WhenFree({ call, say, facts }: Props) {
  const words = say.places
  const rows = freeFrom({ ...facts, endsOn: facts.agreement.endsOn, today: call.today })
  return (
    <Card title={words.whenFree} id="when-free">
      <ul class="g-tasks">
        {rows.map((free) => (
          <FreeRow free={free} today={call.today} lastStart={facts.agreement.endsOn} words={words} />
        ))}
      </ul>
    </Card>
  )
}

/** Leads to the question what a pause of six weeks would mean, for each who may pause now. */
function WhatIfs({ say, facts }: Pick<Props, 'say' | 'facts'>) {
  const words = say.places
  const running = facts.mayPause
    ? [...facts.runs.values()].filter(({ state, pause }) => (state === 'qualifying' || state === 'main') && pause === null)
    : []
  if (running.length === 0) return null
  return (
    <Card title={words.whatIf} id="what-if">
      <ul class="g-tasks">
        {running.map((run) => (
          <li>
            <a href={`/enrolments/${run.id}/what-if?weeks=6`}>{words.whatIfSix(facts.names.get(run.personId)?.name ?? run.caseNumber)}</a>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** The way to the places of the reader's other agreements. */
function Others({ call, say, facts }: Props) {
  const links = facts.others.map(({ id, name, startsOn, endsOn }) => ({
    href: `/agreements/${id}/places`,
    name: name[call.lang],
    note: say.places.period(formatDay(startsOn), formatDay(endsOn)),
  }))
  return <OtherLinks label={say.places.others} id="others" links={links} />
}

function FreeRow(props: { free: FreePlace; today: Day; lastStart: Day; words: Texts['places'] }) {
  const { free, today, lastStart, words } = props
  const { number, on, boughtUntil } = free
  const late = isBefore(lastStart, on)
  const now = isOnOrBefore(on, today)
  const note = boughtUntil === null ? (now ? words.freeNow : words.freeNote) : words.boughtUntil(formatDay(boughtUntil))
  return (
    <li>
      <span>
        <strong>{words.freeOn(number, formatDay(on))}</strong>
        <small>{late ? words.afterAgreement : note}</small>
      </span>
      <State kind={late || boughtUntil !== null ? 'due' : now ? 'done' : 'wait'}>
        {late ? words.uncertain : boughtUntil !== null ? words.freeUntil(formatDay(boughtUntil)) : now ? words.freeNow : words.certain}
      </State>
    </li>
  )
}
