export { actions as journalActions } from './actions.ts'
export { type AnswerCommand, answerAccessRequest, registerAccessRequest } from './actions/access-request.ts'
export { type AskForFile, askForFile } from './actions/ask-for-file.ts'
export { fileEvent } from './actions/file-event.ts'
export { writeNote } from './actions/write-note.ts'
export {
  type AccessKind,
  type AccessRequestId,
  type AccessWish,
  type Delivery,
  type ItemChoice,
  type OwnItem,
  accessKinds,
  deliveries,
  dueOf,
  wishWordsMax,
  withholdReasons,
} from './domain/access-request.ts'
export { type AccessRequest, accessRequestsAbout, accessRequestsOf, openAccessRequests } from './store/access-requests.ts'
export { type Filing, filingsOf } from './store/filings.ts'
export { type Note, eraseJournal, noteRows as notesOf } from './store/notes.ts'
export { journalModule } from './module.ts'
export { texts as journalTexts } from './texts/texts.ts'
export { caseSteps, timeline } from './timeline.ts'
