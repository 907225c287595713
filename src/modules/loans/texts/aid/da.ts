import type { RateKind } from '../../domain/reference-rate.ts'

/** The words of de minimis aid and of the published rates. */
export const da = {
  title: 'Statsstøtte (de minimis)',
  intro: 'Et lån uden rente er støtte til virksomheden. Der må kun gives støtte op til loftet over tre år.',
  legend: 'Anden de minimis-støtte de sidste tre år',
  explain:
    'Skriv den de minimis-støtte, du eller en virksomhed, du bestemmer over, har fået de sidste tre år. Det står i brevet om støtten, hvis det var de minimis. Lån herfra tæller vi selv med. Har du ikke fået noget, lader du felterne stå tomme.',
  row: (n: number) => `Støtte ${n}`,
  fields: { amount: 'Støttens beløb', on: 'Bevilget den', giver: 'Hvem gav støtten?', reference: 'Reference i registret' },
  giverHint: 'For eksempel en kommune, en styrelse eller et erhvervshus.',
  referenceHint: 'Hvis du kender den.',
  declare: 'Jeg erklærer, at jeg de sidste tre år ikke har fået anden de minimis-støtte end den, der står her',
  save: 'Gem erklæringen',
  saved: 'Erklæringen er gemt.',
  change: 'Ret erklæringen',
  who: { staff: 'Borgeren', citizen: 'Du' },
  declaredNone: (who: string, day: string) => `${who} har ${day} erklæret ikke at have fået anden de minimis-støtte.`,
  declaredOn: (who: string, day: string) => `${who} har ${day} erklæret at have fået:`,
  declaredOne: (giver: string, day: string) => `${giver}, ${day}`,
  aid: 'Støtteelement i dette lån',
  other: 'Anden støtte, der tæller med',
  ceiling: 'Loft over tre år',
  by: 'Regnet med',
  rate: (base: string, margin: string, discount: string) =>
    `basissats ${base}, tillæg ${margin}, diskontering ${discount} over basissatsen`,
  reference: 'Registreret som',
  referenceField: 'Reference i de minimis-registret',
  referenceFieldHint:
    'Kun ved godkendelse. Det centrale register bruges fra 1. januar 2026. Dækker det ikke dagen, skriver du nummeret i kommunens egen liste.',
  refusals: {
    no_aid_declaration: 'Borgeren har ikke erklæret, om der er fået anden de minimis-støtte. Lånet kan ikke godkendes uden.',
    no_reference_rate: (rate: string) =>
      `Der mangler en sats, der gælder i dag: ${rate}. Indtast den under Referencesatser, før lånet godkendes.`,
    aid_over_ceiling: (aid: string, other: string, ceiling: string) =>
      `Støtteelementet ${aid} og anden støtte på ${other} er tilsammen over loftet på ${ceiling} Lånet kan ikke godkendes.`,
    no_register_reference: 'Skriv den reference, støtten er registreret under. Lånet kan ikke godkendes uden.',
  },
  rates: {
    title: 'Referencesatser',
    intro:
      'Offentliggjorte satser, som støtteelement og morarente regnes med. En sats rettes ikke: Indtast den nye med den dag, den gælder fra. Det, der er regnet, bliver stående.',
    missing: 'Disse satser mangler i dag',
    enter: 'Indtast sats',
    entered: 'Satsen er indtastet.',
    own: 'indtastet af jer',
    holds: 'Gælder',
    today: 'I dag',
    valueHint: 'Procent med to decimaler, loftet i euro, kursen i kroner for 1 euro med fem decimaler.',
    sourceHint: 'Hvor satsen er offentliggjort, for eksempel EU-Tidende C 447 af 23.12.2020.',
    notANumber: 'Skriv satsen som et tal, for eksempel 2,42. Kun basissatsen og udlånsrenten kan være under nul.',
    fields: { kind: 'Sats', valid_from: 'Gælder fra', value: 'Værdi', source: 'Kilde' },
    kinds: {
      eu_base_dk: 'Kommissionens basissats for Danmark',
      eu_margin_start_up: 'Tillæg for nystartet virksomhed',
      eu_margin_discount: 'Tillæg til diskontering',
      de_minimis_ceiling: 'Loft for de minimis-støtte over tre år',
      eur_dkk: 'Kurs på euro',
      national_bank_lending: 'Nationalbankens udlånsrente',
      late_interest_supplement: 'Renteloven, tillæg til udlånsrenten',
    } satisfies Record<RateKind, string>,
    units: {
      eu_base_dk: '%',
      eu_margin_start_up: '%',
      eu_margin_discount: '%',
      de_minimis_ceiling: 'euro',
      eur_dkk: 'kr.',
      national_bank_lending: '%',
      late_interest_supplement: '%',
    } satisfies Record<RateKind, string>,
  },
}

/** The words; English holds the same. */
export type AidTexts = typeof da
