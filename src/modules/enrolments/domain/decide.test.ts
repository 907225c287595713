import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Day, day } from '#kernel/days.ts'
import type { PlaceCommand } from './command.ts'
import { decide } from './decide.ts'
import { placeStates, placeStepNames, stepsFrom } from './place-machine.ts'
import type { RunEvent } from './run-event.ts'
import { type Run, apply, ballOfRun, gateUntil, openPause, replay, runPhases, stayOf } from './run.ts'

const admission: RunEvent = {
  name: 'admit',
  on: day('2015-09-14'),
  acceptedOn: day('2015-09-14'),
  priority: 2,
  months: { qualifying: 6, main: 6 },
  gateDays: 30,
}

/** Plays commands on days; throws with the refusal where one is refused. */
function play(steps: readonly [string, PlaceCommand][], from: Run = replay([admission])): Run {
  return steps.reduce((run, [today, command]) => {
    const decision = decide(run, command, day(today))
    if (!decision.ok) throw new Error(JSON.stringify(decision.refusal))
    return apply(run, decision.value)
  }, from)
}
const refusal = (run: Run, today: string, command: PlaceCommand) => {
  const decision = decide(run, command, day(today))
  return decision.ok ? null : decision.refusal
}

const offer: [string, PlaceCommand] = [
  '2015-09-15',
  { step: 'offer', startOn: day('2015-10-05'), answerBy: day('2015-09-25'), ahead: 0, skipReason: '' },
]
const started: [string, PlaceCommand][] = [
  offer,
  ['2015-09-20', { step: 'accept' }],
  ['2015-10-05', { step: 'start', on: day('2015-10-05') }],
]
const pass: PlaceCommand = { step: 'pass_gate', on: day('2016-04-05'), missing: [], planApproved: true, despite: '' }
const inMain: [string, PlaceCommand][] = [...started, ['2016-03-20', { step: 'open_gate' }], ['2016-04-01', pass]]
const stay = (run: Run) => {
  const held = stayOf(run)
  return held === null ? null : `${held.from.toString()}/${held.until.toString()} ${held.kind}`
}

describe('a run as the memo has it', () => {
  test('waits, is offered a place, takes it, and holds it for both phases', () => {
    expect(stay(replay([admission]))).toBeNull()
    expect(stay(play([offer]))).toBe('2015-10-05/2016-10-04 reserved')
    expect(stay(play(started))).toBe('2015-10-05/2016-10-04 occupied')
  })

  test('passes the gate into six months of the main phase and completes on its last day', () => {
    const run = play(inMain)
    expect(runPhases(run).map((phase) => phase.endsOn.toString())).toEqual(['2016-04-04', '2016-10-04'])
    expect(refusal(run, '2016-10-03', { step: 'complete' })).toEqual({ kind: 'not_open_yet', opensOn: day('2016-10-04') })
    const done = play([['2016-10-04', { step: 'complete' }]], run)
    expect([done.state, stay(done), done.releasedOn?.toString()]).toEqual(['completed', null, '2016-10-04'])
  })

  test('keeps the place through the gate for at most thirty days, then lets it go', () => {
    const run = play([...started, ['2016-04-05', { step: 'open_gate' }]])
    expect(gateUntil(run)?.toString()).toBe('2016-05-04')
    expect(refusal(run, '2016-05-04', { step: 'release_gate_place' })).toMatchObject({ kind: 'not_open_yet' })
    expect(refusal(run, '2016-05-01', { ...pass, on: day('2016-05-06') })).toMatchObject({ kind: 'too_late', latest: day('2016-05-05') })
    const late = play([['2016-05-05', { step: 'release_gate_place' }]], run)
    expect([late.state, stay(late), late.releasedOn?.toString()]).toEqual(['gate', null, '2016-05-04'])
    expect(stay(play([['2016-05-10', { ...pass, on: day('2016-05-12') }]], late))).toBe('2016-05-12/2016-11-11 occupied')
  })

  test('does not pass the gate with something owed unless it is said why', () => {
    const run = play([...started, ['2016-03-20', { step: 'open_gate' }]])
    const owing: PlaceCommand = { ...pass, missing: [{ code: 'vat', name: { da: 'Moms', en: 'VAT' }, missing: 1 }] }
    expect(refusal(run, '2016-04-01', owing)).toMatchObject({ kind: 'still_owed' })
    expect(refusal(run, '2016-04-01', { ...pass, planApproved: false })).toMatchObject({ kind: 'still_owed' })
    expect(play([['2016-04-01', { ...owing, despite: 'Er syg, tager det i maj' }]], run).state).toBe('main')
  })

  test('ends after the first phase as an outcome of its own', () => {
    const run = play([
      ...started,
      ['2016-03-20', { step: 'open_gate' }],
      ['2016-04-10', { step: 'end_after_first', lastDay: day('2016-04-10') }],
    ])
    expect([run.state, run.releasedOn?.toString()]).toEqual(['completed_first_phase', '2016-04-10'])
  })
})

describe('a pause', () => {
  const pause: [string, PlaceCommand] = [
    '2015-12-20',
    { step: 'pause', from: day('2015-12-21'), until: day('2016-01-03'), keepsPlace: true },
  ]

  test('stops the six months and moves the end by its days', () => {
    expect(stay(play([...started, pause]))).toBe('2015-10-05/2016-10-18 occupied')
  })

  test('that ends early gives the days back', () => {
    expect(stay(play([...started, pause, ['2015-12-28', { step: 'resume', on: day('2015-12-28') }]]))).toBe(
      '2015-10-05/2016-10-11 occupied',
    )
  })

  test('stops the clock no longer than agreed, however late the return is registered', () => {
    const run = play([...started, pause, ['2016-02-01', { step: 'resume', on: day('2016-02-01') }]])
    expect(stay(run)).toBe('2015-10-05/2016-10-18 occupied')
  })

  test('that lets the place go frees it from its first day, and the return needs a place again', () => {
    const away = play([...started, ['2015-12-20', { step: 'pause', from: day('2015-12-21'), until: day('2016-03-20'), keepsPlace: false }]])
    expect([stay(away), away.releasedOn?.toString(), away.state]).toEqual([null, '2015-12-20', 'qualifying'])
    expect(stay(play([['2016-03-21', { step: 'resume', on: day('2016-03-21') }]], away))).toBe('2016-03-21/2017-01-04 occupied')
  })

  test('may not begin inside an earlier one', () => {
    const run = play([...started, pause, ['2016-01-04', { step: 'resume', on: day('2016-01-04') }]])
    const again: PlaceCommand = { step: 'pause', from: day('2016-01-03'), until: day('2016-01-20'), keepsPlace: true }
    expect(refusal(run, '2016-01-05', again)).toEqual({ kind: 'too_early', field: 'from', earliest: day('2016-01-04') })
  })
})

describe('the waiting list and the offer', () => {
  test('passes nobody over without a reason', () => {
    const skipping = { ...offer[1], ahead: 1 } as Extract<PlaceCommand, { step: 'offer' }>
    expect(refusal(replay([admission]), '2015-09-15', skipping)).toEqual({ kind: 'skips_line', ahead: 1 })
    expect(play([['2015-09-15', { ...skipping, skipReason: 'Venter på operation' }]]).state).toBe('offered')
  })

  test('lets an offer be answered on its last day and not after; the calendar takes it back the day after', () => {
    const run = play([offer])
    expect(play([['2015-09-25', { step: 'accept' }]], run).state).toBe('placed')
    expect(refusal(run, '2015-09-26', { step: 'accept' })).toEqual({ kind: 'offer_expired', answerBy: day('2015-09-25') })
    expect(refusal(run, '2015-09-25', { step: 'expire' })).toMatchObject({ kind: 'not_open_yet' })
    expect(stay(play([['2015-09-26', { step: 'expire' }]], run))).toBeNull()
  })

  test('lets the place in line be kept once', () => {
    const again = play([offer, ['2015-09-16', { step: 'decline' }], ['2015-09-17', offer[1]]])
    expect(refusal(again, '2015-09-18', { step: 'decline' })).toEqual({ kind: 'kept_place_in_line_once' })
  })
})

describe('endings and corrections', () => {
  const early: PlaceCommand = { step: 'end_early', lastDay: day('2016-01-10'), initiator: 'citizen', tookPart: true }

  test('a run that ended early lets its place go on its last day and can be reopened for two months', () => {
    const run = play([...started, ['2016-01-12', early]])
    expect([run.state, run.releasedOn?.toString()]).toEqual(['ended_early', '2016-01-10'])
    expect(stay(play([['2016-03-10', { step: 'reopen' }]], run))).toBe('2016-01-11/2016-10-04 occupied')
    expect(refusal(run, '2016-03-11', { step: 'reopen' })).toEqual({ kind: 'correction_window_over', until: day('2016-03-10') })
  })

  test('an end is not dated before the phase began that the citizen is in', () => {
    const main = play([
      ...started,
      ['2016-04-01', { step: 'open_gate' }],
      ['2016-04-05', { step: 'pass_gate', on: day('2016-04-05'), despite: '', missing: [], planApproved: true }],
    ])
    expect(refusal(main, '2016-05-02', early)).toEqual({ kind: 'too_early', field: 'lastDay', earliest: day('2016-04-05') })
    expect(play([['2016-05-02', { ...early, lastDay: day('2016-04-05') }]], main).state).toBe('ended_early')
  })

  test('an end tomorrow is not registered today', () => {
    expect(refusal(play(started), '2016-01-09', early)).toEqual({ kind: 'too_late', field: 'lastDay', latest: day('2016-01-09') })
  })

  test('is prolonged once', () => {
    const longer: PlaceCommand = { step: 'prolong', until: day('2016-04-18') }
    const run = play([...started, ['2016-04-01', longer]])
    expect(stay(run)).toBe('2015-10-05/2016-10-18 occupied')
    expect(refusal(run, '2016-04-02', { step: 'prolong', until: day('2016-05-01') })).toEqual({ kind: 'prolonged_once' })
  })

  test('after-care has four checks, each recorded once, and closes after the last', () => {
    const run = play([...started, ['2016-01-12', early], ['2016-01-13', { step: 'begin_after_care' }]])
    const check = (month: number): PlaceCommand => ({
      step: 'record_check',
      month,
      finding: 'self_supporting',
      basis: 'none',
      business: 'trading',
    })
    expect(refusal(run, '2016-03-01', check(3))).toEqual({ kind: 'not_open_yet', opensOn: day('2016-03-27') })
    const all = play(
      ['2016-04-10', '2016-07-10', '2017-01-10', '2018-01-10'].map((on, index) => [on, check([3, 6, 12, 24][index] ?? 0)]),
      run,
    )
    expect(refusal(run, '2016-04-10', { step: 'close' })).toMatchObject({ kind: 'not_open_yet' })
    expect(play([['2018-01-10', { step: 'close' }]], all).state).toBe('closed')
  })
})

const someDay = fc.integer({ min: 0, max: 60 }).map((days) => ({ days }))
const anyCommand = (today: Day): fc.Arbitrary<PlaceCommand> =>
  fc.tuple(fc.constantFrom(...placeStepNames), someDay, someDay, fc.boolean()).map(([step, a, b, yes]) => {
    const [from, until] = [today.subtract({ days: 10 }).add(a), today.add(b)]
    switch (step) {
      case 'admit':
        return { step: 'confirm_interest' }
      case 'offer':
        return { step, startOn: today.add(b), answerBy: today.add(a), ahead: 0, skipReason: '' }
      case 'start':
      case 'resume':
        return { step, on: from }
      case 'pause':
        return { step, from, until, keepsPlace: yes }
      case 'extend_pause':
      case 'prolong':
        return { step, until }
      case 'pass_gate':
        return { step, on: until, missing: [], planApproved: yes, despite: 'x' }
      case 'end_after_first':
        return { step, lastDay: from }
      case 'end_early':
        return { step, lastDay: from, initiator: 'citizen', tookPart: yes }
      case 'record_check':
        return { step, month: 3, finding: yes ? 'job' : 'not_reached', basis: yes ? 'none' : null, business: yes ? 'ceased' : null }
      case 'close_list':
        return { step, agreementOver: yes }
      case 'transfer':
        return { step, agreementId: 'x', months: { qualifying: 4, main: 8 }, gateDays: 14 }
      case 'record_move':
        return { step, on: from, municipality: '0253' }
      case 'record_death':
        return { step, on: from }
      case 'reopen':
        return { step, orWait: yes, placeFree: !yes }
      case 'never_start':
        return { step, initiator: yes ? 'citizen' : 'provider', absent: yes }
      case 'accept':
      case 'decline':
      case 'turn_down':
      case 'leave_list':
      case 'confirm_interest':
      case 'put_ahead':
      case 'put_back':
      case 'expire':
      case 'open_gate':
      case 'release_gate_place':
      case 'complete':
      case 'begin_after_care':
      case 'close':
      case 'settle_move':
        return { step }
    }
  })

describe('random histories', () => {
  test('keep one holder of the ball, a place only where the state has one, and phases in order', () => {
    const history = fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.nat()), { minLength: 30, maxLength: 80 })
    const reached = new Set<string>()
    fc.assert(
      fc.property(history, fc.infiniteStream(fc.nat()), (moments, seeds) => {
        let today = day('2015-09-14')
        let run = replay([admission])
        const events: RunEvent[] = [admission]
        for (const [days, pick] of moments) {
          today = today.add({ days })
          // A death is rarer than the table is long, so that the histories go on.
          const open = stepsFrom(run.state, openPause(run) !== null).filter((name) => name !== 'record_death' || pick % 20 === 0)
          const wanted = open[pick % Math.max(open.length, 1)]
          const seed = Number(seeds.next().value)
          const [command] = fc.sample(
            anyCommand(today).filter((one) => one.step === wanted || wanted === undefined),
            { numRuns: 1, seed },
          )
          if (command === undefined) continue
          const decision = decide(run, command, today)
          if (!decision.ok) continue
          events.push(decision.value)
          run = apply(run, decision.value)
          reached.add(run.state)
          expect(ballOfRun(run) === null).toBe(run.state === 'closed')
          const holds = stayOf(run)
          if (holds !== null) {
            expect(['offered', 'placed', 'qualifying', 'gate', 'main']).toContain(run.state)
            expect(Temporal.PlainDate.compare(holds.from, holds.until)).toBeLessThanOrEqual(0)
          }
          const [first, second] = runPhases(run)
          if (first !== undefined && second !== undefined) expect(Temporal.PlainDate.compare(first.endsOn, second.startsOn)).toBeLessThan(0)
        }
        expect(replay(events)).toEqual(run)
      }),
      { numRuns: 150 },
    )
    expect(reached.size).toBeGreaterThanOrEqual(10)
    expect(placeStates.length).toBe(14)
  })
})
