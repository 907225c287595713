import type { Id } from '#kernel/ids.ts'
import type { Permit } from '#kernel/permit.ts'

/** A version of a business plan. */
export type PlanId = Id<'business_plan'>

/** The sections a Danish bank asks for, in the order they are read. The first is the business idea. */
export const planSections = ['idea', 'product', 'market', 'customers', 'marketing', 'organisation', 'practicalities', 'economy'] as const
/** One of them. */
export type PlanSection = (typeof planSections)[number]

/** Where a version stands. Returned and approved versions stay as they are; the work goes on in the next one. */
export const planStates = ['draft', 'submitted', 'returned', 'approved'] as const
/** One of them. */
export type PlanState = (typeof planStates)[number]

// A coach helps to write the plan, so another than the coach decides on it.
const deciders = [
  { role: 'financial_adviser', as: 'provider' },
  { role: 'programme_manager', as: 'provider' },
] as const
const writers = ['self', { role: 'coach', as: 'provider' }, ...deciders] as const

type Step = { from: PlanState | null; to: PlanState; by: readonly Permit[] }

/** What may happen to a version, and who does it. `open` begins a version; the others move it. */
export const planSteps = {
  open: { from: null, to: 'draft', by: writers },
  submit: { from: 'draft', to: 'submitted', by: writers },
  take_back: { from: 'submitted', to: 'draft', by: writers },
  return: { from: 'submitted', to: 'returned', by: deciders },
  approve: { from: 'submitted', to: 'approved', by: deciders },
} as const satisfies Record<string, Step>
/** The name of a step. */
export type PlanStep = keyof typeof planSteps

/** Why a plan is not written or moved. */
export type PlanRefusal =
  | { kind: 'no_plan_in_work' }
  | { kind: 'plan_not_there'; state: PlanState }
  | { kind: 'sections_empty'; sections: PlanSection[] }
  | { kind: 'section_changed'; words: string; revision: number }

/** Null when the step may be taken from the state the version is in. */
export function refusedPlanStep(step: Exclude<PlanStep, 'open'>, state: PlanState): PlanRefusal | null {
  return planSteps[step].from === state ? null : { kind: 'plan_not_there', state }
}

/** The sections nobody has written in; a plan is submitted with all of them. */
export function emptySections(written: ReadonlyMap<PlanSection, string>): PlanSection[] {
  return planSections.filter((section) => (written.get(section) ?? '').trim() === '')
}

/** A saving fits when the section was read as it stands now, or says the same already; else the newer words are handed back. */
export function refusedSaving(
  standing: { words: string; revision: number } | null,
  saving: { words: string; revision: number },
): PlanRefusal | null {
  const now = standing ?? { words: '', revision: 0 }
  if (now.revision === saving.revision || now.words === saving.words) return null
  return { kind: 'section_changed', ...now }
}
