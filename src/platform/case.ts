import type { Actor, PersonId } from '#kernel/actor.ts'
import type { CaseCard, CaseStep } from '#kernel/case-step.ts'
import type { Day, Instant } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import type { Parties } from '#kernel/permit.ts'
import type { TimelineEntry } from '#kernel/timeline.ts'
import type { Tx } from './db/database.ts'
import type { Lang } from '#ui/lang.ts'

/** A case as every module below recognises it. */
export type CaseKey = {
  referralId: Id<'referral'>
  personId: PersonId
  enrolmentId: Id<'enrolment'> | null
  caseNumber: string
  phase: string
  /** True while the run stands still. */
  paused: boolean
  parties: Parties
}

/** Who reads, in which language, on which day. */
export type Reader = { actor: Actor; lang: Lang; today: Day }

/** Who reads a row of the worklist, and in which language. */
export type WordsReader = Pick<Reader, 'actor' | 'lang'>

/** A case's row of the worklist in words: its state, and the reader's next step with where it is taken; null when it is not theirs. */
export type StandingWords = { phase: string; next: { label: string; href: string } | null }

/** What the modules hand to the case page, the worklist and the citizen's own page; `modules.ts` lists them. */
export type CasePorts = {
  caseOf: (tx: Tx, referralId: Id<'referral'>, reader: Reader) => Promise<CaseKey | null>
  /** The cases of one person, the newest first. */
  casesOfPerson: (tx: Tx, personId: PersonId, reader: Reader) => Promise<CaseKey[]>
  steps: readonly ((tx: Tx, reader: Reader, key: CaseKey) => Promise<CaseStep[]>)[]
  cards: readonly ((tx: Tx, reader: Reader, key: CaseKey) => Promise<CaseCard[]>)[]
  timelines: readonly ((tx: Tx, reader: Reader, key: CaseKey) => Promise<TimelineEntry[]>)[]
  /** Moments at which somebody acted as a colleague's deputy, with words that say for whom. */
  onBehalf: (tx: Tx, reader: Reader, key: CaseKey) => Promise<{ at: Instant; words: string }[]>
}

/** What every module shows of one case: the steps open to the reader, the cards, and the happenings, newest first. */
export async function gatherCase(
  tx: Tx,
  ports: CasePorts,
  reader: Reader,
  key: CaseKey,
): Promise<{ steps: CaseStep[]; cards: CaseCard[]; timeline: CaseEvent[] }> {
  const [steps, cards, timeline] = await Promise.all([
    Promise.all(ports.steps.map((port) => port(tx, reader, key))),
    Promise.all(ports.cards.map((port) => port(tx, reader, key))),
    timelineOf(tx, ports, reader, key),
  ])
  return { steps: steps.flat(), cards: cards.flat(), timeline }
}

/** The happenings of one case that the reader may see, by the day they happened, the newest first; on one day the last recorded first. */
export async function timelineOf(tx: Tx, ports: CasePorts, reader: Reader, key: CaseKey): Promise<CaseEvent[]> {
  const [told, onBehalf] = await Promise.all([
    Promise.all(ports.timelines.map((port) => port(tx, reader, key))),
    ports.onBehalf(tx, reader, key),
  ])
  const words = new Map(onBehalf.map((one) => [one.at.epochMilliseconds, one.words]))
  const marked = told.flat().map((entry) => {
    const forWhom = words.get(entry.at.epochMilliseconds)
    return forWhom === undefined ? entry : { ...entry, text: entry.text === undefined ? sentence(forWhom) : `${entry.text} · ${forWhom}` }
  })
  // Modules tell in the order things were recorded; what was recorded in one transaction has one moment, and is told the last first too.
  const latestFirst = keyed(marked).toReversed()
  return latestFirst.toSorted((a, b) => Temporal.PlainDate.compare(b.on, a.on) || Temporal.Instant.compare(b.at, a.at))
}

const sentence = (words: string) => words.charAt(0).toUpperCase() + words.slice(1)

/** A happening with a key by which it is found again, in any language: where it was filed hangs on it. */
export type CaseEvent = TimelineEntry & { key: string }

/** Happenings are never changed, so moment, kind and icon name one; several of a kind at one moment are counted in their own order. */
function keyed(timeline: readonly TimelineEntry[]): CaseEvent[] {
  const seen = new Map<string, number>()
  return timeline.map((entry) => {
    const base = `${entry.at.epochMilliseconds}-${entry.kind}-${entry.icon}`
    const count = (seen.get(base) ?? 0) + 1
    seen.set(base, count)
    return { ...entry, key: count === 1 ? base : `${base}-${count}` }
  })
}
