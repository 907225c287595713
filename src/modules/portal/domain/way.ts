import { type Day, isBefore, isOnOrBefore } from '#kernel/days.ts'

/** The stations of a citizen's way, in order. */
export const stations = ['referred', 'intake', 'place', 'qualifying', 'gate', 'main', 'after'] as const
/** One of them. */
export type Station = (typeof stations)[number]

/** Where the citizen is, as the page's first field says it: first what the referral knows, then what the run does. */
export type Standing =
  | ('drafted' | 'shared' | 'submitted' | 'assessed' | 'decided_anew' | 'hearing' | 'not_now' | 'withdrawn')
  | ('refused' | 'complained' | 'with_board' | 'board_agreed')
  | ('waiting' | 'offer_over' | 'offered' | 'placed' | 'qualifying' | 'gate' | 'main' | 'paused' | 'after')
  | ('left_line' | 'never_begun' | 'ended')

/** What the way is told from before there is a run: the referral's state as referrals names it, and its days. */
export type ReferralFacts = {
  state: string
  startedOn: Day
  submittedOn: Day | null
  stateSince: Day
  complaint: { stage: 'received' | 'forwarded' } | null
  boardAnswered: boolean
  /** True while it is decided anew after a complaint. */
  anew?: boolean
}

/** What the way is told from once there is one: its state as enrolments names it, its pause, its phases on the calendar, and what happened in it. */
export type WayFacts = {
  state: string
  pause: { from: Day } | null
  phases: readonly { code: string; startsOn: Day; endsOn: Day; planned?: boolean }[]
  events: readonly { name: string }[]
  run: { endedOn: Day | null; acceptedOn: Day; outcome?: string | null }
}

/** Where a citizen stands on a day: by the run when there is one, else by the referral. A pause that is agreed has yet to begin. */
export function standingOf(referral: ReferralFacts | null, run: WayFacts | null, today: Day): Standing {
  const isPaused = run?.pause != null && isOnOrBefore(run.pause.from, today) && (run.state === 'qualifying' || run.state === 'main')
  return isPaused ? 'paused' : unpaused(referral, run)
}

function unpaused(referral: ReferralFacts | null, run: WayFacts | null): Exclude<Standing, 'paused'> {
  if (run !== null) return runStanding(run)
  if (referral?.state === 'refused') return refusedStanding(referral)
  return referral?.anew === true ? 'decided_anew' : referralStanding(referral?.state ?? 'draft')
}

function refusedStanding({ complaint, boardAnswered }: ReferralFacts): Exclude<Standing, 'paused'> {
  if (boardAnswered) return 'board_agreed'
  if (complaint === null) return 'refused'
  return complaint.stage === 'forwarded' ? 'with_board' : 'complained'
}

function referralStanding(state: string): Exclude<Standing, 'paused'> {
  switch (state) {
    case 'draft':
      return 'drafted'
    case 'submitted':
    case 'information_requested':
      return 'submitted'
    case 'joint_assessment':
    case 'conciliation':
      return 'assessed'
    case 'refusal_proposed':
      return 'hearing'
    case 'accepted':
      return 'waiting'
    case 'shared':
    case 'not_now':
      return state
    default:
      return 'withdrawn'
  }
}

function runStanding(run: WayFacts): Exclude<Standing, 'paused'> {
  switch (run.state) {
    case 'waiting':
      return run.events.findLast(({ name }) => name === 'offer' || name === 'decline' || name === 'expire')?.name === 'expire'
        ? 'offer_over'
        : 'waiting'
    case 'offered':
    case 'placed':
    case 'qualifying':
    case 'gate':
    case 'main':
      return run.state
    case 'after_care':
    case 'completed':
    case 'completed_first_phase':
      return 'after'
    default:
      return endedStanding(run)
  }
}

// A run that never began is not told as a course that ended: it was left in the line, or the place was not taken up.
function endedStanding({ events }: WayFacts): 'left_line' | 'never_begun' | 'ended' {
  if (events.some(({ name }) => name === 'start')) return 'ended'
  return events.some(({ name }) => name === 'accept') ? 'never_begun' : 'left_line'
}

/** A station with how far it is; `from` and `until` are its days on the calendar, planned or real; `early` when it ended before its planned last day. */
export type StationShown = { station: Station; progress: 'done' | 'now' | 'next'; from: Day | null; until: Day | null; early?: true }

type Span = { from: Day | null; until: Day | null }

const at: Record<Exclude<Standing, 'paused'>, Station | null> = {
  drafted: 'referred',
  shared: 'referred',
  submitted: 'referred',
  assessed: 'intake',
  decided_anew: 'intake',
  hearing: 'intake',
  not_now: 'intake',
  refused: null,
  complained: null,
  with_board: null,
  board_agreed: null,
  withdrawn: null,
  waiting: 'place',
  offer_over: 'place',
  offered: 'place',
  placed: 'place',
  qualifying: 'qualifying',
  gate: 'gate',
  main: 'main',
  after: 'after',
  left_line: null,
  never_begun: null,
  ended: null,
}

// The gate is met with the phase's last day and open until it is passed; then it is the day the main phase began, early or late.
function gateDays(found: WayFacts | null): Span {
  const [qualifying, main] = found?.phases ?? []
  const begun = found?.state === 'main' || found?.state === 'after_care' || found?.state === 'completed'
  // After-care follows an early end as well, also one at the gate.
  const passed = begun && main?.planned !== true
  const on = (passed ? main?.startsOn : qualifying?.endsOn) ?? null
  return { from: on, until: found?.state === 'gate' ? null : on }
}

// While the gate is open nobody knows when the main phase begins: the day that was planned has passed. Whoever ended there never began it.
function mainDays(found: WayFacts | null): Span {
  const planned = found?.phases[1]
  const neverBegun = found?.state === 'gate' || (found?.run.endedOn != null && planned?.planned === true)
  const main = neverBegun ? undefined : planned
  return { from: main?.startsOn ?? null, until: main?.endsOn ?? null }
}

function daysOf(referral: ReferralFacts | null, found: WayFacts | null): Record<Station, Span> {
  // Whoever never started had the place to the last day, and no phase.
  const neverStarted = found?.run.outcome === 'never_started'
  const qualifying = neverStarted ? undefined : found?.phases[0]
  const submittedOn = referral?.submittedOn ?? null
  const referredOn = submittedOn ?? referral?.startedOn ?? null
  const decidedOn = found?.run.acceptedOn ?? (referral?.state === 'refused' ? referral.stateSince : null)
  return {
    referred: { from: referredOn, until: referredOn },
    intake: { from: submittedOn, until: decidedOn },
    place: { from: found?.run.acceptedOn ?? null, until: (neverStarted ? found.run.endedOn : qualifying?.startsOn) ?? null },
    qualifying: { from: qualifying?.startsOn ?? null, until: qualifying?.endsOn ?? null },
    gate: gateDays(neverStarted ? null : found),
    main: mainDays(neverStarted ? null : found),
    after: { from: found?.run.endedOn ?? null, until: null },
  }
}

/** What was begun before it was over, all of it done up to the last day: a run by that day, a referral that was refused by its decision. */
function begunOf(referral: ReferralFacts | null, found: WayFacts | null): StationShown[] {
  const days = daysOf(referral, found)
  const ended = found === null ? null : found.run.endedOn
  const begun = stations.filter((station) => {
    const { from } = days[station]
    if (found === null) return station === 'referred' || (station === 'intake' && referral?.state === 'refused')
    return station !== 'after' && from !== null && ended !== null && isBefore(from, ended)
  })
  return begun.map((station) => {
    const { from, until } = days[station]
    return until !== null && ended !== null && isBefore(ended, until)
      ? { station, progress: 'done', from, until: ended, early: true }
      : { station, progress: 'done', from, until }
  })
}

/** The citizen's way: done up to where they are; whoever ended early has done the stations they began, and no more come. */
export function wayOf(referral: ReferralFacts | null, found: WayFacts | null): StationShown[] {
  const here = at[unpaused(referral, found)]
  const days = daysOf(referral, found)
  if (here === null) return begunOf(referral, found)
  // A phase that was planned and never begun is not told as done, whichever way the course ended.
  if (here === 'after') return [...begunOf(referral, found), { station: here, progress: 'now', ...days[here] }]
  const index = stations.indexOf(here)
  return stations.map((station, place) => ({
    station,
    progress: place < index ? 'done' : place === index ? 'now' : 'next',
    ...days[station],
  }))
}
