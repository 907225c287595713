import { acting } from './da-acting.ts'
import { representatives } from './da-representatives.ts'
import { access } from './da-access.ts'
import { documents } from './da-documents.ts'
import type { Readiness, SupportBasisSource } from '../domain/support-basis.ts'

const readiness: Record<Readiness, string> = {
  job_ready: 'Jobparat',
  activity_ready: 'Aktivitetsparat',
  education_ready: 'Uddannelsesparat',
  not_applicable: 'Ikke relevant',
}

const sources: Record<SupportBasisSource, string> = {
  citizen: 'Borgeren selv',
  benefit_office: 'Ydelseskontoret',
  register: 'Et register',
  other_authority: 'En anden myndighed',
}

/** The words of persons. */
export const da = {
  access,
  documents,
  acting,
  representatives,
  maskedName: 'Navn beskyttet',
  maskedText:
    'Borgeren har navne- og adressebeskyttelse. Kun de medarbejdere, der har fået adgang, kan se og rette oplysningerne. Din leder kan give dig adgang.',
  contact: 'Kontaktoplysninger',
  name: 'Navn',
  address: 'Adresse',
  phone: 'Telefon',
  email: 'E-mail',
  lang: 'Sprog i breve',
  interpreter: 'Tolk',
  interpreterHint: 'Skriv sproget, hvis der er brug for tolk.',
  digitalPostExempt: 'Fritaget for Digital Post',
  digitalPostExemptHint: 'Breve sendes på papir.',
  protectedAddress: 'Navne- og adressebeskyttelse',
  protectedHint: 'Navn, adresse, telefon og CPR-nummer skjules for alle, der ikke har fået adgang. Du kan stadig se dem.',
  save: 'Gem',
  cancel: 'Fortryd',
  contactSaved: 'Kontaktoplysningerne er gemt.',
  supportBasis: 'Forsørgelsesgrundlag',
  supportBasisIntro: 'Hvad borgeren lever af, dag for dag. En ny oplysning ændrer ikke det, der står om tiden før.',
  codes: {
    nav: 'Ydelser',
    title: 'Forsørgelsesgrundlag, der kan vælges',
    intro:
      'Listen er den samme for alle myndigheder her. En ydelse slettes aldrig: en ændring gælder fra en dag, og det, der gjaldt før, står. Tjek retsgrundlaget på retsinformation.dk.',
    add: 'Ny ydelse',
    change: 'Ret',
    changeTitle: 'Ret en ydelse',
    changeIntro: 'Se først, hvordan listen bliver. Gem så.',
    holds: 'Kan vælges',
    fields: {
      name_da: 'Navn på dansk',
      name_en: 'Navn på engelsk',
      legal_source: 'Retsgrundlag',
      readiness: 'Visitationsgrupper, der hører til',
      from: 'Gælder fra',
      ends: 'Ydelsen kan ikke vælges fra den dag',
    },
    previewTitle: (from: string) => `Det kan vælges fra ${from}`,
    needed: 'Programmet tæller efter den, så den kan ikke ophøre. Du kan give den et nyt navn',
    contradicts: 'Vælg enten “Ikke relevant” eller de grupper, der hører til; ikke begge dele',
    inThePast: 'Dagen kan ikke ligge før i dag',
    alreadyChanged: (from: string) => `Ydelsen er allerede ændret fra ${from}. Vælg en senere dag`,
    done: 'Ydelsen er gemt',
  },
  history: 'Historik',
  noHistory: 'Der er ikke oplyst noget endnu.',
  code: 'Forsørgelsesgrundlag',
  from: 'Fra og med',
  until: 'Til og med',
  ongoing: 'Gælder stadig',
  readiness: 'Visitationsgruppe',
  readinessNames: readiness,
  source: 'Hvem har oplyst det?',
  sources,
  recordedOn: 'Skrevet ind',
  record: 'Ny oplysning',
  supportBasisSaved: 'Forsørgelsesgrundlaget er gemt.',
  refusals: {
    no_such_code: (on: string) => `Det kan ikke vælges fra ${on}, fordi ydelsen ikke fandtes på den dag. Vælg en anden, eller ret dagen.`,
    readiness_not_for_code: (allowed: string) => `Passer ikke til ydelsen. Vælg ${allowed}.`,
    before_birth: 'Dagen ligger før borgerens fødsel.',
    support_basis_unchanged: (since: string) => `Det står der allerede, siden ${since}. Vælg noget andet, eller lad være.`,
    name_missing: 'Skriv borgerens navn.',
  },
  cpr: 'CPR-nummer',
  cprShown: 'Det er skrevet i loggen, at du har set nummeret.',
  showCpr: 'Vis hele CPR-nummeret',
  back: 'Tilbage til sagen',
  backOwn: 'Tilbage til din side',
  timeline: {
    registered: 'Oplysningerne blev registreret',
    contact_changed: 'Kontaktoplysninger rettet',
    protection_changed: 'Navne- og adressebeskyttelse ændret',
    erased: 'Oplysningerne blev slettet',
    supportBasis: (name: string) => `Forsørgelsesgrundlag: ${name}`,
    consentGiven: (organisation: string) => `Samtykke til at dele med ${organisation} blev givet`,
    actingGiven: (organisation: string) => `Samtykke til, at ${organisation} handler, blev givet`,
    actingWithdrawn: (organisation: string) => `Samtykke til, at ${organisation} handler, blev trukket tilbage`,
    consentRefused: (organisation: string) => `Der blev sagt nej til at dele med ${organisation}`,
    consentWithdrawn: (organisation: string) => `Samtykke til at dele med ${organisation} blev trukket tilbage`,
  },
  consentItems: {
    identity_contact: 'Navn og kontaktoplysninger',
    support_basis: 'Forsørgelsesgrundlag',
    business_idea: 'Forretningsidé',
    assessment: 'Vurdering',
    attendance: 'Fremmøde',
    economy: 'Økonomi',
    health: 'Helbred',
    loan_status: 'Status på lån',
  },
}

/** The form every language of the module has. */
export type Texts = typeof da
