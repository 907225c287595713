import type { Permit } from '#kernel/permit.ts'

/** What can happen to a business, in the order of its life. */
export const milestones = ['idea', 'tested', 'plan_approved', 'registered', 'trading', 'self_supporting', 'ceased'] as const
/** One of them. */
export type Milestone = (typeof milestones)[number]

/** Where a business stands: at its last milestone, or nowhere yet. */
export const businessStates = ['none', ...milestones] as const
/** One of them. */
export type BusinessState = (typeof businessStates)[number]

const recorders = [
  { role: 'coach', as: 'provider' },
  { role: 'financial_adviser', as: 'provider' },
  { role: 'programme_manager', as: 'provider' },
] as const

// A coach helps to write the plan, so another than the coach approves it.
const approvers = [
  { role: 'financial_adviser', as: 'provider' },
  { role: 'programme_manager', as: 'provider' },
] as const

type Step = { from: readonly BusinessState[]; by: readonly Permit[] }

/**
 * Which milestone may follow which, and who records it (DESIGN: the Business machine). Whoever ceased may begin again with a
 * new idea in the same run, and then needs a plan approved anew.
 */
export const businessSteps = {
  idea: { from: ['none', 'ceased'], by: recorders },
  tested: { from: ['idea'], by: recorders },
  plan_approved: { from: ['tested'], by: approvers },
  registered: { from: ['plan_approved'], by: recorders },
  trading: { from: ['registered'], by: recorders },
  self_supporting: { from: ['trading'], by: recorders },
  ceased: { from: ['idea', 'tested', 'plan_approved', 'registered', 'trading', 'self_supporting'], by: recorders },
} as const satisfies Record<Milestone, Step>

/** Why a milestone cannot follow. */
export type OrderRefusal = { kind: 'not_now'; milestone: Milestone; state: BusinessState }

/** Null when the milestone may follow the state. */
export function refusedMilestone(milestone: Milestone, state: BusinessState): OrderRefusal | null {
  const from: readonly BusinessState[] = businessSteps[milestone].from
  return from.includes(state) ? null : { kind: 'not_now', milestone, state }
}

/** The milestones that may follow a state. */
export function nextMilestones(state: BusinessState): Milestone[] {
  return milestones.filter((milestone) => refusedMilestone(milestone, state) === null)
}

/** True while an approved plan stands: from its approval until the business ceases. */
export function hasApprovedPlan(state: BusinessState): boolean {
  return state === 'plan_approved' || state === 'registered' || state === 'trading' || state === 'self_supporting'
}
