import type { CaseCard, CaseStep } from '#kernel/case-step.ts'
import type { TimelineEntry } from '#kernel/timeline.ts'
import type { SeenLine } from '#modules/audit/index.ts'
import type { CaseKey } from '#platform/case.ts'
import type { Call } from '#platform/http/call.ts'
import { ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { Empty } from '#ui/empty.tsx'
import { Facts } from '#ui/facts.tsx'
import { momentText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { iconNames } from '#ui/icon-names.ts'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { Chip } from '#ui/state.tsx'
import { Timeline } from '#ui/timeline.tsx'
import { texts } from '../texts/texts.ts'

/** A citizen's case as they see it. */
export type OwnCase = { key: CaseKey; steps: readonly CaseStep[]; cards: readonly CaseCard[]; timeline: readonly TimelineEntry[] }

/** The citizen's own page: what is next, what is agreed, what has happened. */
export function OwnPage(props: { call: Call; name: string; own: OwnCase | null }) {
  const { call, own } = props
  const say = texts(call.lang)
  return (
    <Page {...call.frame} title={say.title}>
      <PageHead title={say.hello(props.name)} chips={own === null ? undefined : <Chip kind="now">{own.key.phase}</Chip>} />
      {own === null ? <Empty title={say.none}>{say.noneText}</Empty> : <Own call={call} own={own} />}
    </Page>
  )
}

function Own(props: { call: Call; own: OwnCase }) {
  const { call, own } = props
  const say = texts(call.lang)
  const open = own.steps.filter((step) => step.disabledReason === undefined)
  return (
    <Stack>
      <Card title={say.next} id="next" next>
        {open.length === 0 ? <p>{say.nothing}</p> : null}
        {open.map((step) => (
          <>
            <p>{step.consequence}</p>
            <p>
              <ButtonLink href={step.href} kind={step.primary ? 'primary' : 'secondary'}>
                {step.label}
              </ButtonLink>
            </p>
          </>
        ))}
      </Card>
      {own.cards.map((card, index) => (
        <Card
          title={card.title}
          id={`card-${index}`}
          aside={
            card.href?.startsWith('/loans/') === true || card.href?.startsWith('/me/') === true ? (
              <a href={card.href}>{say.more}</a>
            ) : undefined
          }
        >
          <Facts items={card.facts.map((fact) => ({ name: fact.label, value: fact.value }))} />
        </Card>
      ))}
      <Card title={say.happened} id="happened">
        <Timeline items={own.timeline.map(eventOf)} />
      </Card>
      <p>
        <a href="/me/log">{say.log}</a>
      </p>
    </Stack>
  )
}

function eventOf(entry: TimelineEntry) {
  return {
    day: entry.on,
    icon: iconNames.find((name) => name === entry.icon) ?? ('document' as const),
    title: entry.title,
    ...(entry.text === undefined ? {} : { text: entry.text }),
  }
}

/** Who opened what about the citizen, newest first. */
export function LogPage(props: { call: Call; lines: readonly SeenLine[]; organisations: ReadonlyMap<string, string> }) {
  const { call, lines, organisations } = props
  const say = texts(call.lang)
  const who = (line: SeenLine) =>
    line.organisation_id === null
      ? line.account_id === null
        ? say.system
        : say.you
      : (organisations.get(line.organisation_id) ?? say.system)
  return (
    <Page {...call.frame} title={say.logTitle}>
      <PageHead title={say.logTitle} intro={say.logIntro} />
      {lines.length === 0 ? (
        <Empty title={say.empty} />
      ) : (
        <DataTable
          id="log"
          caption={say.logCaption}
          hideCaption
          rows={lines}
          columns={[
            { heading: say.when, cell: (line) => momentText(line.at, call.lang) },
            { heading: say.who, cell: who },
            { heading: say.what, cell: (line) => say.kinds[line.kind] },
          ]}
        />
      )}
    </Page>
  )
}
