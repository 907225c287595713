export { actions } from './actions.ts'
export { type DocumentFault, type MakeVersionRefusal, makeProgrammeVersion } from './actions/make-version.ts'
export {
  type Activity,
  type Criterion,
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
  programmeSchema,
  reasonLists,
  reasonOf,
  reasonedMarkSchema,
} from './domain/programme.ts'
export { type ProgrammeVersionId, programmeVersion } from './store/versions.ts'
export { programmesModule } from './module.ts'
