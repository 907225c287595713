import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import {
  type Milestone,
  businessStates,
  businessSteps,
  hasApprovedPlan,
  milestones,
  nextMilestones,
  refusedMilestone,
} from './business-machine.ts'
import { refusedDay } from './milestone.ts'

const allowed: Record<string, readonly Milestone[]> = {
  none: ['idea'],
  idea: ['tested', 'ceased'],
  tested: ['plan_approved', 'ceased'],
  plan_approved: ['registered', 'ceased'],
  registered: ['trading', 'ceased'],
  trading: ['self_supporting', 'ceased'],
  self_supporting: ['ceased'],
  ceased: ['idea'],
}

test.each(businessStates.flatMap((state) => milestones.map((milestone) => [state, milestone] as const)))(
  'in %s, %s follows only where the life of a business says so',
  (state, milestone) => {
    const answer = allowed[state]?.includes(milestone) === true ? null : { kind: 'not_now', milestone, state }
    expect(refusedMilestone(milestone, state)).toEqual(answer)
  },
)

test('whatever is recorded, a plan counts as approved only after an approval since the last idea', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 30 }), (choices) => {
      const life: Milestone[] = []
      for (const pick of choices) {
        const next = nextMilestones(life.at(-1) ?? 'none')
        const chosen = next[pick % next.length]
        if (chosen !== undefined) life.push(chosen)
      }
      const since = life.slice(life.lastIndexOf('idea'))
      expect(hasApprovedPlan(life.at(-1) ?? 'none')).toBe(since.includes('plan_approved') && !since.includes('ceased'))
    }),
  )
})

test('the coach records everything but the approval of the plan', () => {
  const byCoach = milestones.filter((milestone) => businessSteps[milestone].by.some((permit) => permit.role === 'coach'))
  expect(byCoach).toEqual(milestones.filter((milestone) => milestone !== 'plan_approved'))
})

test('a day ahead or before an earlier milestone is refused; today, the same day and a day before the approval are not', () => {
  const earlier = [
    { name: 'tested', on: day('2016-02-29') },
    { name: 'plan_approved', on: day('2016-04-01') },
  ] as const
  const today = day('2016-05-02')
  expect(refusedDay(day('2016-05-03'), today, earlier)).toEqual({ kind: 'day_in_the_future' })
  expect(refusedDay(today, today, earlier)).toBeNull()
  expect(refusedDay(day('2016-03-01'), today, earlier)).toBeNull()
  expect(refusedDay(day('2016-02-29'), today, earlier)).toBeNull()
  expect(refusedDay(day('2016-02-28'), today, earlier)).toEqual({
    kind: 'before_earlier_milestone',
    milestone: 'tested',
    on: day('2016-02-29'),
  })
})
