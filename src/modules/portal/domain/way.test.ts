import { expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { byDay, subjectOf } from './log-sentences.ts'
import { standingOf, stations, wayOf } from './way.ts'

const phases = [
  { code: 'qualifying', startsOn: day('2015-10-19'), endsOn: day('2016-04-18') },
  { code: 'main', startsOn: day('2016-04-19'), endsOn: day('2016-10-18') },
]
const run = { endedOn: null, acceptedOn: day('2015-09-14') }
const sent = (state: string) => ({
  state,
  startedOn: day('2015-08-10'),
  submittedOn: state === 'draft' || state === 'shared' ? null : day('2015-08-17'),
  stateSince: day('2015-09-10'),
  complaint: null,
  boardAnswered: false,
})
const at = (state: string, more: object = {}) => ({ state, pause: null, phases, events: [] as { name: string }[], run, ...more })
const today = day('2016-05-02')
const paused = (from: string) => ({ pause: { from: day(from) } })

test('before there is a run, and in each state, the citizen is told where they are', () => {
  const accepted = sent('accepted')
  expect(standingOf(null, null, today)).toBe('drafted')
  expect(standingOf(accepted, at('qualifying'), today)).toBe('qualifying')
  expect(standingOf(accepted, at('main', paused('2016-05-02')), today)).toBe('paused')
  expect(standingOf(accepted, at('main', paused('2016-05-03')), today), 'a pause to come').toBe('main')
  expect(standingOf(accepted, at('completed'), today)).toBe('after')
  expect(standingOf(accepted, at('ended_early', { events: [{ name: 'accept' }, { name: 'start' }] }), today)).toBe('ended')
})

test('a run that never began is not told as a course that ended, also once its case is closed', () => {
  const told = (state: string, ...names: string[]) =>
    standingOf(sent('accepted'), at(state, { events: names.map((name) => ({ name })) }), today)
  expect(told('left_list', 'admit', 'leave_list')).toBe('left_line')
  expect(told('left_list', 'admit', 'offer', 'turn_down')).toBe('left_line')
  expect(told('closed', 'admit', 'leave_list', 'close')).toBe('left_line')
  expect(told('never_started', 'admit', 'offer', 'accept', 'never_start')).toBe('never_begun')
})

test('whoever let an offer pass is told so while they wait, and no longer once they have a new one', () => {
  const after = (...names: string[]) => at('waiting', { events: names.map((name) => ({ name })) })
  expect(standingOf(sent('accepted'), after('admit'), today)).toBe('waiting')
  expect(standingOf(sent('accepted'), after('admit', 'offer', 'expire'), today)).toBe('offer_over')
  expect(standingOf(sent('accepted'), after('admit', 'offer', 'expire', 'confirm_interest'), today)).toBe('offer_over')
  expect(standingOf(sent('accepted'), after('admit', 'offer', 'expire', 'offer', 'decline'), today)).toBe('waiting')
  expect(wayOf(sent('accepted'), after('offer', 'expire')).filter(({ progress }) => progress === 'now')).toMatchObject([
    { station: 'place' },
  ])
})

test.each([
  ['draft', 'drafted', 'referred'],
  ['shared', 'shared', 'referred'],
  ['submitted', 'submitted', 'referred'],
  ['information_requested', 'submitted', 'referred'],
  ['joint_assessment', 'assessed', 'intake'],
  ['conciliation', 'assessed', 'intake'],
  ['refusal_proposed', 'hearing', 'intake'],
  ['not_now', 'not_now', 'intake'],
])('a referral that is %s stands as %s at the station %s', (state, standing, station) => {
  expect(standingOf(sent(state), null, today)).toBe(standing)
  expect(wayOf(sent(state), null).filter(({ progress }) => progress === 'now')).toMatchObject([{ station }])
})

test('a refused referral was assessed, a withdrawn one was not, and neither promises a place', () => {
  expect(wayOf(sent('refused'), null)).toMatchObject([
    { station: 'referred', progress: 'done', until: day('2015-08-17') },
    { station: 'intake', progress: 'done', until: day('2015-09-10') },
  ])
  const complained = (stage: 'received' | 'forwarded') => standingOf({ ...sent('refused'), complaint: { stage } }, null, today)
  expect(complained('received'), 'not told that one can complain').toBe('complained')
  expect(complained('forwarded'), 'nor that we look at it again when the board does').toBe('with_board')
  expect(standingOf({ ...sent('refused'), boardAnswered: true }, null, today), 'nor when the board has answered').toBe('board_agreed')
  expect(standingOf({ ...sent('joint_assessment'), anew: true }, null, today), 'nor that it is assessed as if for the first time').toBe(
    'decided_anew',
  )
  expect(wayOf(sent('withdrawn'), null)).toMatchObject([{ station: 'referred', progress: 'done' }])
})

test('the way is done up to now; a pause of the main phase stands at the main phase', () => {
  const shown = wayOf(sent('accepted'), at('main', paused('2016-05-02')))
  expect(shown.map(({ progress }) => progress)).toEqual(['done', 'done', 'done', 'done', 'done', 'now', 'next'])
  expect(shown[5]?.until).toEqual(day('2016-10-18'))
})

test('at the gate neither a day that has passed nor the planned main phase is promised', () => {
  const shown = wayOf(sent('accepted'), at('gate'))
  expect(shown.slice(3).map(({ progress, from, until }) => [progress, from?.toString() ?? null, until?.toString() ?? null])).toEqual([
    ['done', '2015-10-19', '2016-04-18'],
    ['now', '2016-04-18', null],
    ['next', null, null],
    ['next', null, null],
  ])
})

test('whoever ended early has done what they began, and nothing more is promised', () => {
  const ended = at('ended_early', { run: { ...run, endedOn: day('2015-12-18') } })
  expect(wayOf(sent('accepted'), ended).map(({ station, progress, early }) => [station, progress, early ?? false])).toEqual([
    ['referred', 'done', false],
    ['intake', 'done', false],
    ['place', 'done', false],
    ['qualifying', 'done', true],
  ])
  const lastDay = at('ended_early', { run: { ...run, endedOn: day('2016-04-18') } })
  expect(wayOf(sent('accepted'), lastDay)[3]?.early, 'not before its time').toBeUndefined()
})

test('whoever never started had a place to the last day, and no phase', () => {
  const ended = at('never_started', { run: { ...run, endedOn: day('2015-11-30'), outcome: 'never_started' } })
  expect(wayOf(sent('accepted'), ended).map(({ station, until }) => [station, until?.toString()])).toEqual([
    ['referred', '2015-08-17'],
    ['intake', '2015-09-14'],
    ['place', '2015-11-30'],
  ])
})

test('in after-care, a phase cut short lasts to its real last day, and one never begun is not told as done', () => {
  const early = at('after_care', { run: { ...run, endedOn: day('2015-12-18') } })
  const told = wayOf(sent('accepted'), early).map(({ station, progress, until }) => [station, progress, until?.toString() ?? null])
  expect(told.slice(2)).toEqual([
    ['place', 'done', '2015-10-19'],
    ['qualifying', 'done', '2015-12-18'],
    ['after', 'now', null],
  ])
  const full = at('after_care', { run: { ...run, endedOn: day('2016-10-18') } })
  expect(wayOf(sent('accepted'), full).map(({ station }) => station)).toEqual(stations)
})

test('the same page read again by the same person on the same Danish day is told once, with a number', () => {
  const line = (time: string, accountId: string) => ({
    at: Temporal.Instant.from(time),
    kind: 'read' as const,
    accountId,
    organisationId: 'n',
    onBehalfOf: null,
    what: 'business.plan',
  })
  // 22:30 in London on 12 April is already 13 April in Copenhagen.
  const days = byDay(
    [line('2016-04-12T22:30:00Z', 's'), line('2016-04-12T10:00:00Z', 's'), line('2016-04-12T08:00:00Z', 's')],
    'Europe/Copenhagen',
  )
  expect(days.map(({ day: on, lines }) => [on.toString(), lines.map(({ times }) => times)])).toEqual([
    ['2016-04-13', [1]],
    ['2016-04-12', [2]],
  ])
})

test.each([
  ['business.write_plan', 'business.plan'],
  ['business.see_budget', 'business.budget'],
  ['collaboration.propose', 'collaboration.proposals'],
  ['people.record_support_basis', 'people.support_basis'],
  ['people.see_documents', 'people.documents'],
  ['people.reveal_cpr', 'people.cpr'],
  ['journal.see_notes', 'journal'],
  ['loans.loan', 'loans'],
  ['something.new', 'something'],
])('the log tells %s as %s', (what, subject) => {
  expect(subjectOf(what)).toBe(subject)
})

test('whoever ended while the gate was open is not said to have been in the main phase', () => {
  const planned = [phases[0], { ...phases[1], planned: true }]
  const ended = { ...run, endedOn: day('2016-04-26') }
  const way = wayOf(sent('accepted'), at('ended_early', { phases: planned, run: ended }))
  expect(way.map(({ station }) => station)).toEqual(['referred', 'intake', 'place', 'qualifying', 'gate'])
  const cared = wayOf(sent('accepted'), at('after_care', { phases: planned, run: ended }))
  expect(cared.find(({ station }) => station === 'gate')?.from, 'the gate was met when the first phase ended').toEqual(day('2016-04-18'))
  expect(cared.find(({ station }) => station === 'main')?.from ?? null).toBeNull()
})
