/** The parts of a report, in its order; each answers one question of the committee (DOMAIN §4.1). */
export const groups = [
  'places',
  'funnel',
  'intake',
  'runs',
  'discharge',
  'attendance',
  'support',
  'self_support',
  'business',
  'loans',
] as const
/** One of them. */
export type Group = (typeof groups)[number]

/** Every figure that has a definition; one with variants or reasons has one definition for all of them. */
export const definitionKeys = [
  'places',
  'place_days_bought',
  'place_days_used',
  'place_days_reserved',
  'referred',
  'assessed',
  'accepted',
  'started',
  'main_reached',
  'completed',
  'loan_granted',
  'loan_paid_out',
  'not_assessed',
  'assessed_open',
  'not_now',
  'withdrawn',
  'refused',
  'waiting',
  'left_before_start',
  'qualifying',
  'gate',
  'main',
  'completed_first_phase',
  'ended_first',
  'ended_main',
  'completed_of_due',
  'attendance',
  'basis',
  'unknown',
  'flow',
  'self',
  'part',
  'registered',
  'trading',
  'alive',
  'alive_after',
  'trading_after',
  'loans_applied',
  'loans_in_process',
  'loans_declined',
  'loans_withdrawn',
  'loans_granted',
  'loans_paid_out',
  'loans_settled',
  'granted_ore',
  'paid_out_ore',
  'repaid_ore',
  'outstanding_ore',
] as const
/** One of them. */
export type DefinitionKey = (typeof definitionKeys)[number]

/** The version of every definition; raised when what a figure counts is changed. */
export const definitionVersion = 2
