import type { Deps, Module } from '#platform/module.ts'
import { actions } from './actions.ts'
import type { ReferralPorts } from './actions/confirm-decision.ts'
import { doDue } from './actions/do-due.ts'
import { remindStill } from './actions/remind-still.ts'
import { tellDelays } from './actions/tell-delay.ts'
import { referralRoutes } from './web/routes.ts'

export { actions } from './actions.ts'
export { type AgreedInput, type AgreeRefusal, agreeScores } from './actions/agree-scores.ts'
export { referralCheck } from './actions/verify.ts'
export { answerHearing } from './actions/answer-hearing.ts'
export { type AskedQuestion, answerQuestion, requestInformation, returnAnswers } from './actions/ask-information.ts'
export { complain, type Settlement, settleComplaint, withdrawComplaint } from './actions/complain.ts'
export { type AssessRefusal, comparison, saveAssessment, startAssessment, submitAssessment } from './actions/assess.ts'
export { type ConfirmRefusal, confirmDecision, type Decided, type ReferralPorts } from './actions/confirm-decision.ts'
export { registerMistake, reopenReferral, reviewReferral, withdrawReferral } from './actions/leave.ts'
export { dropProposal, proposeDecision } from './actions/propose-decision.ts'
export { type SectionInput, type SectionRefusal, saveSectionAnswers } from './actions/save-section.ts'
export { approveSharing, objectToSharing, shareReferral, submitReferral, takeBackReferral } from './actions/send-referral.ts'
export { type StartCommand, type Started, type StartRefusal, startReferral, startReferralIn } from './actions/start-referral.ts'
export { reassess } from './actions/reassess.ts'
export type { Moment } from './domain/distance.ts'
export { tellDelay } from './actions/tell-delay.ts'
export { stopSharing } from './actions/stop-sharing.ts'
export { type Command, type OpenCase } from './actions/take-step.ts'
export type { Judgement, Score } from './domain/assessment.ts'
export type { DecisionDraft } from './domain/decision.ts'
export type { Decision, ProposalId, ProposedDecision, Question, RecordedEvent, Referral, ReferralId } from './domain/referral.ts'
export { type SharingItem, sharingItems } from './domain/sections.ts'
export { type Ball, isOpen, type Outcome, type ReferralState, states } from './domain/states.ts'
export { assessmentsOf } from './store/assessments.ts'
export { decisionsOf, openProposal } from './store/decisions.ts'
export { eraseReferrals, recordedEvents } from './store/events.ts'
export { referral, referralsOf, referralsOfPerson } from './store/referrals.ts'
export type { Anew } from './domain/anew.ts'
export { anewWords, decidedAnew } from './web/me/anew.tsx'
export { MyReferralPage, statusSentence } from './web/me/page.tsx'
export { type FileCards, fileCards } from './web/file-cards.ts'
export { caseCards, caseSteps, type ReferralCase, referralCase, standingWords, timeline } from './web/case-views.ts'

/** Referral, joint assessment and decision. `ports.accepted` is what follows an acceptance: admission to the waiting list. */
export function referralsModule(deps: Deps, ports: ReferralPorts): Module {
  return {
    name: 'referrals',
    actions: Object.values(actions),
    routes: referralRoutes(deps, ports),
    nav: [
      {
        group: 'programme',
        href: '/referrals',
        label: { da: 'Visitation', en: 'Intake' },
        icon: 'assignment',
        action: actions.see,
        when: (actor) => actor.kind === 'staff',
      },
      {
        group: 'own',
        href: '/me/referral',
        label: { da: 'Min henvisning', en: 'My referral' },
        icon: 'assignment',
        action: actions.see,
        when: (actor) => actor.kind === 'citizen',
      },
    ],
    due: async (today) => (await doDue(deps, today)) + (await tellDelays(deps, today)) + (await remindStill(deps, today)),
  }
}
