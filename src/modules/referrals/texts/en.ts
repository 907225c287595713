import { en as form } from './form/en.ts'
import { en as intake } from './intake/en.ts'
import { en as later } from './later/en.ts'
import { en as steps } from './steps/en.ts'
import { en as told } from './told/en.ts'
import type { Texts } from './da.ts'

/** The same words in English. */
export const en: Texts = {
  ...form,
  ...intake,
  ...later,
  ...steps,
  ...told,
  referrals: 'Intake',
  newReferral: 'New referral',
  referralOf: (name) => `Referral of ${name}`,
  caseCrumb: (number) => `Case ${number}`,
  masked: 'Name protected',
  job: 'The system',
  citizen: 'The citizen',
  phase: 'Intake',
  states: {
    draft: 'Draft',
    shared: 'With the citizen for approval',
    submitted: 'Sent',
    information_requested: 'Information missing',
    joint_assessment: 'Joint assessment',
    conciliation: 'Conciliation',
    accepted: 'Accepted',
    not_now: 'Suitable, but not now',
    refusal_proposed: 'Hearing',
    refused: 'Refused',
    withdrawn: 'Withdrawn',
    registered_by_mistake: 'Registered by mistake',
  },
  balls: {
    mine: 'With you',
    ours: 'With your organisation',
    at: (who) => `With ${who}`,
    both: 'With both',
    citizen: 'With the citizen',
    board: 'With Ankestyrelsen',
    none: 'Nobody has to act',
  },
  anchorsOf: (score, text) => `${score}: ${text}`,
  ofScore: 'of 4',
}
