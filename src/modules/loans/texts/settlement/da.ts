/** The words of the settlement between purchaser and provider. */
export const da = {
  title: 'Afregning',
  intro:
    'Hvad køber skal betale for pladser efter de låste månedsopgørelser, og hvad der er tabt og indgået på aftalens lån. Hvem der bærer tabet, står i aftalen; det lægges ikke sammen her.',
  agreement: 'Aftale',
  from: 'Fra måned',
  until: 'Til og med måned',
  show: 'Vis',
  none: 'Der er ingen aftaler at afregne',
  noneText: 'Her står jeres aftaler, når de er underskrevet.',
  months: (from: string, until: string) => `Afregning fra ${from} til og med ${until}`,
  month: 'Måned',
  places: 'Pladser',
  placesDue: 'Til betaling for pladser',
  paidOut: 'Udbetalt på lån',
  repaid: 'Tilbagebetalt',
  lost: 'Tabt',
  recovered: 'Indgået efter tab',
  netLoss: 'Tab i alt, efter indgået',
  amount: 'Beløb',
  total: 'I alt',
  missing: (n: number) => `${n} af månederne er ikke gjort op eller har ingen pris. De er ikke med i beløbet for pladser.`,
  notStated: 'ikke gjort op',
  pdf: 'Hent som PDF',
  csv: 'Hent som CSV',
  fileName: 'afregning',
  wrongOrder: 'Den første måned ligger efter den sidste. Vælg dem om.',
  between: (purchaser: string, provider: string) => `Mellem ${purchaser} og ${provider}.`,
  placesHeading: 'Pladser, måned for måned',
  loansHeading: 'Lån i perioden',
  columns: ['måned', 'pladser', 'udbetalt', 'tilbagebetalt', 'tabt', 'indgået_efter_tab'],
}

/** The texts of the settlement; English holds the same. */
export type SettlementTexts = typeof da
