// Random histories as raw events: what was entered, about which day, and on which day it was entered. Days are numbers from 1 January
// 2014. Events of one kind about one case are entered in order; some are entered long after, so that a report must not know them yet.

/** An event as it lies in a log: about day `on`, entered on day `known`; `state` is what it led to. */
export type Happening = {
  name: string
  on: number
  known: number
  state: string
  reason: string | null
  more: Record<string, number | boolean>
}
/** A support basis as entered: from its first day to the day before `until`; replaced on the day `gone`. */
export type Basis = { code: string; from: number; until: number | null; known: number; gone: number | null }
/** A class with who was expected; each entry of the register replaces the one before. */
export type Attended = {
  activity: string
  minutes: number
  on: number
  entries: readonly { known: number; held: boolean; came: boolean }[]
}
/** A questionnaire; the four scores when it was answered. */
export type Asked = { party: string; moment: string; known: number; answered: number | null; scores: readonly number[] }
/** A loan's event; `undoes` counts from the first event of the loan, and a deferral moves the instalments from one (counted from 0) by months. */
export type LoanHappening = {
  name: string
  on: number
  known: number
  ore: number | null
  undoes: number | null
  defer: { from: number; months: number } | null
}
/** A loan of ten monthly instalments, each a tenth. */
export type Borrowed = { ore: number; log: readonly LoanHappening[] }

/** One person's case with everything that was entered about it. */
export type History = {
  caseNumber: string
  referral: readonly Happening[]
  run: readonly Happening[]
  acceptedOn: number
  basis: readonly Basis[]
  business: readonly Happening[]
  sessions: readonly Attended[]
  surveys: readonly Asked[]
  loans: readonly Borrowed[]
}

/** The first day of the world. */
export const origin = Temporal.PlainDate.from('2014-01-01')
/** A day's number as a date. */
export const dateOf = (at: number): string => origin.add({ days: at }).toString()
/** A date's number. */
export const numberOf = (date: Temporal.PlainDate): number => origin.until(date, { largestUnit: 'days' }).days

const basisCodes = ['unemployment_benefit', 'social_assistance', 'self_supporting', 'flex_wage_subsidy', 'student_grant']

/** Draws that a seed repeats. */
type Draw = { whole: (min: number, max: number) => number; chance: (percent: number) => boolean; one: <Of>(all: readonly Of[]) => Of }

function draws(seed: number): Draw {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
  const whole = (min: number, max: number) => min + Math.floor(next() * (max - min + 1))
  return {
    whole,
    chance: (percent) => whole(1, 100) <= percent,
    one: (all) => {
      const found = all[whole(0, all.length - 1)]
      if (found === undefined) throw new Error('nothing to draw from')
      return found
    },
  }
}

/** A log in which each event is entered on its day or some days after, never before the event entered before it. */
function logOf(draw: Draw) {
  const log: Happening[] = []
  const add = (name: string, on: number, state: string, given: { reason?: string; more?: Happening['more'] } = {}) => {
    const late = draw.chance(6) ? draw.whole(30, 200) : draw.whole(0, 2)
    const known = Math.max(on + late, log.at(-1)?.known ?? 0)
    log.push({ name, on, known, state, reason: given.reason ?? null, more: given.more ?? {} })
  }
  return { log, add }
}

/** That many histories, the same for the same seed. */
export function histories(count: number, seed: number): History[] {
  const draw = draws(seed)
  return Array.from({ length: count }, (_, at) => historyOf(draw, `X-2015-${String(at + 1).padStart(4, '0')}`))
}

/** A place held: each writing of its days, both included, replaces the one before. */
export type Stay = { place: 1 | 2; writings: readonly { from: number; until: number; kind: 'reserved' | 'occupied'; known: number }[] }

/** Stays in both places, one after another, some of them corrected later; the last go on after the places are bought. */
export function stays(seed: number): Stay[] {
  const draw = draws(seed)
  const begin = numberOf(Temporal.PlainDate.from('2015-10-01'))
  return ([1, 2] as const).flatMap((place) => {
    const found: Stay[] = []
    for (let from = begin + draw.whole(0, 20); from < begin + 500; ) {
      const until = from + draw.whole(5, 60)
      const first = { from, until, kind: draw.one(['reserved', 'occupied'] as const), known: from - draw.whole(0, 10) }
      const again = { from, until: until - draw.whole(0, 5), kind: 'occupied' as const, known: first.known + draw.whole(1, 120) }
      found.push({ place, writings: draw.chance(50) ? [first, again] : [first] })
      from = until + draw.whole(1, 15)
    }
    return found
  })
}

function historyOf(draw: Draw, caseNumber: string): History {
  const { referral, acceptedOn } = referralOf(draw)
  const run = acceptedOn === null ? [] : runOf(draw, acceptedOn)
  const begun = run.find((event) => event.name === 'start')?.on ?? null
  return {
    caseNumber,
    referral,
    run,
    acceptedOn: acceptedOn ?? 0,
    basis: run.length === 0 ? [] : basesOf(draw),
    business: begun !== null && draw.chance(60) ? businessOf(draw, begun) : [],
    sessions: begun === null ? [] : Array.from({ length: draw.whole(0, 4) }, () => sessionOf(draw, begun)),
    surveys: run.length === 0 ? [] : surveysOf(draw, begun ?? acceptedOn ?? 0),
    loans: begun !== null && draw.chance(50) ? Array.from({ length: draw.chance(10) ? 2 : 1 }, () => loanOf(draw, begun)) : [],
  }
}

function referralOf(draw: Draw): { referral: Happening[]; acceptedOn: number | null } {
  const { log, add } = logOf(draw)
  let on = draw.whole(0, 850)
  add('start', on, 'draft')
  if (draw.chance(8)) return { referral: log, acceptedOn: null }
  add('submit', (on += draw.whole(0, 20)), 'submitted')
  if (draw.chance(5)) add('submit', (on += 3), 'submitted') // sent again after a question
  if (draw.chance(90)) add('submit_assessment', (on += draw.whole(0, 10)), 'joint_assessment', { more: { both: false } })
  if (draw.chance(85)) add('submit_assessment', (on += draw.whole(0, 10)), 'joint_assessment', { more: { both: true } })
  const fate = draw.one(['accept', 'accept', 'accept', 'accept', 'accept', 'refuse', 'defer', 'withdraw', 'open', 'mistake'])
  on += draw.whole(0, 25)
  if (fate === 'refuse') add('refuse', on, 'refused', { reason: draw.one(['over_indebted', 'no_idea']) })
  if (fate === 'defer') add('defer', on, 'not_now', { reason: 'not_now' })
  if (fate === 'withdraw') add('withdraw', on, 'withdrawn', { reason: 'own_wish' })
  if (fate === 'mistake') add('register_by_mistake', on, 'registered_by_mistake', { reason: 'mistake' })
  if (fate !== 'accept') return { referral: log, acceptedOn: null }
  add('accept', on, 'accepted')
  return { referral: log, acceptedOn: on }
}

function runOf(draw: Draw, acceptedOn: number): Happening[] {
  const { log, add } = logOf(draw)
  add('admit', acceptedOn, 'waiting')
  if (draw.chance(12)) return log
  const startedOn = acceptedOn + draw.whole(1, 60)
  if (draw.chance(10)) {
    const [name, outcome] = draw.one([
      ['leave_list', 'left_list'],
      ['never_start', 'never_started'],
    ] as const)
    add(name, startedOn, 'closed', { reason: outcome })
    return log
  }
  add('start', startedOn, 'qualifying', { more: { startedOn } })
  if (draw.chance(15)) add('pause', startedOn + 5, 'qualifying', { more: { startedOn, paused: true } })
  const firstEnd = startedOn + draw.whole(20, 180)
  const early = (on: number, main: number | null) =>
    add('end_early', on, draw.one(['closed', 'after_care']), {
      reason: draw.one(['job', 'own_wish', 'illness']),
      more: { startedOn, ...(main === null ? {} : { mainStartedOn: main }), endedOn: on },
    })
  const fate = draw.one(['early', 'gate', 'first', 'main', 'main', 'main', 'main'])
  if (fate === 'early') early(firstEnd, null)
  if (fate === 'early') return log
  add('reach_gate', firstEnd, 'gate', { more: { startedOn } })
  if (fate === 'gate') return log
  if (fate === 'first') add('end_after_first', firstEnd + 3, 'closed', { reason: 'idea', more: { startedOn, endedOn: firstEnd + 3 } })
  if (fate === 'first') return log
  const mainStartedOn = firstEnd + draw.whole(0, 30)
  add('pass_gate', mainStartedOn, 'main', { more: { startedOn, mainStartedOn } })
  const endedOn = mainStartedOn + draw.whole(30, 190)
  if (draw.chance(20)) return log
  if (draw.chance(25)) early(endedOn, mainStartedOn)
  else add('complete', endedOn, 'after_care', { more: { startedOn, mainStartedOn, endedOn } })
  if (draw.chance(25)) add('check', endedOn + 90, 'after_care', { more: { startedOn, mainStartedOn, endedOn } })
  return log
}

function basesOf(draw: Draw): Basis[] {
  const entered = (known: number, gone: number | null): Basis[] => {
    const spans: Basis[] = []
    let from = -800 + draw.whole(0, 400)
    for (let left = draw.whole(0, 4); left > 0; left -= 1) {
      const until = left === 1 && draw.chance(80) ? null : from + draw.whole(100, 700)
      spans.push({ code: draw.one(basisCodes), from, until, known, gone })
      if (until === null) break
      from = until + (draw.chance(20) ? 30 : 0) // nobody knows what they lived on for a month
    }
    return spans
  }
  const corrected = draw.chance(30) ? draw.whole(300, 1000) : null
  return [...entered(draw.whole(0, 250), corrected), ...(corrected === null ? [] : entered(corrected, null))]
}

function businessOf(draw: Draw, begun: number): Happening[] {
  const { log, add } = logOf(draw)
  let on = begun + draw.whole(0, 200)
  if (draw.chance(50)) add('idea', on, 'idea')
  add('registered', (on += draw.whole(0, 60)), 'registered')
  if (draw.chance(70)) add('trading', (on += draw.whole(0, 250)), 'trading')
  if (draw.chance(35)) add('ceased', (on += draw.whole(1, 400)), 'ceased', { reason: 'own_wish' })
  return log
}

function sessionOf(draw: Draw, begun: number): Attended {
  const on = begun + draw.whole(0, 200)
  const first = { known: on + draw.whole(0, 3), held: draw.chance(90), came: draw.chance(75) }
  const again = { known: first.known + draw.whole(1, 200), held: draw.chance(90), came: draw.chance(75) }
  const entries = draw.chance(8) ? [] : draw.chance(20) ? [first, again] : [first]
  return { activity: draw.one(['vat', 'sparring', 'pricing']), minutes: draw.one([45, 90, 120]), on, entries }
}

function surveysOf(draw: Draw, from: number): Asked[] {
  return ['gate', 'end', 'end6'].flatMap((moment, at) =>
    ['citizen', 'provider', 'acting_job_centre'].flatMap((party): Asked[] => {
      if (!draw.chance(40)) return []
      const known = from + 100 * (at + 1)
      const answered = draw.chance(70) ? known + draw.whole(0, 60) : null
      return [{ party, moment, known, answered, scores: Array.from({ length: 4 }, () => draw.whole(1, 5)) }]
    }),
  )
}

function loanOf(draw: Draw, begun: number): Borrowed {
  const ore = draw.whole(1, 5) * 1_000_000
  const log: LoanHappening[] = []
  const add = (name: string, on: number, more: Partial<LoanHappening> = {}) => {
    const known = Math.max(on + (draw.chance(5) ? draw.whole(20, 90) : draw.whole(0, 1)), log.at(-1)?.known ?? 0)
    log.push({ name, on, known, ore: null, undoes: null, defer: null, ...more })
  }
  const applied = begun + draw.whole(20, 150)
  add('apply', applied)
  if (draw.chance(20)) add('return', applied + 2)
  if (draw.chance(20)) return { ore, log }
  const fate = draw.one(['decline', 'withdraw', 'approve', 'approve', 'approve', 'approve', 'approve'])
  add(fate, applied + 10)
  if (fate !== 'approve' || draw.chance(15)) return { ore, log }
  add('accept', applied + 14)
  // paid out on the first of a month, so that every instalment falls due on one
  const paidOut = numberOf(
    origin
      .add({ days: applied + 14 })
      .with({ day: 1 })
      .add({ months: 1 }),
  )
  add('pay_out', paidOut, { ore })
  let [repaid, last] = [0, paidOut]
  for (let paid = draw.whole(0, 12), month = 1; paid > 0; paid -= 1, month += 1) {
    const on = numberOf(origin.add({ days: paidOut }).add({ months: month }))
    const [at, amount] = [log.length, paid === 1 && draw.chance(30) ? ore / 20 : ore / 10]
    add('pay', on, { ore: amount })
    last = on + 2
    if (draw.chance(8)) add('undo', last, { undoes: at })
    else repaid += amount
    if (month === 10) break
  }
  if (repaid < ore) endOf(draw, { add, log, last, from: Math.floor(repaid / (ore / 10)), left: ore - repaid })
  return { ore, log }
}

type Ending = {
  add: (name: string, on: number, more?: Partial<LoanHappening>) => void
  log: readonly LoanHappening[]
  last: number
  from: number
  left: number
}

// Some of those who have not paid all back are given time, which may be taken back; some never pay, and a part of it may come in after all.
function endOf(draw: Draw, { add, log, last, from, left }: Ending): void {
  let on = last + draw.whole(1, 40)
  if (draw.chance(25)) {
    const at = log.length
    add('defer', on, { defer: { from, months: draw.whole(1, 5) } })
    on += draw.whole(1, 30)
    if (draw.chance(20)) add('undo_deferral', on, { undoes: at })
  }
  if (!draw.chance(20)) return
  on += draw.whole(20, 200)
  if (draw.chance(30)) return add('remit', on)
  add('write_off', on)
  if (draw.chance(40)) add('recover', on + draw.whole(10, 100), { ore: left / 2 })
}
