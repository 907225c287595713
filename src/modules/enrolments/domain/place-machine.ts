/** The states of an enrolment: what its place is to it. */
export const placeStates = [
  'waiting',
  'offered',
  'placed',
  'qualifying',
  'gate',
  'main',
  'completed',
  'completed_first_phase',
  'ended_early',
  'never_started',
  'left_list',
  'after_care',
  'deceased',
  'closed',
] as const

/** One state of the Place machine. */
export type PlaceState = (typeof placeStates)[number]

/** Who must act now; `closed` has nobody, every other state exactly one. */
export type PlaceBall = 'acting_job_centre' | 'provider' | 'citizen'

/** Who may take a step: a role in a position of the agreement, the citizen, or the calendar. */
export type StepBy =
  | 'self'
  | 'system'
  | { role: 'caseworker' | 'job_centre_lead' | 'programme_manager' | 'coach'; as: 'acting_job_centre' | 'provider' }

/** The programme's list of reasons a step draws on; `own_words` asks for a sentence instead. */
export type StepReason = 'withdrawal' | 'never_started' | 'pause' | 'early_end' | 'own_words' | null

/**
 * One step of the machine. `to: 'same'` stays where it is, `to: 'before'` goes back to where the ending came from.
 * `paused` says how the step stands to the pause, which lies over the state and is none itself.
 */
export type PlaceStep = {
  from: readonly PlaceState[]
  to: PlaceState | 'same' | 'before'
  by: readonly StepBy[]
  paused: 'either' | 'never' | 'only'
  reason: StepReason
  /** The states in which this is the step the page suggests. */
  suggestedIn: readonly PlaceState[]
  /** The name of the small page where a person takes it; null when only the calendar does. */
  page: string | null
}

const caseworker: StepBy = { role: 'caseworker', as: 'acting_job_centre' }
const lead: StepBy = { role: 'job_centre_lead', as: 'acting_job_centre' }
const manager: StepBy = { role: 'programme_manager', as: 'provider' }
const coach: StepBy = { role: 'coach', as: 'provider' }

/** Everybody whose case may still change by what happens to them outside of the programme. */
const underWay = ['waiting', 'offered', 'placed', 'qualifying', 'gate', 'main'] as const satisfies readonly PlaceState[]

const plain = { paused: 'never', reason: null, suggestedIn: [], page: null } as const

/** The Place machine: the only place where it is written which step may follow which, and who may take it. */
export const placeMachine = {
  admit: { ...plain, from: [], to: 'waiting', by: [caseworker, lead, manager, 'system'] },
  confirm_interest: { ...plain, from: ['waiting'], to: 'same', by: [caseworker, lead, 'self'], page: 'interest' },
  offer: { ...plain, from: ['waiting'], to: 'offered', by: [manager], suggestedIn: ['waiting'], page: 'offer' },
  put_ahead: { ...plain, from: ['waiting'], to: 'same', by: [manager], reason: 'own_words', page: 'ahead' },
  put_back: { ...plain, from: ['waiting'], to: 'same', by: [manager], reason: 'own_words', page: 'in-turn' },
  leave_list: { ...plain, from: ['waiting'], to: 'left_list', by: [caseworker, lead, 'self'], reason: 'withdrawal', page: 'leave' },
  close_list: { ...plain, from: ['waiting'], to: 'left_list', by: [caseworker, lead, manager], page: 'close-list' },
  transfer: { ...plain, from: ['waiting'], to: 'same', by: [caseworker, lead, manager], page: 'transfer' },
  accept: { ...plain, from: ['offered'], to: 'placed', by: [caseworker, lead, 'self'], suggestedIn: ['offered'], page: 'answer' },
  decline: { ...plain, from: ['offered'], to: 'waiting', by: [caseworker, lead, 'self'], page: 'answer' },
  turn_down: { ...plain, from: ['offered'], to: 'left_list', by: [caseworker, lead, 'self'], reason: 'withdrawal', page: 'answer' },
  expire: { ...plain, from: ['offered'], to: 'waiting', by: ['system'] },
  start: { ...plain, from: ['placed'], to: 'qualifying', by: [manager, coach], suggestedIn: ['placed'], page: 'start' },
  never_start: {
    ...plain,
    from: ['placed'],
    to: 'never_started',
    by: [manager, caseworker, lead],
    reason: 'never_started',
    page: 'never-started',
  },
  pause: { ...plain, from: ['qualifying', 'main'], to: 'same', by: [caseworker, lead, manager], reason: 'pause', page: 'pause' },
  extend_pause: {
    ...plain,
    from: ['qualifying', 'main'],
    to: 'same',
    by: [caseworker, lead, manager],
    paused: 'only',
    page: 'longer-pause',
  },
  resume: { ...plain, from: ['qualifying', 'main'], to: 'same', by: [caseworker, lead, manager, coach], paused: 'only', page: 'return' },
  prolong: { ...plain, from: ['qualifying', 'gate'], to: 'qualifying', by: [manager], reason: 'own_words', page: 'prolong' },
  open_gate: {
    ...plain,
    from: ['qualifying'],
    to: 'gate',
    by: [manager, caseworker, lead, 'system'],
    suggestedIn: ['qualifying'],
    page: 'gate',
  },
  release_gate_place: { ...plain, from: ['gate'], to: 'same', by: ['system'] },
  pass_gate: { ...plain, from: ['gate'], to: 'main', by: [manager], suggestedIn: ['gate'], page: 'main-phase' },
  end_after_first: { ...plain, from: ['gate'], to: 'completed_first_phase', by: [manager, caseworker, lead], page: 'end-after-first' },
  end_early: {
    ...plain,
    from: ['qualifying', 'gate', 'main'],
    to: 'ended_early',
    by: [caseworker, lead, manager],
    paused: 'either',
    reason: 'early_end',
    page: 'discharge',
  },
  complete: { ...plain, from: ['main'], to: 'completed', by: [manager], suggestedIn: ['main'], page: 'complete' },
  begin_after_care: { ...plain, from: ['completed', 'completed_first_phase', 'ended_early'], to: 'after_care', by: ['system'] },
  record_check: { ...plain, from: ['after_care'], to: 'same', by: [caseworker, lead, coach], suggestedIn: ['after_care'], page: 'check' },
  record_move: { ...plain, from: underWay, to: 'same', by: [caseworker, lead], paused: 'either', page: 'move' },
  settle_move: {
    ...plain,
    from: underWay,
    to: 'same',
    by: [caseworker, lead],
    paused: 'either',
    reason: 'own_words',
    page: 'move-settled',
  },
  record_death: {
    ...plain,
    from: [...underWay, 'completed', 'completed_first_phase', 'ended_early', 'never_started', 'left_list', 'after_care'],
    to: 'deceased',
    by: [caseworker, lead, manager],
    paused: 'either',
    page: 'death',
  },
  close: { ...plain, from: ['after_care', 'never_started', 'left_list', 'deceased'], to: 'closed', by: ['system'] },
  reopen: {
    ...plain,
    from: ['completed', 'completed_first_phase', 'ended_early', 'never_started', 'left_list', 'after_care', 'deceased'],
    to: 'before',
    by: [manager, caseworker, lead],
    reason: 'own_words',
    page: 'reopen',
  },
} as const satisfies Record<string, PlaceStep>

/** The name of a step. */
export type PlaceStepName = keyof typeof placeMachine

/** Every step, in the order of the table. */
export const placeStepNames = Object.keys(placeMachine) as PlaceStepName[]

/** The row of a step, with its lists widened so that any state may be asked for. */
export function stepOf(name: PlaceStepName): PlaceStep {
  return placeMachine[name]
}

/** True when the table lets the step be taken from a state, given whether a pause lies over it. Guards with dates come after. */
export function mayFollow(name: PlaceStepName, state: PlaceState, paused: boolean): boolean {
  const step = stepOf(name)
  return step.from.includes(state) && (step.paused === 'either' || step.paused === (paused ? 'only' : 'never'))
}

/** The steps that may follow, as the table has them. */
export function stepsFrom(state: PlaceState, paused: boolean): PlaceStepName[] {
  return placeStepNames.filter((name) => mayFollow(name, state, paused))
}

/** The one step the page suggests, or null when nothing but time is wanted. During a pause it is the return. */
export function suggestedStep(state: PlaceState, paused: boolean): PlaceStepName | null {
  if (paused) return 'resume'
  return placeStepNames.find((name) => stepOf(name).suggestedIn.includes(state)) ?? null
}

const balls: Record<PlaceState, PlaceBall | null> = {
  waiting: 'provider',
  offered: 'citizen',
  placed: 'provider',
  qualifying: 'provider',
  gate: 'provider',
  main: 'provider',
  completed: 'acting_job_centre',
  completed_first_phase: 'acting_job_centre',
  ended_early: 'acting_job_centre',
  never_started: 'acting_job_centre',
  left_list: 'acting_job_centre',
  after_care: 'acting_job_centre',
  deceased: 'acting_job_centre',
  closed: null,
}

/** Who has the ball: exactly one in every open state. A paused run lies with the job centre, which follows up on the pause. */
export function ballOf(state: PlaceState, paused: boolean): PlaceBall | null {
  return paused ? 'acting_job_centre' : balls[state]
}

/** The states in which the run goes on and a pause may lie over it. */
export const runningStates = ['qualifying', 'gate', 'main'] as const satisfies readonly PlaceState[]

/** The states an ending leads to. */
export const endings = [
  'completed',
  'completed_first_phase',
  'ended_early',
  'never_started',
  'left_list',
  'deceased',
] as const satisfies readonly PlaceState[]
