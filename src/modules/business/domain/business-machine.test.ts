import fc from 'fast-check'
import { expect, test } from 'vitest'
import { day } from '#kernel/days.ts'
import { lastBenefitDay } from './benefit-rule.ts'
import {
  type BusinessState,
  type Milestone,
  businessStates,
  businessSteps,
  hasApprovedPlan,
  milestones,
  nextMilestones,
  refusedMilestone,
  stateAfter,
} from './business-machine.ts'
import { refusedDay } from './milestone.ts'

const allowed: Record<string, readonly Milestone[]> = {
  none: ['idea'],
  idea: ['tested', 'first_sale', 'ceased'],
  tested: ['plan_approved', 'registered', 'first_sale', 'ceased'],
  plan_approved: ['registered', 'first_sale', 'ceased'],
  registered: ['plan_approved', 'trading', 'vat_registered', 'first_sale', 'ceased'],
  trading: ['plan_approved', 'self_supporting', 'vat_registered', 'first_sale', 'ceased'],
  self_supporting: ['plan_approved', 'vat_registered', 'ceased'],
  ceased: ['idea'],
}

test.each(businessStates.flatMap((state) => milestones.map((milestone) => [state, milestone] as const)))(
  'in %s, %s follows only where the life of a business says so',
  (state, milestone) => {
    const answer = allowed[state]?.includes(milestone) === true ? null : { kind: 'not_now', milestone, state }
    expect(refusedMilestone(milestone, state)).toEqual(answer)
  },
)

const stateOf = (life: readonly Milestone[]): BusinessState =>
  life.reduce<BusinessState>((state, milestone) => stateAfter(milestone, state), 'none')

test('a mark comes once in the life of a business, and none for VAT when the registration said so', () => {
  const past = [{ name: 'idea' }, { name: 'first_sale' }] as const
  expect(refusedMilestone('first_sale', 'tested', past)).toEqual({ kind: 'reached_already', milestone: 'first_sale' })
  expect(refusedMilestone('first_sale', 'idea', [...past, { name: 'ceased' }, { name: 'idea' }])).toBeNull()
  expect(refusedMilestone('vat_registered', 'registered', [{ name: 'registered', vat: true }])).toMatchObject({ kind: 'reached_already' })
  expect(refusedMilestone('vat_registered', 'registered', [{ name: 'registered', vat: false }])).toBeNull()
})

test('an approval after the registration moves nothing and comes once', () => {
  expect(stateAfter('plan_approved', 'tested')).toBe('plan_approved')
  expect(stateAfter('plan_approved', 'trading')).toBe('trading')
  const past = [{ name: 'idea' }, { name: 'tested' }, { name: 'registered' }] as const
  expect(hasApprovedPlan(past)).toBe(false)
  expect(refusedMilestone('plan_approved', 'registered', past)).toBeNull()
  expect(refusedMilestone('plan_approved', 'registered', [{ name: 'plan_approved' }, ...past])).toBeNull()
  expect(refusedMilestone('plan_approved', 'registered', [...past, { name: 'plan_approved' }])).toMatchObject({ kind: 'reached_already' })
})

test('thirty weeks from a Monday end on a Sunday; a benefit without weeks has no last day', () => {
  expect(lastBenefitDay({ weeks: 30 }, day('2018-10-01'))?.toString()).toBe('2019-04-28')
  expect(lastBenefitDay({ weeks: null }, day('2018-10-01'))).toBeNull()
})

test('whatever is recorded, a plan counts as approved only after an approval since the last idea', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(), { maxLength: 30 }), (choices) => {
      const life: Milestone[] = []
      for (const pick of choices) {
        const next = nextMilestones(
          stateOf(life),
          life.map((name) => ({ name })),
        )
        const chosen = next[pick % next.length]
        if (chosen !== undefined) life.push(chosen)
      }
      const since = life.slice(life.lastIndexOf('idea'))
      expect(hasApprovedPlan(life.map((name) => ({ name })))).toBe(since.includes('plan_approved') && !since.includes('ceased'))
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
