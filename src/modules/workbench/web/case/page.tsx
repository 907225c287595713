import type { CaseCard, CaseStep } from '#kernel/case-step.ts'
import type { TimelineEntry } from '#kernel/timeline.ts'
import type { Call } from '#platform/http/call.ts'
import type { PersonView } from '#modules/people/index.ts'
import { ActionMenu } from '#ui/action-menu.tsx'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { Empty } from '#ui/empty.tsx'
import { Facts } from '#ui/facts.tsx'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { type IconName, iconNames } from '#ui/icon-names.ts'
import { Columns, Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { Chip } from '#ui/state.tsx'
import { Timeline } from '#ui/timeline.tsx'
import type { CaseKey } from '#platform/case.ts'
import { texts } from '../../texts/texts.ts'

/** Everything the case page shows, gathered before it is drawn. */
export type CaseFacts = {
  key: CaseKey
  person: PersonView
  steps: readonly CaseStep[]
  cards: readonly CaseCard[]
  timeline: readonly TimelineEntry[]
  mayInvite: boolean
  inviteLink?: string
}

/** One case: the suggested step on top, the others in a menu with their consequences, cards, timeline. */
export function CasePage(props: { call: Call; facts: CaseFacts }) {
  const { call, facts } = props
  const say = texts(call.lang)
  const name = facts.person.name ?? say.masked
  return (
    <Page {...call.frame} title={`${name}, ${facts.key.caseNumber}`}>
      <Crumbs items={[{ label: say.worklist, href: '/' }, { label: facts.key.caseNumber }]} lang={call.lang} />
      <PageHead title={name} chips={<Chip kind="now">{facts.key.phase}</Chip>} actions={<Steps call={call} steps={facts.steps} />} />
      {facts.inviteLink === undefined ? null : (
        <Notice kind="done" title={say.inviteCitizen}>
          {say.invited} <code class="g-link-once">{facts.inviteLink}</code>
        </Notice>
      )}
      <Columns
        main={
          <Stack>
            {facts.cards.map((card, index) => (
              <CardOf card={card} index={index} more={say.more} />
            ))}
            <Card title={say.timeline} id="timeline">
              {facts.timeline.length === 0 ? <Empty title={say.timelineEmpty} /> : <Timeline items={facts.timeline.map(eventOf)} />}
            </Card>
          </Stack>
        }
        side={
          <Stack>
            <About call={call} person={facts.person} />
            {facts.mayInvite ? <Invite call={call} facts={facts} /> : null}
          </Stack>
        }
      />
    </Page>
  )
}

function Steps(props: { call: Call; steps: readonly CaseStep[] }) {
  const suggested = props.steps.find((step) => step.primary && step.disabledReason === undefined)
  const others = props.steps.filter((step) => step !== suggested)
  return (
    <>
      {others.length === 0 ? null : (
        <ActionMenu
          lang={props.call.lang}
          steps={others.map((step) =>
            step.disabledReason === undefined
              ? { kind: 'link', name: step.label, consequence: step.consequence, href: step.href }
              : { kind: 'off', name: step.label, reason: step.disabledReason },
          )}
        />
      )}
      {suggested === undefined ? null : (
        <ButtonLink kind="primary" href={suggested.href}>
          {suggested.label}
        </ButtonLink>
      )}
    </>
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

function About(props: { call: Call; person: PersonView }) {
  const say = texts(props.call.lang)
  const { person } = props
  const told = (value: string | null) => value ?? (person.restricted ? say.masked : say.nothing)
  return (
    <Card title={say.about} id="about">
      <Facts
        items={[
          { name: say.cpr, value: told(person.cprMasked) },
          { name: say.phone, value: told(person.phone) },
          { name: say.emailLabel, value: told(person.email) },
          { name: say.address, value: told(person.address) },
        ]}
      />
    </Card>
  )
}

function Invite(props: { call: Call; facts: CaseFacts }) {
  const { call, facts } = props
  const say = texts(call.lang)
  return (
    <Card title={say.inviteCitizen} id="invite">
      {facts.person.email === null ? (
        <p>{say.inviteNoEmail}</p>
      ) : (
        <Form action={`/cases/${facts.key.referralId}/invitation`} requestId={call.newRequestId()} buttons={<Button>{say.invite}</Button>}>
          <p>{say.inviteText}</p>
        </Form>
      )}
    </Card>
  )
}

const tones = { done: 'done', now: undefined, wait: 'wait', due: 'due', late: 'due', none: undefined } as const

function eventOf(entry: TimelineEntry) {
  const tone = tones[entry.tone]
  return {
    day: entry.on,
    icon: iconOf(entry.icon),
    ...(tone === undefined ? {} : { tone }),
    title: entry.href === undefined ? entry.title : <a href={entry.href}>{entry.title}</a>,
    ...(entry.text === undefined ? {} : { text: entry.text }),
  }
}

function iconOf(name: string): IconName {
  return iconNames.find((known) => known === name) ?? 'document'
}
