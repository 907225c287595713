import type { Happening, History } from './histories.ts'
import { recountLoans } from './recount-loans.ts'
import { type Cutoff, knownBy, middle, months } from './recount-days.ts'

// Every indicator by another hand: from raw events, one person and one question at a time, as slowly as one would with a pencil. It
// shares nothing with the product, not even how days are counted.

/** What one person's case had come to, as far as was known. */
type Case = {
  submitted: number | null
  assessed: boolean
  decided: number | null
  referralState: string | null
  refusedFor: string | null
  accepted: boolean
  acceptedOn: number | null
  leaf: string
  started: number | null
  main: number | null
  ended: number | null
  endedFor: string | null
  basisOn: (at: number) => string | null
  business: readonly Happening[]
  history: History
}

function caseOf(history: History, cutoff: Cutoff): Case | null {
  const known = history.referral.filter(knownBy(cutoff))
  const run = history.run.filter(knownBy(cutoff))
  const wrong = history.referral.some((event) => event.name === 'register_by_mistake' && event.known <= cutoff)
  const submitted = wrong ? null : (known.find((event) => event.name === 'submit')?.on ?? null)
  if (submitted === null && run.length === 0) return null
  const decision = known.findLast((event) => ['accept', 'refuse', 'defer'].includes(event.name))
  const day = (name: string) => run.findLast((event) => event.name === name)?.on ?? null
  const stop = run.findLast((event) => ['leave_list', 'never_start', 'end_early', 'end_after_first', 'complete'].includes(event.name))
  const referralState = known.at(-1)?.state ?? null
  return {
    submitted,
    assessed: known.some((event) => event.name === 'submit_assessment' && event.more['both'] === true),
    decided: submitted === null ? null : (decision?.on ?? null),
    referralState,
    refusedFor: referralState === 'refused' ? (decision?.reason ?? null) : null,
    accepted: run.length > 0 || referralState === 'accepted',
    acceptedOn: run.length > 0 ? history.acceptedOn : null,
    leaf: leafOf(run, stop),
    started: day('start'),
    main: day('pass_gate'),
    ended: stop === undefined || ['leave_list', 'never_start'].includes(stop.name) ? null : stop.on,
    endedFor: stop?.reason ?? null,
    basisOn: (at) =>
      history.basis.find(
        (span) =>
          span.known <= cutoff && (span.gone === null || span.gone > cutoff) && span.from <= at && (span.until === null || at < span.until),
      )?.code ?? null,
    business: history.business.filter(knownBy(cutoff)),
    history,
  }
}

function leafOf(run: readonly Happening[], stop: Happening | undefined): string {
  if (stop !== undefined) return stop.name
  if (run.some((event) => event.name === 'pass_gate')) return 'main'
  if (run.some((event) => event.name === 'reach_gate')) return 'gate'
  return run.some((event) => event.name === 'start') ? 'qualifying' : 'waiting'
}

/** What every figure must be; null is too early to tell, and a figure that is not there counts as nought. */
export function recount(histories: readonly History[], cutoff: Cutoff): Record<string, number | null> {
  const cases = histories.flatMap((history) => caseOf(history, cutoff) ?? [])
  return {
    ...recountCases(cases, cutoff),
    ...recountWaits(cases, histories, cutoff),
    ...recountSupport(cases, cutoff),
    ...recountBusinesses(cases, cutoff),
    ...recountSessions(histories, cutoff),
    ...recountSurveys(histories, cutoff),
    ...recountLoans(histories, cutoff),
  }
}

function recountCases(cases: readonly Case[], cutoff: Cutoff): Record<string, number | null> {
  const count = (is: (one: Case) => boolean) => cases.filter(is).length
  const undecided = (one: Case) => !one.accepted && !['refused', 'not_now', 'withdrawn'].includes(one.referralState ?? '')
  const early = (one: Case) => one.leaf === 'end_early'
  const couldBeDone = cases.filter((one) => one.started !== null && months(one.started, 13) <= cutoff)
  const completed = count((one) => one.leaf === 'complete')
  const going = count((one) => ['qualifying', 'gate', 'main'].includes(one.leaf))
  return {
    referred: cases.length,
    assessed: count((one) => one.assessed || one.accepted || ['refused', 'not_now'].includes(one.referralState ?? '')),
    accepted: count((one) => one.accepted),
    started: count((one) => one.started !== null),
    main_reached: count((one) => one.main !== null),
    completed: completed === 0 && going > 0 ? null : completed,
    not_assessed: count((one) => undecided(one) && !one.assessed),
    assessed_open: count((one) => undecided(one) && one.assessed),
    not_now: count((one) => one.referralState === 'not_now'),
    withdrawn: count((one) => one.referralState === 'withdrawn'),
    refused: count((one) => one.referralState === 'refused'),
    'refused:over_indebted': count((one) => one.refusedFor === 'over_indebted'),
    'refused:no_idea': count((one) => one.refusedFor === 'no_idea'),
    waiting: count((one) => one.accepted && one.leaf === 'waiting'),
    left_before_start: count((one) => ['leave_list', 'never_start'].includes(one.leaf)),
    qualifying: count((one) => one.leaf === 'qualifying'),
    gate: count((one) => one.leaf === 'gate'),
    main: count((one) => one.leaf === 'main'),
    completed_first_phase: count((one) => one.leaf === 'end_after_first'),
    ended_first: count((one) => early(one) && one.main === null),
    ended_main: count((one) => early(one) && one.main !== null),
    ...Object.fromEntries(
      ['job', 'own_wish', 'illness'].flatMap((reason) => [
        [`ended_first:${reason}`, count((one) => early(one) && one.main === null && one.endedFor === reason)],
        [`ended_main:${reason}`, count((one) => early(one) && one.main !== null && one.endedFor === reason)],
      ]),
    ),
    completed_of_due: couldBeDone.length === 0 ? null : couldBeDone.filter((one) => one.leaf === 'complete').length,
  }
}

function recountWaits(cases: readonly Case[], histories: readonly History[], cutoff: Cutoff): Record<string, number> {
  const decision = cases.flatMap((one) => (one.submitted === null || one.decided === null ? [] : [one.decided - one.submitted]))
  const start = cases.flatMap((one) => (one.acceptedOn === null || one.started === null ? [] : [one.started - one.acceptedOn]))
  const payout = histories
    .flatMap((history) => history.loans)
    .flatMap(({ log }) => {
      const known = log.filter(knownBy(cutoff))
      const [applied, paid] = [known.find((event) => event.name === 'apply'), known.find((event) => event.name === 'pay_out')]
      return applied === undefined || paid === undefined ? [] : [paid.on - applied.on]
    })
  return {
    lead_median_decision: middle(decision),
    lead_max_decision: Math.max(...decision),
    lead_median_start: middle(start),
    lead_max_start: Math.max(...start),
    lead_median_payout: middle(payout),
    lead_max_payout: Math.max(...payout),
  }
}

const supplement = ['flex_wage_subsidy', 'student_grant']
const codes = ['unemployment_benefit', 'social_assistance', 'self_supporting', ...supplement]

function recountSupport(cases: readonly Case[], cutoff: Cutoff): Record<string, number | null> {
  const begun = cases.flatMap((one) => (one.started === null ? [] : [{ ...one, started: one.started }]))
  const found: Record<string, number | null> = {}
  const look = (name: string, dayOf: (one: (typeof begun)[number]) => number | null) => {
    const due = begun.flatMap((one) => {
      const at = dayOf(one)
      return at === null || at > cutoff ? [] : [{ before: one.basisOn(one.started), now: one.basisOn(at) }]
    })
    const known = due.filter(({ now }) => now !== null)
    found[`basis_${name}`] = due.length === 0 ? null : known.length
    for (const code of codes) found[`basis_${name}:${code}`] = known.filter(({ now }) => now === code).length
    found[`unknown_${name}`] = due.length - known.length
    if (name === 'start') return
    const free = known.filter(({ now }) => now === 'self_supporting').length
    const less = known.filter(({ before, now }) => supplement.includes(now ?? '') && before !== null && !supplement.includes(before)).length
    found[`self_${name}`] = known.length === 0 ? null : free
    found[`part_${name}`] = known.length === 0 ? null : free + less
    if (name !== 'end') return
    for (const from of [...codes, 'unknown'])
      for (const to of [...codes, 'unknown'])
        found[`flow:${from}>${to}`] = due.filter(({ before, now }) => (before ?? 'unknown') === from && (now ?? 'unknown') === to).length
  }
  look('start', (one) => one.started)
  look('now', () => cutoff)
  for (const [name, after] of [
    ['end', 0],
    ['end6', 6],
    ['end12', 12],
    ['end24', 24],
  ] as const)
    look(name, (one) => (one.ended === null ? null : months(one.ended, after)))
  return found
}

function recountBusinesses(cases: readonly Case[], cutoff: Cutoff): Record<string, number | null> {
  const founded = cases.flatMap((one) => {
    const day = (name: string) => one.business.find((event) => event.name === name)?.on ?? Number.POSITIVE_INFINITY
    return one.started !== null && day('registered') <= cutoff
      ? [{ registered: day('registered'), trading: day('trading'), ceased: day('ceased') }]
      : []
  })
  const count = (is: (one: (typeof founded)[number]) => boolean) => founded.filter(is).length
  const found: Record<string, number | null> = {
    registered: founded.length,
    trading: count((one) => one.trading <= cutoff),
    alive: count((one) => one.ceased > cutoff),
  }
  for (const after of [6, 12, 24, 36]) {
    const old = founded.filter((one) => months(one.registered, after) <= cutoff)
    const then = (one: (typeof founded)[number]) => months(one.registered, after)
    found[`alive_${after}`] = old.length === 0 ? null : old.filter((one) => one.ceased > then(one)).length
    found[`trading_${after}`] = old.length === 0 ? null : old.filter((one) => one.ceased > then(one) && one.trading <= then(one)).length
  }
  return found
}

function recountSessions(histories: readonly History[], cutoff: Cutoff): Record<string, number> {
  const found: Record<string, number> = { attendance: 0, 'attendance:vat': 0, 'attendance:sparring': 0, 'attendance:pricing': 0 }
  let [minutes, people] = [0, 0]
  for (const { sessions } of histories) {
    let expected = false
    for (const { on, activity, entries, minutes: long } of sessions) {
      const entry = entries.findLast((one) => one.known <= cutoff)
      if (on > cutoff || entry === undefined || !entry.held) continue
      expected = true
      if (!entry.came) continue
      found['attendance'] = (found['attendance'] ?? 0) + 1
      found[`attendance:${activity}`] = (found[`attendance:${activity}`] ?? 0) + 1
      minutes += long
    }
    if (expected) people += 1
  }
  return { ...found, minutes: halfEven(minutes, people) }
}

function halfEven(part: number, whole: number): number {
  const [down, left] = [Math.floor(part / whole), part % whole]
  if (left * 2 === whole) return down % 2 === 0 ? down : down + 1
  return left * 2 > whole ? down + 1 : down
}

function recountSurveys(histories: readonly History[], cutoff: Cutoff): Record<string, number> {
  const asked = histories.flatMap((history) => history.surveys).filter((one) => one.known <= cutoff)
  const answered = asked.filter((one) => one.answered !== null && one.answered <= cutoff)
  const found: Record<string, number> = {}
  for (const [side, isOurs] of [
    ['citizen', (party: string) => party === 'citizen'],
    ['staff', (party: string) => party !== 'citizen'],
  ] as const) {
    for (const moment of ['gate', 'end', 'end6'])
      found[`answered_${side}_${moment}`] = answered.filter((one) => isOurs(one.party) && one.moment === moment).length
    for (const [at, question] of ['useful', 'help', 'together', 'recommend'].entries())
      found[`${question}_${side}`] = answered.filter((one) => isOurs(one.party) && (one.scores[at] ?? 0) >= 4).length
  }
  return found
}
