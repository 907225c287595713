export { type TellAll, tellAll, tellAllOf, tellCitizen, tellNamed } from './actions/tell-all.ts'
export { tellSecretary } from './actions/tell-secretary.ts'
export { appealBody, complaintTo, reachedAt } from './actions/reached.ts'
export { readersOf } from './domain/matrix.ts'
export { directorNotice } from './actions/director-notice.ts'
export { giveReceipt } from './actions/give-receipt.ts'
export { type LetterCommand, letter, letterContent } from './actions/letter.ts'
export type { DirectorEvent, DirectorNotice, DirectorTelling } from './domain/director-notice.ts'
export { type NoticeKind, noticeKinds } from './domain/kinds.ts'
export type {
  Complaint,
  Grounds,
  LetterBlock,
  LetterContent,
  LetterFields,
  LetterId,
  LetterSheet,
  LetterTemplate,
} from './domain/letter.ts'
export { type Delay, type DelayRefusal, checkExpected, expectedAgain } from './domain/late-decision.ts'
export { type Notice, type NoticeId, type Subject, agreementOf } from './domain/notice.ts'
export type { DigitalPost, DigitalPostMessage, DigitalPostReceipt, ReceiptFile } from './domain/digital-post.ts'
export { directorNotices } from './store/director-notices.ts'
export { type Senders, saveSenders } from './store/digital-post.ts'
export { DecisionDeadline, type DelayField, DelayForm, rawDelay, readDelay } from './web/delay-form.tsx'
export { LetterView } from './web/letter-view.tsx'
export { renderLetter } from './pdf/render-letter.ts'
export { type LetterLine, type StoredLetter, letterPdf, lettersTo, eraseLetters, toPrintCount, withdrawLetters } from './store/letters.ts'
export { closeTasks, messages, saveSeen, seeSubjects, silence, toldSince, unanswered, unsilence, waitingCount } from './store/notices.ts'
export { type NoticesPorts, noticesModule } from './module.ts'
export { noticeText, tasksOf } from './actions/tasks-of.ts'
export { timeline } from './actions/timeline.ts'
export { actions } from './actions.ts'
export { type MailTrouble, mailTrouble } from './store/mails.ts'
