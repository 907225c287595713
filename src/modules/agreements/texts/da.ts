import type { Decision } from '../domain/agreement.ts'
import type { AgreementEventName, AgreementState } from '../domain/agreement-machine.ts'

const states: Record<AgreementState, string> = {
  draft: 'Udkast',
  signed: 'Underskrevet',
  active: 'I gang',
  option_used: 'Forlænget',
  expiring: 'Udløber snart',
  expired: 'Udløbet',
  terminated: 'Opsagt',
}

const stateMeaning: Record<AgreementState, string> = {
  draft: 'Aftalen er ikke underskrevet. Ingen kan få plads endnu.',
  signed: 'Aftalen er underskrevet. Pladserne kan bruges fra aftalens første dag.',
  active: 'Pladserne kan bruges.',
  option_used: 'Aftalen er forlænget med en ny periode. Pladserne kan bruges.',
  expiring: 'Pladserne kan bruges til aftalens sidste dag. Tag stilling til, om den skal forlænges.',
  expired: 'Ingen nye forløb kan begynde. Forløb, der er i gang, kan gøres færdige.',
  terminated: 'Aftalen er opsagt. Ingen nye forløb kan begynde. Forløb, der er i gang, kan gøres færdige.',
}

const events: Record<AgreementEventName, string> = {
  sign: 'Aftalen blev underskrevet',
  start: 'Aftalen begyndte',
  use_option: 'Aftalen blev forlænget',
  begin_expiry: 'Aftalen er tæt på sit udløb',
  expire: 'Aftalen udløb',
  terminate: 'Aftalen blev opsagt',
}

const nextSteps: Partial<Record<AgreementEventName, string>> = {
  sign: 'Næste skridt: Aftalen skal underskrives.',
  use_option: 'Næste skridt: Udvalget tager stilling til, om aftalen skal forlænges. Beslutningen skrives ind under evalueringen.',
}

const decisions: Record<Decision, string> = {
  intake: 'Visitation: om borgeren optages',
  place: 'Hvem der tilbydes en plads',
  gate: 'Overgang til hovedforløbet',
  early_end: 'Afslutning før tid',
  loan: 'Bevilling af lån',
  payout: 'Udbetaling af lån',
  write_off: 'Afskrivning af lån',
  extension: 'Forlængelse af aftalen',
}

/** The words of agreements and places. */
export const da = {
  agreements: 'Aftaler',
  agreementsIntro: 'De samarbejdsaftaler, din organisation er part i.',
  noAgreements: 'Din organisation er ikke part i nogen aftale.',
  name: 'Aftale',
  state: 'Tilstand',
  states,
  stateMeaning,
  events,
  nextSteps,
  decisions,
  parties: 'Parter',
  partyNames: {
    purchaser: 'Køber',
    provider: 'Leverandør',
    actingJobCentre: 'Jobcenter',
    lender: 'Långiver',
    approver: 'Bevilger lån',
  },
  bodies: { business_director: 'Orienteres om ind- og udskrivning', employment_committee: 'Evaluerer' },
  terms: 'Vilkår',
  termsIntro: 'Det står ved hvert vilkår, om det følger af notatet, eller om det er antaget, indtil nogen bestemmer andet.',
  signedOn: 'Underskrevet',
  period: 'Periode',
  startsOn: 'Første dag',
  endsOn: 'Sidste dag, et forløb kan begynde',
  runOffUntil: 'Forløb i gang kan fortsætte til',
  places: 'Pladser',
  placesNow: 'Pladser købt nu',
  evaluationDueOn: 'Evaluering senest',
  refill: 'Kan en ledig plads fyldes igen?',
  refillYes: 'Ja. Der kan være så mange ad gangen, som der er pladser.',
  refillNo: 'Nej. Der kan højst være så mange forløb i alt, som der er pladser.',
  comparedProgramme: 'Sammenlignes med',
  programme: 'Programmet',
  seeProgramme: 'Se programmet',
  seePlaces: 'Se pladserne',
  whoDecides: 'Hvem der bestemmer',
  decision: 'Afgørelse',
  periods: 'Perioder',
  periodNumber: (number: number) => `${number}. periode`,
  until: (from: string, until: string) => `${from} – ${until}`,
  held: 'Brug af pladserne',
  placeNumber: (number: number) => `Plads ${number}`,
  place: 'Plads',
  caseNumber: 'Sag',
  days: 'Dage',
  kind: 'Status',
  kinds: { reserved: 'Tilbudt', occupied: 'Optaget' },
  heldOver: 'Afsluttet',
  nobodyHeld: 'Ingen har fået plads endnu.',
  freeNow: 'Ledige i dag',
  freeOf: (free: number, all: number) => `${free} af ${all}`,
  history: 'Hvad der er sket',
  nothingHappened: 'Der er ikke sket noget endnu.',
  notStated: 'Ikke angivet',
  daysLeft: 'Dage til udløb',
  isOver: 'Er forbi',
  terminate: 'Opsig aftalen',
  terminateIntro:
    'Ingen nye forløb kan begynde, når aftalen er opsagt. Forløb, der er i gang, kan gøres færdige inden for aftalens frist. Det kan ikke fortrydes.',
  terminateConfirm: 'Jeg har forstået, at det ikke kan fortrydes',
  reason: 'Hvem opsiger?',
  reasons: { by_purchaser: 'Køber', by_provider: 'Leverandør', by_agreement: 'Parterne i fællesskab' },
  terminated: 'Aftalen er opsagt.',
  cannotTerminate: (state: string) => `Aftalen kan ikke opsiges nu. Den er i tilstanden »${state.toLowerCase()}«.`,
  cancel: 'Fortryd',
}

/** The form every language of the module has. */
export type Texts = typeof da
