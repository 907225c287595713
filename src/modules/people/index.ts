export { actions } from './actions.ts'
export { type ConsentCommand, type ConsentRefusal, recordConsent } from './actions/record-consent.ts'
export { type Eraser, type ErasureReason, type ErasureRefusal, erasePerson } from './actions/erase-person.ts'
export {
  type RecordSupportBasisRefusal,
  type SupportBasisCommand,
  hearSupportBasis,
  recordSupportBasis,
} from './actions/record-support-basis.ts'
export {
  type AttachCommand,
  addDocumentVersion,
  attachDocument,
  documentsOf,
  readDocument,
  removeDocument,
} from './actions/documents.ts'
export { type Registration, type RegistrationRefusal, registerPerson } from './actions/register-person.ts'
export {
  actFor,
  type ActingTold,
  consentToAct,
  type NoActingConsent,
  recordActingConsent,
  withdrawActingConsent,
} from './actions/act-for.ts'
export { endRepresentations, recordRepresentative } from './actions/representative.ts'
export { revealCpr } from './actions/reveal-cpr.ts'
export { trustAccount } from './actions/trust-account.ts'
export { type ContactRefusal, updateContact } from './actions/update-contact.ts'
export { type Consent, consentItems } from './domain/consent.ts'
export { type Readiness, type SupportBasisRefusal, type SupportBasisSource, supportBasisSources } from './domain/support-basis.ts'
export { type DocumentId, type DocumentKind, documentKinds } from './domain/document.ts'
export { type Document, type DocumentAbout, documentOfRequest } from './store/documents.ts'
export { hasConflict } from './store/conflicts.ts'
export { consents, hasConsent } from './store/consents.ts'
export type { Contact } from './store/contact.ts'
export { type Part, closePart, openPart, partsOf } from './store/parts.ts'
export {
  type PersonName,
  type PersonView,
  accountOfCpr,
  addressee,
  changedSince,
  cprForPaper,
  isUnderAge,
  personByCpr,
  personNames,
  personView,
  personsNamed,
  wholeCpr,
} from './store/persons.ts'
export {
  type RecordedSpan,
  type SupportBasisCode,
  supportBasisCodes,
  supportBasisHistory,
  supportBasisNames,
  supportBasisOn,
} from './store/support-basis.ts'
export { type Representative, holdsOn } from './domain/representative.ts'
export { type ActingConsent, type ActingConsentId } from './domain/acting-consent.ts'
export { actedFor, actingConsents } from './store/acting-consents.ts'
export { ActingLink, ActingNotice } from './web/acting/notice.tsx'
export { representativesOf } from './store/representatives.ts'
export { peopleModule } from './module.ts'
export { texts as peopleTexts } from './texts/texts.ts'
export { timeline } from './timeline.ts'
export { caseCards } from './web/case-cards.ts'
