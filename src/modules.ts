import { readBankFile, readPaymentStatus, writePaymentFile } from '#integrations/bank-files/index.ts'
import { exportFormats } from '#integrations/erp/index.ts'
import { filedDigitalPost } from '#integrations/digital-post/index.ts'
import { signingService } from '#integrations/signing/index.ts'
import { secondFactorDoor } from '#modules/access/index.ts'
import { sealerFrom } from '#platform/seal.ts'
import { smtpMail } from '#platform/mail.ts'
import type { Module } from '#platform/module.ts'
import {
  activitiesModule,
  activityCards,
  activityCaseSteps,
  activityTimeline,
  owedOf,
  sessionNames,
  teachersOn,
} from '#modules/activities/index.ts'
import { agreementNames, agreementsModule } from '#modules/agreements/index.ts'
import {
  overdueStepsOf,
  businessCards,
  businessCaseSteps,
  businessModule,
  businessTimeline,
  ceaseByCheck,
  goalsToReview,
  planApproved,
  reviewInSession,
} from '#modules/business/index.ts'
import { caseloadModule, letGo, onBehalf, timeline as caseloadTimeline } from '#modules/caseload/index.ts'
import {
  caseCards as collaborationCards,
  caseSteps as collaborationSteps,
  collaborationModule,
  timeline as collaborationTimeline,
} from '#modules/collaboration/index.ts'
import {
  caseCards as enrolmentCards,
  caseSteps as enrolmentSteps,
  enrolmentsModule,
  timeline as enrolmentTimeline,
  standingWords as enrolmentWords,
} from '#modules/enrolments/index.ts'
import { evaluationModule } from '#modules/evaluation/index.ts'
import { caseSteps as journalSteps, journalModule, timeline as journalTimeline } from '#modules/journal/index.ts'
import { ledgerModule } from '#modules/ledger/index.ts'
import {
  askForReview,
  loanCards,
  loanCaseSteps,
  loanPlans,
  loanSubject,
  loanTimeline,
  loansModule,
  wishedLoan,
} from '#modules/loans/index.ts'
import { noticesModule, timeline as noticesTimeline } from '#modules/notices/index.ts'
import { caseCards as peopleCards, peopleModule, timeline as peopleTimeline } from '#modules/people/index.ts'
import { programmesModule } from '#modules/programmes/index.ts'
import { workbenchModule } from '#modules/workbench/index.ts'
import {
  caseCards as referralCards,
  caseSteps as referralSteps,
  referral,
  referralsModule,
  timeline as referralTimeline,
  standingWords as referralWords,
} from '#modules/referrals/index.ts'
import { portalModule } from '#modules/portal/index.ts'
import type { CasePorts } from '#platform/case.ts'
import type { ProgramParts } from './app.ts'
import { evaluationPorts } from './evaluation-ports.ts'
import { erasers } from './erasers.ts'
import { caseOf, casesOfPerson } from './case-key.ts'
import { intakePorts } from './intake-ports.ts'

/** The modules of the trade, lowest first; what a lower one asks of a higher one is handed to it here. */
export function tradeModules(parts: ProgramParts): Module[] {
  const { publicUrl, smtpUrl, digitalPostDir } = parts
  return [
    peopleModule(parts, erasers, publicUrl, letGo),
    journalModule(parts, { caseNumber: async (tx, id) => (await referral(tx, id))?.caseNumber ?? null }),
    programmesModule(parts),
    noticesModule(parts, {
      mail: smtpUrl === undefined ? null : smtpMail(smtpUrl, publicUrl()),
      digitalPost: digitalPostDir === undefined ? null : filedDigitalPost(digitalPostDir),
      publicUrl,
      agreementNames,
    }),
    caseloadModule(),
    agreementsModule(parts, { publicUrl }),
    referralsModule(parts, intakePorts),
    enrolmentsModule(parts, { owed: owedOf, planApproved, runEnded: askForReview, businessClosed: ceaseByCheck }),
    activitiesModule(parts, { overdueSteps: overdueStepsOf, goals: { open: goalsToReview, review: reviewInSession } }),
    businessModule(parts, { loanPlans, wishedLoan, sessionNames }),
    ledgerModule(parts, { subject: loanSubject, formats: exportFormats }),
    loansModule(
      parts,
      readBankFile,
      {
        secondFactor: secondFactorDoor(parts.db, sealerFrom(parts.secret, 'second factor')),
        signing: parts.signing === undefined ? null : signingService(parts.signing),
        publicUrl,
      },
      { write: writePaymentFile, readStatus: readPaymentStatus },
    ),
    collaborationModule(parts, { owed: owedOf, planApproved, teachersOn }),
    evaluationModule(parts, evaluationPorts),
    portalModule(parts, casePorts()),
    workbenchModule(parts, { cases: casePorts(), words: { referral: referralWords, run: enrolmentWords } }, publicUrl, parts.entrance),
  ]
}

/** What each module shows of a case: rows of the worklist, steps, cards and happenings. */
function casePorts(): CasePorts {
  return {
    caseOf,
    casesOfPerson,
    steps: [
      (tx, reader, key) => referralSteps(tx, reader, key),
      (tx, reader, key) => enrolmentSteps(tx, reader, key),
      (tx, reader, key) => activityCaseSteps(tx, reader, key),
      (tx, reader, key) => businessCaseSteps(tx, reader.actor, reader.lang, key),
      (tx, reader, key) => loanCaseSteps(tx, reader, key),
      (tx, reader, key) => collaborationSteps(tx, reader, key),
      (_, reader, key) => Promise.resolve(journalSteps(reader, key)),
    ],
    cards: [
      (tx, reader, key) => referralCards(tx, reader, key),
      (tx, reader, key) => enrolmentCards(tx, reader, key),
      (tx, reader, key) => activityCards(tx, reader, key),
      (tx, reader, key) => businessCards(tx, reader.lang, key),
      (tx, reader, key) => loanCards(tx, reader, key),
      (tx, reader, key) => collaborationCards(tx, reader, key),
      (tx, reader, key) => peopleCards(tx, reader, key),
    ],
    timelines: [
      (tx, reader, key) => referralTimeline(tx, reader, key),
      (tx, reader, key) => enrolmentTimeline(tx, reader, key),
      (tx, reader, key) => activityTimeline(tx, reader.lang, key),
      (tx, reader, key) => businessTimeline(tx, reader.lang, key),
      (tx, reader, key) => loanTimeline(tx, reader, key),
      (tx, reader, key) => collaborationTimeline(tx, reader, key),
      (tx, reader, key) => noticesTimeline(tx, reader, key),
      (tx, reader, key) => peopleTimeline(tx, reader, key),
      (tx, reader, key) => journalTimeline(tx, reader, key),
      (tx, reader, key) => caseloadTimeline(tx, reader, key),
    ],
    onBehalf: (tx, reader, key) => onBehalf(tx, reader, key),
  }
}
