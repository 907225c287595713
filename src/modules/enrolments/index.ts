export { actions } from './actions.ts'
export { type Admission, type AdmissionRefusal, admit } from './actions/admit.ts'
export { runCheck } from './actions/verify.ts'
export { doWhatIsDue } from './actions/do-what-is-due.ts'
export type { HoldRefusal } from './actions/hold-place.ts'
export type { EnrolmentPorts } from './actions/ports.ts'
export type { ReasonRefusal } from './actions/reason.ts'
export { type StepRefusal, type StepRequest, takeStep } from './actions/take-step.ts'
export type { Enrolment, EnrolmentId } from './domain/enrolment.ts'
export { type PhaseDates, clockOf, lastDayOfMonths } from './domain/phases.ts'
export {
  type PlaceBall,
  type PlaceState,
  type PlaceStepName,
  mayFollow,
  placeMachine,
  placeStates,
  runningStates,
} from './domain/place-machine.ts'
export type { Owed } from './domain/ports.ts'
export { type CheckFinding, type Initiator, checkFindings, checkMonths, initiators } from './domain/run-event.ts'
export { type Pause, type Run, gateUntil } from './domain/run.ts'
export type { StepWish } from './domain/wish.ts'
export { enrolment, enrolmentOfReferral, enrolmentsByIds, enrolmentsOf, enrolmentsOfPerson } from './store/enrolments.ts'
export { eraseWords } from './store/events.ts'
export { enrolmentsModule } from './module.ts'
export { caseCards } from './web/case/card.ts'
export type { CaseRef, Reader } from './web/case/reader.ts'
export { standingWords } from './web/case/rows.ts'
export { caseSteps } from './web/case/steps.ts'
export { timeline } from './web/case/timeline.ts'
export { type NamedChange, supportBasisChanges } from './web/step/facts.ts'
