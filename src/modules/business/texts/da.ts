import { budgetDa } from './da-budget.ts'
import { goalsDa } from './da-goals.ts'
import { planDa } from './da-plan.ts'

/** The words of a business: its milestones and its plan. */
export const da = {
  plan: planDa,
  budget: budgetDa,
  goals: goalsDa,
  ownPage: 'Min vej',
  title: 'Virksomheden',
  intro: 'Milepæle fra idé til selvforsørgelse. En gemt milepæl kan ikke ændres.',
  state: 'Tilstand',
  states: {
    none: 'Ikke begyndt',
    idea: 'Idé',
    tested: 'Idé afprøvet',
    plan_approved: 'Forretningsplan godkendt',
    registered: 'Registreret',
    trading: 'I drift',
    self_supporting: 'Selvforsørgende',
    ceased: 'Ophørt',
  },
  reached: {
    idea: 'Idéen er beskrevet',
    tested: 'Idéen er afprøvet',
    plan_approved: 'Forretningsplanen er godkendt',
    registered: 'Virksomheden er registreret',
    vat_registered: 'Virksomheden er momsregistreret',
    first_sale: 'Det første salg er gjort',
    trading: 'Virksomheden er i drift',
    self_supporting: 'Borgeren lever af virksomheden',
    ceased: 'Virksomheden er ophørt',
  },
  record: 'Registrér en milepæl',
  milestone: 'Milepæl',
  day: 'Dato',
  lastReached: 'Nået',
  dayHint: 'Dagen, milepælen blev nået',
  evidence: 'Hvad viser det?',
  evidenceHint: 'For eksempel tre betalte ordrer eller et brev fra Erhvervsstyrelsen. Skriv ikke om helbred.',
  cvr: 'CVR-nummer',
  cvrHint: 'Otte cifre, for eksempel 27 35 50 21. Kun når virksomheden er registreret.',
  vat: 'Momsregistreret?',
  vatHint: 'Kun når virksomheden er registreret.',
  yes: 'Ja',
  no: 'Nej',
  save: 'Gem milepæl',
  saved: 'Milepælen er gemt.',
  cvrWrong: 'CVR-nummeret passer ikke. Det har otte cifre, og det sidste kontrollerer de andre. Se efter på cvr.dk.',
  benefit: {
    title: 'Før CVR-nummeret sættes',
    now: (basis: string) => `Ydelse nu: ${basis}.`,
    unknown: 'ikke oplyst',
    lastDay: (from: string, day: string) => `Tæller hver uge fra den ${from}, er ugerne brugt den ${day}.`,
    source: (source: string) => `Kilde: ${source}`,
    told: 'Borgeren ved, hvad registreringen betyder for ydelsen',
    toldMissing: 'Fortæl det til borgeren først, og sæt så kryds.',
    otherDay: 'Den dag betyder noget andet for ydelsen. Læs igen, hvad der står ovenfor, fortæl det til borgeren, og sæt så kryds.',
  },
  history: 'Milepæle',
  empty: 'Der er ingen milepæle endnu',
  emptyText: 'Den første er idéen.',
  evidenceErased: 'Teksten er slettet',
  vatText: (vat: boolean): string => (vat ? 'momsregistreret' : 'ikke momsregistreret'),
  recordedBy: (name: string) => `Registreret af ${name}`,
  masked: 'Navn beskyttet',
  nothingToRecord: 'Du kan se milepælene. Den kommune, der driver forløbet, registrerer dem.',
  planFirst: 'Planen er ikke godkendt endnu. Det sker på dens egen side, når den er sendt ind.',
  step: 'Registrér en milepæl',
  stepConsequence: 'Milepælen står i sagens forløb og kan ikke ændres.',
  refusals: {
    not_now: (milestone: string, state: string) =>
      `»${milestone}« kan ikke følge efter »${state}«. En anden kan have gemt en milepæl, siden du åbnede siden.`,
    day_in_the_future: 'Datoen ligger ude i fremtiden. Vælg dagen, milepælen blev nået.',
    before_earlier_milestone: (milestone: string, day: string) =>
      `Datoen ligger før »${milestone}«, som blev nået den ${day}. Vælg den dag eller en senere.`,
    reached_already: (milestone: string) => `»${milestone}« er allerede registreret.`,
    evidence_missing: 'Skriv, hvad der viser, at milepælen er nået.',
  },
}

/** The texts of this module; English holds the same. */
export type Texts = typeof da
