import { comesOfAgeOn } from '#kernel/age.ts'
import { isBefore } from '#kernel/days.ts'
import type { CaseCard } from '#kernel/case-step.ts'
import type { Filing } from '#modules/journal/index.ts'
import type { StationShown } from '#modules/portal/index.ts'
import type { Call } from '#platform/http/call.ts'
import { Card } from '#ui/card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { DaySpan, DayTime } from '#ui/day-time.tsx'
import { Facts } from '#ui/facts.tsx'
import { dayText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Columns, Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { Chip } from '#ui/state.tsx'
import { Steps } from '#ui/steps.tsx'
import { texts } from '../../texts/texts.ts'
import { About, Invite } from './about.tsx'
import { type BallFacts, BallLine, holderOf } from './ball-line.tsx'
import { NextStep, StepMenu } from './next-step.tsx'
import type { ReadCase } from './read-case.ts'
import { WhoCard, type WhoFacts } from './who.tsx'
import { type ShownKind, TimelineCard } from './timeline-card.tsx'

/** Everything the case page shows, gathered before it is drawn. */
export type CaseFacts = ReadCase & {
  way: readonly StationShown[]
  /** What the reader's organisation has filed, by the happening's key. */
  filings: ReadonlyMap<string, Filing>
  shown: ShownKind
  mayInvite: boolean
  inviteLink?: string
  /** Where the ball is; null for a case without a row of the worklist. */
  ball: BallFacts | null
  /** Who has it at each authority; null likewise. */
  who: WhoFacts | null
}

/** One case: who, where on the way, the one suggested step, cards, timeline. */
export function CasePage(props: { call: Call; facts: CaseFacts }) {
  const { call, facts } = props
  const { person, key } = facts
  const say = texts(call.lang)
  const name = person.name ?? say.masked
  return (
    <Page {...call.frame} title={`${name}, ${key.caseNumber}`}>
      <Crumbs items={[{ label: say.worklist, href: '/worklist' }, { label: key.caseNumber }]} lang={call.lang} />
      <PageHead title={name} chips={<Chips call={call} facts={facts} />} actions={<StepMenu call={call} steps={facts.steps} />} />
      {facts.ball === null ? null : <BallLine call={call} facts={facts.ball} />}
      {facts.inviteLink === undefined ? null : (
        <Notice kind="done" title={say.inviteCitizen}>
          {say.invited} <code class="g-link-once">{facts.inviteLink}</code>
        </Notice>
      )}
      <Stack>
        <Way call={call} facts={facts} />
        <Columns
          main={
            <Stack>
              <NextStep call={call} steps={facts.steps} />
              {facts.cards.map((card, index) => (
                <CardOf card={card} index={index} more={say.more} />
              ))}
              <TimelineCard call={call} caseId={key.referralId} timeline={facts.timeline} filings={facts.filings} shown={facts.shown} />
            </Stack>
          }
          side={
            <Stack>
              {facts.who === null ? null : <WhoCard call={call} facts={facts.who} />}
              <About call={call} person={person} representatives={facts.representatives} caseId={key.referralId} />
              {facts.mayInvite ? <Invite call={call} person={person} caseId={key.referralId} /> : null}
            </Stack>
          }
        />
      </Stack>
    </Page>
  )
}

function Chips(props: { call: Call; facts: CaseFacts }) {
  const say = texts(props.call.lang)
  const { key, person } = props.facts
  const adultOn = person.birthDay === null ? null : comesOfAgeOn(person.birthDay)
  const minorUntil = adultOn !== null && isBefore(props.call.today, adultOn) ? adultOn : null
  return (
    <>
      <Chip kind="now">{key.phase}</Chip>
      {key.paused ? <Chip kind="wait">{say.paused}</Chip> : null}
      {minorUntil === null ? null : <Chip kind="due">{say.minorUntil(dayText(minorUntil))}</Chip>}
      {person.protected ? <Chip kind="stop">{say.protected}</Chip> : null}
      {person.digitalPostExempt ? <Chip kind="none">{say.digitalPostExempt}</Chip> : null}
      {person.interpreter === null ? null : <Chip kind="none">{say.interpreter(person.interpreter)}</Chip>}
    </>
  )
}

function Way({ call, facts }: { call: Call; facts: CaseFacts }) {
  const say = texts(call.lang)
  const { way, key, ball } = facts
  if (way.length === 0) return null
  const here = (name: string) => [key.phase === name ? null : key.phase, ball === null ? null : holderOf(call, ball)]
  return (
    <Card label={say.way}>
      <Steps
        items={way.map(({ station, progress, from, until }) => ({
          name: say.stations[station],
          progress,
          ...(from === null
            ? {}
            : { when: until === null || until.equals(from) ? <DayTime day={from} /> : <DaySpan from={from} until={until} /> }),
          ...(progress === 'now'
            ? { state: here(say.stations[station]).map((words) => (words === null ? null : <span>{words}</span>)) }
            : {}),
        }))}
      />
    </Card>
  )
}

function CardOf(props: { card: CaseCard; index: number; more: string }) {
  const { card } = props
  return (
    <Card
      title={card.title}
      id={`card-${props.index}`}
      aside={card.href === undefined ? undefined : <a href={card.href}>{card.hrefLabel ?? props.more}</a>}
    >
      <Facts items={card.facts.map((fact) => ({ name: fact.label, value: fact.value }))} />
    </Card>
  )
}
