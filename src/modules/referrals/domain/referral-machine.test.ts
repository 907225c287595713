import { describe, expect, test } from 'vitest'
import { ballOf, daysAllowed } from './ball.ts'
import { apply, type Happening, type Progress, rowOf, started } from './progress.ts'
import { rowsFor, transitions, whoMay } from './referral-machine.ts'
import { authorities, events, isOpen, outcomes, type ReferralEvent, states } from './states.ts'
import { day } from '#kernel/days.ts'

const today = day('2015-11-02')
const human = 'a1'

/** Every shape of progress that a state can be in. */
function shapes(state: (typeof states)[number]): Progress[] {
  const proposals = [null, ...outcomes.map((outcome) => ({ id: 'p', outcome, authority: 'provider' as const, humanId: human }))]
  const assessed = [[], ['provider' as const], ['provider' as const, 'acting_job_centre' as const]]
  const hearings = [null, { until: day('2015-11-20'), answered: false }, { until: day('2015-10-20'), answered: false }]
  return proposals.flatMap((proposal) =>
    assessed.flatMap((done) =>
      hearings.flatMap((hearing) =>
        [null, 'submitted' as const, 'joint_assessment' as const].map((askedIn) => ({
          ...started,
          state,
          proposal,
          assessed: done,
          hearing,
          askedIn,
        })),
      ),
    ),
  )
}

function happenings(name: ReferralEvent): Happening[] {
  if (name === 'submit_assessment') return [0, 2].map((over) => ({ name, authority: 'provider', over }))
  if (name === 'open_hearing') return [{ name, until: '2015-11-20' }]
  if (name === 'complain' || name === 'forward_complaint') return [{ name, on: '2015-11-20' }]
  if (name === 'tell_delay') return [{ name, expectedOn: '2015-12-01' }]
  if (name === 'propose')
    return outcomes.map((outcome) => ({ name, proposal: { id: 'p', outcome, authority: 'provider', humanId: human } }))
  return [{ name }]
}

describe('the table', () => {
  test.each(states)('%s: an event leads to exactly one row or to none, whatever the progress', (state) => {
    for (const event of events)
      for (const progress of shapes(state))
        for (const happening of happenings(event)) {
          const row = rowOf(progress, happening)
          if (rowsFor(state, event).length === 0) expect(row).toBeNull()
          if (row) expect(apply(progress, happening)?.state).toBe(row.to)
        }
  })

  test('every state can be reached from the draft', () => {
    const seen = new Set<string>(['draft'])
    for (let size = 0; size !== seen.size; ) {
      size = seen.size
      for (const row of transitions) if (seen.has(row.from)) seen.add(row.to)
    }
    expect([...seen].toSorted()).toEqual([...states].toSorted())
  })

  test('from every open state someone else than a job can take a step', () => {
    for (const state of states.filter(isOpen))
      expect(
        transitions.some((row) => row.from === state && row.who.some((who) => who !== 'system')),
        state,
      ).toBe(true)
  })

  test('what is over stays over, but for a complaint that is right and the reopening of a withdrawal', () => {
    const leaving = transitions.filter((row) => !isOpen(row.from) && row.from !== row.to).map((row) => `${row.from} ${row.event}`)
    expect(leaving).toEqual(['refused change_after_complaint', 'withdrawn reopen'])
  })

  test('nobody but the acting job centre drafts, and only the provider asks for information', () => {
    const positions = (event: ReferralEvent) => new Set(whoMay(event).map((who) => (typeof who === 'string' ? who : who.as)))
    expect(positions('share')).toEqual(new Set(['acting_job_centre']))
    expect(positions('submit')).toEqual(new Set(['acting_job_centre']))
    expect(positions('request_information')).toEqual(new Set(['provider']))
    expect(positions('propose')).toEqual(new Set(['acting_job_centre', 'provider']))
    expect(positions('approve_sharing')).toEqual(new Set(['self']))
  })

  test('every decision that grants or denies asks for two keys', () => {
    const ending = transitions.filter((row) => ['accept', 'defer', 'open_hearing', 'refuse'].includes(row.event))
    expect(ending.length).toBeGreaterThan(8)
    for (const row of ending) expect(row.guards).toContain('two_keys')
  })

  test('a refusal is reached only from a proposed one, where the citizen was heard', () => {
    for (const row of transitions.filter((one) => one.to === 'refused' && one.from !== 'refused')) {
      expect(row.from).toBe('refusal_proposed')
      expect(row.guards).toContain('hearing_over')
    }
  })

  test('at most one suggested step lies in each state and branch', () => {
    for (const state of states)
      for (const progress of shapes(state)) {
        const suggestedRows = new Set(
          events.flatMap((event) => happenings(event).flatMap((one) => (rowOf(progress, one)?.suggested ? [event] : []))),
        )
        if (!isOpen(state)) expect(suggestedRows.size).toBe(0)
      }
  })
})

describe('the ball', () => {
  test.each(states)('%s has exactly one owner while it is open, and none when it is over', (state) => {
    for (const progress of shapes(state)) {
      const ball = ballOf(progress, today)
      expect(['acting_job_centre', 'provider', 'both', 'citizen', 'none']).toContain(ball)
      expect(ball === 'none').toBe(!isOpen(state))
      if (isOpen(state)) expect(daysAllowed[state]).toBeGreaterThan(0)
    }
  })

  test('it lies with whoever has not assessed, then with both, then with whoever has not turned the key', () => {
    const assessing: Progress = { ...started, state: 'joint_assessment' }
    expect(ballOf(assessing, today)).toBe('both')
    for (const authority of authorities)
      expect(ballOf({ ...assessing, assessed: [authority] }, today)).toBe(authority === 'provider' ? 'acting_job_centre' : 'provider')
    const both: Progress = { ...assessing, assessed: ['provider', 'acting_job_centre'] }
    expect(ballOf(both, today)).toBe('both')
    expect(ballOf({ ...both, proposal: { id: 'p', outcome: 'accepted', authority: 'provider', humanId: human } }, today)).toBe(
      'acting_job_centre',
    )
  })

  test('a complaint gives an ended case a ball again, until it is settled', () => {
    const refused: Progress = { ...started, state: 'refused' }
    expect(ballOf(refused, today)).toBe('none')
    expect(ballOf({ ...refused, complaint: { stage: 'received', on: today } }, today)).toBe('acting_job_centre')
    expect(ballOf({ ...refused, complaint: { stage: 'forwarded', on: today } }, today)).toBe('appeal_board')
  })

  test('a hearing keeps it with the citizen up to and on the last day, then both have it', () => {
    const heard: Progress = { ...started, state: 'refusal_proposed', hearing: { until: day('2015-11-10'), answered: false } }
    expect(ballOf(heard, day('2015-11-10'))).toBe('citizen')
    expect(ballOf(heard, day('2015-11-11'))).toBe('both')
    expect(ballOf({ ...heard, hearing: { until: day('2015-11-10'), answered: true } }, day('2015-11-03'))).toBe('both')
  })
})
