import { da as form } from './form/da.ts'
import { da as intake } from './intake/da.ts'
import { da as later } from './later/da.ts'
import { da as steps } from './steps/da.ts'
import { da as told } from './told/da.ts'

/** The words of referral and joint assessment, in Danish. This file is the type; `en.ts` satisfies it. */
export const da = {
  ...form,
  ...intake,
  ...later,
  ...steps,
  ...told,
  referrals: 'Visitation',
  newReferral: 'Ny henvisning',
  referralOf: (name: string) => `Henvisning af ${name}`,
  caseCrumb: (number: string) => `Sag ${number}`,
  masked: 'Navn beskyttet',
  job: 'Systemet',
  citizen: 'Borgeren',
  phase: 'Visitation',
  states: {
    draft: 'Kladde',
    shared: 'Hos borgeren til godkendelse',
    submitted: 'Sendt',
    information_requested: 'Oplysninger mangler',
    joint_assessment: 'Fælles visitation',
    conciliation: 'Afstemning af vurderinger',
    accepted: 'Optaget',
    not_now: 'Egnet, men ikke nu',
    refusal_proposed: 'Partshøring',
    refused: 'Afslag',
    withdrawn: 'Trukket tilbage',
    registered_by_mistake: 'Oprettet ved en fejl',
  },
  balls: {
    mine: 'Hos dig',
    ours: 'Hos jer',
    at: (who: string) => `Hos ${who}`,
    both: 'Hos begge',
    citizen: 'Hos borgeren',
    board: 'Hos Ankestyrelsen',
    none: 'Ingen mangler at gøre noget',
  },
  anchorsOf: (score: number, text: string) => `${score}: ${text}`,
  ofScore: 'af 4',
}

/** The shape of the words; every language has them all. */
export type Texts = typeof da
