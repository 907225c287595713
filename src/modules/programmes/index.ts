export { actions } from './actions.ts'
export { type MakeVersionRefusal, makeProgrammeVersion, programmeFaults } from './actions/make-version.ts'
export { type DeadlineCommand, publishDeadline } from './actions/publish-deadline.ts'
export { publishedDeadline } from './store/deadlines.ts'
export { faultWords } from './web/file/fault-words.ts'
export { keptVersion } from './actions/kept-version.ts'
export {
  type Activity,
  type Criterion,
  type DocumentFault,
  type LoanProduct,
  type Mark,
  type Phase,
  type ProgrammeDocument,
  type ProgrammeVersion,
  type Reason,
  type ReasonList,
  type ReasonedMark,
  type Words,
  markSchema,
  mayLendOn,
  phaseOf,
  reasonLists,
  remindersOf,
  reasonOf,
  reasonedMarkSchema,
} from './domain/programme.ts'
export { type ReminderStep, reminderLaw } from './domain/reminders.ts'
export { type ProgrammeVersionId, programmeVersion } from './store/versions.ts'
export { programmesModule } from './module.ts'
