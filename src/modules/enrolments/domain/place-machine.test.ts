import { describe, expect, test } from 'vitest'
import { ballOf, endings, mayFollow, placeMachine, placeStates, placeStepNames, stepOf, stepsFrom, suggestedStep } from './place-machine.ts'

/** What may happen to anybody who is under way. */
const outside = ['record_move', 'settle_move', 'record_death']

/** What may follow, written out a second time by hand, so that a slip in the table shows. */
const followers: Record<string, string[]> = {
  waiting: ['confirm_interest', 'offer', 'put_ahead', 'put_back', 'leave_list', 'close_list', 'transfer', ...outside],
  offered: ['accept', 'decline', 'turn_down', 'expire', ...outside],
  placed: ['start', 'never_start', ...outside],
  qualifying: ['pause', 'prolong', 'open_gate', 'end_early', ...outside],
  gate: ['prolong', 'release_gate_place', 'pass_gate', 'end_after_first', 'end_early', ...outside],
  main: ['pause', 'end_early', 'complete', ...outside],
  completed: ['begin_after_care', 'record_death', 'reopen'],
  completed_first_phase: ['begin_after_care', 'record_death', 'reopen'],
  ended_early: ['begin_after_care', 'record_death', 'reopen'],
  never_started: ['record_death', 'close', 'reopen'],
  left_list: ['record_death', 'close', 'reopen'],
  after_care: ['record_check', 'record_death', 'close', 'reopen'],
  deceased: ['close', 'reopen'],
  closed: [],
}

describe('the Place machine', () => {
  for (const state of placeStates) {
    test(`lets exactly these follow from ${state}`, () => expect(stepsFrom(state, false)).toEqual(followers[state]))
    test(`has one holder of the ball in ${state}, and none only once closed`, () => {
      expect(ballOf(state, false) === null).toBe(state === 'closed')
    })
  }

  test('lets a paused run return, pause longer or end early, and nothing else', () => {
    for (const state of ['qualifying', 'main'] as const)
      expect(stepsFrom(state, true)).toEqual(['extend_pause', 'resume', 'end_early', ...outside])
    expect(ballOf('qualifying', true)).toBe('acting_job_centre')
  })

  test('lets every step that a person takes be found on a page, and none of the calendar’s', () => {
    for (const name of placeStepNames) {
      const step = stepOf(name)
      const onlyCalendar = step.by.every((by) => by === 'system')
      expect(step.page === null, name).toBe(onlyCalendar || name === 'admit')
    }
  })

  test('suggests only what may follow', () => {
    for (const state of placeStates)
      for (const paused of [false, true]) {
        const suggested = suggestedStep(state, paused)
        if (suggested !== null && !(paused && !stepsFrom(state, true).includes('resume')))
          expect(mayFollow(suggested, state, paused), `${state} ${suggested}`).toBe(true)
      }
  })

  test('reaches every state from the waiting list, and the end from every state', () => {
    const next = (state: string) =>
      placeStepNames.flatMap((name) => {
        const step = stepOf(name)
        const target = step.to
        return step.from.some((from) => from === state) && target !== 'same' && target !== 'before' ? [target] : []
      })
    const reachable = (from: string): Set<string> => {
      const seen = new Set([from])
      for (const state of seen) for (const target of next(state)) seen.add(target)
      return seen
    }
    expect([...reachable('waiting')].toSorted()).toEqual([...placeStates].toSorted())
    for (const state of placeStates) expect(reachable(state).has('closed'), state).toBe(true)
  })

  test('lets the provider alone offer, start and pass the gate, and the citizen answer', () => {
    for (const name of ['offer', 'start', 'pass_gate', 'complete'] as const)
      expect(stepOf(name).by.every((by) => typeof by === 'object' && by.as === 'provider')).toBe(true)
    for (const name of ['accept', 'decline', 'turn_down', 'leave_list', 'confirm_interest'] as const)
      expect(stepOf(name).by).toContain('self')
  })

  test('asks for a reason at every ending that is none of the plan', () => {
    for (const name of ['leave_list', 'turn_down', 'never_start', 'end_early', 'pause', 'prolong', 'reopen'] as const)
      expect(placeMachine[name].reason).not.toBeNull()
    expect(endings).toHaveLength(6)
  })
})
