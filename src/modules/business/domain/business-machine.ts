import type { Permit } from '#kernel/permit.ts'

/** The milestones that move a business, in the order of its life. */
export const stages = ['idea', 'tested', 'plan_approved', 'registered', 'trading', 'self_supporting', 'ceased'] as const
/** What happens on the way and moves nothing; once in the life of a business. */
export const marks = ['vat_registered', 'first_sale'] as const

/** What can happen to a business, in the order a reader expects it. */
export const milestones = [
  'idea',
  'tested',
  'plan_approved',
  'registered',
  'vat_registered',
  'first_sale',
  'trading',
  'self_supporting',
  'ceased',
] as const
/** One of them. */
export type Milestone = (typeof milestones)[number]

/** Where a business stands: at the last milestone that moved it, or nowhere yet. */
export const businessStates = ['none', ...stages] as const
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
  // Some are registered before the programme has approved their plan: what has happened is recorded, and the plan approved after.
  plan_approved: { from: ['tested', 'registered', 'trading', 'self_supporting'], by: approvers },
  registered: { from: ['tested', 'plan_approved'], by: recorders },
  vat_registered: { from: ['registered', 'trading', 'self_supporting'], by: recorders },
  // A first sale may come while the idea is tried out, long before a CVR number.
  first_sale: { from: ['idea', 'tested', 'plan_approved', 'registered', 'trading'], by: recorders },
  trading: { from: ['registered'], by: recorders },
  self_supporting: { from: ['trading'], by: recorders },
  ceased: { from: ['idea', 'tested', 'plan_approved', 'registered', 'trading', 'self_supporting'], by: recorders },
} as const satisfies Record<Milestone, Step>

/** Why a milestone cannot follow. */
export type OrderRefusal =
  | { kind: 'not_now'; milestone: Milestone; state: BusinessState }
  | { kind: 'reached_already'; milestone: Milestone }

/** A milestone of the past, as far as its order goes. `vat` is told by a registration. */
export type Reached = { name: Milestone; vat?: boolean | null }

/** Whether a milestone is a mark, which leaves the state as it is. */
function isMark(milestone: Milestone): milestone is (typeof marks)[number] {
  return marks.some((mark) => mark === milestone)
}

/** Where a business stands after a milestone. A mark moves nothing, nor does an approval of the plan once the business is registered. */
export function stateAfter(milestone: Milestone, state: BusinessState): BusinessState {
  const late = milestone === 'plan_approved' && state !== 'tested'
  return isMark(milestone) || late ? state : milestone
}

function sinceLastIdea<Past extends Reached>(past: readonly Past[]): readonly Past[] {
  return past.slice(past.findLastIndex(({ name }) => name === 'idea') + 1)
}

/** Null when the milestone may follow the state; `past` is what was reached before, in order. Marks and the approval come once since the last idea. */
export function refusedMilestone(milestone: Milestone, state: BusinessState, past: readonly Reached[] = []): OrderRefusal | null {
  const from: readonly BusinessState[] = businessSteps[milestone].from
  if (!from.includes(state)) return { kind: 'not_now', milestone, state }
  if (!isMark(milestone) && milestone !== 'plan_approved') return null
  const there = sinceLastIdea(past).some(({ name, vat }) => name === milestone || (milestone === 'vat_registered' && vat === true))
  return there ? { kind: 'reached_already', milestone } : null
}

/** The milestones that may follow a state. */
export function nextMilestones(state: BusinessState, past: readonly Reached[] = []): Milestone[] {
  return milestones.filter((milestone) => refusedMilestone(milestone, state, past) === null)
}

/** True while an approved plan stands: from its approval until the business ceases. `past` is what was reached, in order. */
export function hasApprovedPlan(past: readonly Reached[]): boolean {
  const life = sinceLastIdea(past)
  return life.some(({ name }) => name === 'plan_approved') && !life.some(({ name }) => name === 'ceased')
}
