import type { TimelineEntry } from '#kernel/timeline.ts'
import type { Filing } from '#modules/journal/index.ts'
import type { CaseEvent } from '#platform/case.ts'
import type { Call } from '#platform/http/call.ts'
import { Card } from '#ui/card.tsx'
import { Empty } from '#ui/empty.tsx'
import { dayText } from '#ui/format.ts'
import { type IconName, iconNames } from '#ui/icon-names.ts'
import { Filter } from '#ui/tabs.tsx'
import { Timeline } from '#ui/timeline.tsx'
import { texts } from '../../texts/texts.ts'

/** What of the timeline is shown: all, one kind of happening, or what the reader's organisation has not filed yet. */
export const shownKinds = ['all', 'decision', 'meeting', 'letter', 'note', 'money', 'change', 'unfiled'] as const
/** One of them; the address says which. */
export type ShownKind = (typeof shownKinds)[number]

/** What the address asks to see. */
export function shownKind(asked: string | undefined): ShownKind {
  return shownKinds.find((kind) => kind === asked) ?? 'all'
}

type Props = { call: Call; caseId: string; timeline: readonly CaseEvent[]; filings: ReadonlyMap<string, Filing>; shown: ShownKind }

/** The happenings of the case with their filter; each leads to its text for the authority's own case system. */
export function TimelineCard(props: Props) {
  const { call, caseId, timeline, filings, shown } = props
  const say = texts(call.lang)
  const isShown = (entry: CaseEvent, kind: ShownKind) =>
    kind === 'all' || (kind === 'unfiled' ? !filings.has(entry.key) : entry.kind === kind)
  const counted = shownKinds
    .map((kind) => ({ kind, count: timeline.filter((entry) => isShown(entry, kind)).length }))
    .filter(({ kind, count }) => count > 0 || kind === 'all' || kind === shown)
  const entries = timeline.filter((entry) => isShown(entry, shown))
  return (
    <Card
      title={say.timeline}
      id="timeline"
      aside={
        <Filter
          id="timeline-filter"
          label={say.show}
          plain
          items={counted.map(({ kind, count }) => ({
            label: say.shownKinds[kind],
            count,
            href: `/cases/${caseId}${kind === 'all' ? '' : `?show=${kind}`}#timeline`,
            current: kind === shown,
          }))}
        />
      }
    >
      {entries.length === 0 ? (
        <Empty title={say.timelineEmpty} />
      ) : (
        <Timeline items={entries.map((entry) => eventOf(entry, { call, caseId, filing: filings.get(entry.key) }))} />
      )}
    </Card>
  )
}

const tones = { done: 'done', now: undefined, wait: 'wait', due: 'due', late: 'due', none: undefined } as const

function eventOf(entry: CaseEvent, { call, caseId, filing }: { call: Call; caseId: string; filing: Filing | undefined }) {
  const say = texts(call.lang)
  const tone = tones[entry.tone]
  const filed = filing === undefined ? say.toJournal : say.filedAs(filing.system, filing.filedAs, dayText(filing.on))
  return {
    day: entry.on,
    icon: iconOf(entry.icon),
    ...(tone === undefined ? {} : { tone }),
    title: entry.href === undefined ? entry.title : <a href={entry.href}>{entry.title}</a>,
    text: (
      <>
        {entry.text === undefined ? null : `${shortened(entry)} `}
        <a class="g-event-link" href={`/cases/${caseId}/journal/${entry.key}`}>
          {filed}
          <span class="sr-only">: {entry.title}</span>
        </a>
      </>
    ),
  }
}

const shownCharacters = 300

// A long note is read on its own page; the timeline keeps its shape.
function shortened({ text = '' }: TimelineEntry): string {
  return text.length <= shownCharacters ? text : `${text.slice(0, shownCharacters).trimEnd()} …`
}

function iconOf(name: string): IconName {
  return iconNames.find((known) => known === name) ?? 'document'
}
