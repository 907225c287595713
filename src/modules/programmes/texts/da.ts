import type { ReasonList } from '../domain/programme.ts'

const reasonLists: Record<ReasonList, string> = {
  return_for_information: 'Sendt tilbage for oplysninger',
  refusal: 'Afslag',
  not_now: 'Egnet, men ikke nu',
  withdrawal: 'Trukket tilbage',
  pause: 'Pause',
  early_end: 'Afsluttet før tid',
  never_started: 'Aldrig begyndt',
  loan_decline: 'Afslag på lån',
  write_off: 'Afskrivning',
  deferral: 'Henstand',
}

/** The words of programmes. */
export const da = {
  version: (number: number, owner: string) => `Version ${number}, udbydes af ${owner}`,
  phases: { qualifying: 'Opkvalificerende forløb', main: 'Hovedforløb' },
  months: (count: number) => `${count} måneder`,
  length: 'Længde',
  activity: 'Aktivitet',
  kinds: { individual: 'Individuelt', class: 'Undervisning', group: 'Gruppe' },
  extent: (count: number, minutes: number, kind: string) => `${count} gange à ${minutes} minutter, ${kind.toLowerCase()}`,
  owed: 'skal gennemføres',
  offered: 'tilbydes',
  extentOf: (name: string) => `${name}: omfang`,
  criteria: 'Det, der vurderes ved visitation',
  anchors: 'Hvad hvert point betyder',
  loan: 'Lånet',
  loanTerms: {
    minOre: 'Mindste lån',
    maxOre: 'Største lån',
    annualRateBp: 'Rente om året',
    method: 'Afdragsform',
    maxTerms: 'Højst antal månedlige afdrag',
    startPauseMonthsMax: 'Afdragsfri start, højst',
    installmentMultipleOre: 'Afdrag rundes til hele',
    claimRegime: 'Kravets art',
    legalBasis: 'Hjemmel',
  },
  methods: { equal_principal: 'Lige store afdrag', annuity: 'Lige store ydelser', flat: 'Fast tillæg' },
  regimes: { civil: 'Privatretligt krav', public: 'Offentligretligt krav' },
  validBetween: (text: string, from: string, until: string) => `${text}, gælder ${from} – ${until}`,
  validFrom: (text: string, from: string) => `${text}, gælder fra ${from}`,
  legalBasisOver: 'Hjemlen gælder ikke i dag. Der kan ikke bevilges lån.',
  rules: 'Regler for forløbet',
  disagreementThreshold: 'Pointforskel, der skal tales igennem',
  gateDaysMax: 'Pladsen holdes ved overgangen i højst',
  days: (count: number) => `${count} dage`,
  reasons: 'Begrundelser',
  reasonLists,
  needsText: 'kræver en forklaring',
  letters: 'Faste tekster',
  letterNames: {
    information: 'Oplysning om behandling af personoplysninger',
    complaint_guidance: 'Klagevejledning',
    legal_rule_intake: 'Retsregel ved visitation',
    legal_rule_loan: 'Retsregel ved lån',
  },
}

/** The form every language of the module has. */
export type Texts = typeof da
