import { type Day, daysBetween, isBefore } from '#kernel/days.ts'

/** The stations of a citizen's way, in order. */
export const stations = ['referred', 'accepted', 'qualifying', 'gate', 'main', 'after'] as const
/** One of them. */
export type Station = (typeof stations)[number]

/** Where the citizen is, as the page's first field says it. */
export type Standing = 'referral' | 'waiting' | 'offered' | 'placed' | 'qualifying' | 'gate' | 'main' | 'paused' | 'after' | 'ended'

/** What the way is told from: a run's state as enrolments names it, its pause, and its phases on the calendar. */
export type WayFacts = {
  state: string
  pause: object | null
  phases: readonly { code: string; startsOn: Day; endsOn: Day }[]
  run: { endedOn: Day | null; acceptedOn: Day }
}

/** Where a citizen stands; without a run the referral is being considered. */
export function standingOf(found: WayFacts | null): Standing {
  if (found === null) return 'referral'
  if (found.pause !== null && (found.state === 'qualifying' || found.state === 'main')) return 'paused'
  switch (found.state) {
    case 'waiting':
    case 'offered':
    case 'placed':
    case 'qualifying':
    case 'gate':
    case 'main':
      return found.state
    case 'after_care':
    case 'completed':
    case 'completed_first_phase':
      return 'after'
    default:
      return 'ended'
  }
}

/** A station with how far it is; `from` and `until` are its days on the calendar, planned or real. */
export type StationShown = { station: Station; progress: 'done' | 'now' | 'next'; from: Day | null; until: Day | null }

const at: Record<Standing, Station | null> = {
  referral: 'referred',
  waiting: 'accepted',
  offered: 'accepted',
  placed: 'accepted',
  qualifying: 'qualifying',
  gate: 'gate',
  main: 'main',
  paused: 'qualifying',
  after: 'after',
  ended: null,
}

/** The citizen's way: done up to where they are; whoever ended early has done the stations they began, and no more come. */
export function wayOf(found: WayFacts | null, referredOn: Day | null): StationShown[] {
  const standing = standingOf(found)
  const [qualifying, main] = found?.phases ?? []
  const days: Record<Station, { from: Day | null; until: Day | null }> = {
    referred: { from: referredOn, until: referredOn },
    accepted: { from: found?.run.acceptedOn ?? null, until: found?.run.acceptedOn ?? null },
    qualifying: { from: qualifying?.startsOn ?? null, until: qualifying?.endsOn ?? null },
    gate: { from: qualifying?.endsOn ?? null, until: qualifying?.endsOn ?? null },
    main: { from: main?.startsOn ?? null, until: main?.endsOn ?? null },
    after: { from: found?.run.endedOn ?? null, until: null },
  }
  if (standing === 'ended') {
    const ended = found?.run.endedOn ?? null
    const begun = stations.filter((station) => {
      const { from } = days[station]
      return station !== 'after' && from !== null && ended !== null && isBefore(from, ended)
    })
    return begun.map((station) => ({ station, progress: 'done', ...days[station] }))
  }
  const here = standing === 'paused' && found?.state === 'main' ? 'main' : at[standing]
  const index = stations.findIndex((station) => station === here)
  return stations.map((station, place) => ({
    station,
    progress: place < index ? 'done' : place === index ? 'now' : 'next',
    ...days[station],
  }))
}

/** How much of the phase is behind, in days of all its days; null outside of a phase. */
export function progressOf(found: WayFacts | null, today: Day): { part: number; whole: number; endsOn: Day } | null {
  if (found === null || (found.state !== 'qualifying' && found.state !== 'main')) return null
  const phase = found.phases.find(({ code }) => code === found.state)
  if (phase === undefined) return null
  const whole = daysBetween(phase.startsOn, phase.endsOn) + 1
  const part = Math.min(Math.max(daysBetween(phase.startsOn, today) + 1, 1), whole)
  return { part, whole, endsOn: phase.endsOn }
}
