import type { PlaceCommand } from './command.ts'

/** A command as a person gives it: without the facts that the action looks up itself (the line before it, what is owed). */
export type StepWish =
  | Exclude<PlaceCommand, { step: 'offer' | 'pass_gate' | 'never_start' | 'reopen' | 'close_list' | 'transfer' }>
  | Omit<Extract<PlaceCommand, { step: 'offer' }>, 'ahead'>
  | Omit<Extract<PlaceCommand, { step: 'pass_gate' }>, 'missing' | 'planApproved'>
  | Omit<Extract<PlaceCommand, { step: 'never_start' }>, 'absent'>
  | Omit<Extract<PlaceCommand, { step: 'reopen' }>, 'placeFree'>
  | Omit<Extract<PlaceCommand, { step: 'close_list' }>, 'agreementOver'>
  | Omit<Extract<PlaceCommand, { step: 'transfer' }>, 'months' | 'gateDays'>
