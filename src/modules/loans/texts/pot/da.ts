/** The words of the pot. */
export const da = {
  title: 'Udlånspulje',
  intro: 'Hvad der er bevilget til lån, hvad der er bundet, og hvad der er tilbage. Tallene regnes af lånenes hændelser på den valgte dag.',
  asOf: 'Pr. dato',
  show: 'Vis',
  none: 'Din organisation har ingen bevillinger og ingen lån',
  noneText:
    'Uden en bevilling lånes der ud uden loft. Når der er en, kan der ikke bevilges lån for mere, end puljen rummer. Er en anden långiver på jeres aftale, står udbetalt og tabt under Afregning.',
  purchaser: 'Køber',
  fund: 'Finansiering',
  funds: { own: 'Långivers egne midler' } as Record<string, string>,
  granted: 'Bevilget',
  offered: 'Tilbudt',
  accepted: 'Ikke udbetalt',
  lent: 'Udlånt',
  repaid: 'Tilbagebetalt',
  lost: 'Tabt',
  recovered: 'Indgået efter tab',
  left: 'Tilbage',
  noLimit: 'intet loft',
  grants: 'Bevillinger',
  amount: 'Beløb',
  amountHint: 'Et beløb, der tages tilbage, skrives med minus.',
  validFrom: 'Gælder fra',
  state: 'Tilstand',
  states: { waiting: 'Venter på bekræftelse', confirmed: 'Bekræftet' },
  enter: 'Registrér en bevilling',
  fundHint:
    'Lad feltet stå tomt, hvis det er långivers egne midler. En anden kilde får sin egen kode af små bogstaver, tal og understregning, for eksempel pulje_2016.',
  fundMalformed: 'Koden er på højst 40 små bogstaver, tal og understregninger.',
  zero: 'Beløbet kan ikke være nul.',
  entered: 'Bevillingen er registreret. En anden skal bekræfte den.',
  confirm: 'Bekræft',
  drop: 'Fjern',
  another: 'En anden skal bekræfte.',
  settled: { confirm: 'Bevillingen gælder.', drop: 'Bevillingen er fjernet.' },
  refusals: {
    grant_not_waiting: 'Bevillingen er allerede bekræftet eller fjernet.',
    grant_by_another: 'Du har selv registreret bevillingen. En anden skal bekræfte den.',
    no_such_purchaser: 'Vælg en køber, som I låner ud for.',
  },
  beingCounted: 'Puljerne tælles op igen efter en opgradering. Det tager højst en time. Derefter kan lånet bevilges.',
  tooSmall: (left: string) => `Puljen rummer kun ${left} Lånet kan bevilges, når der er bevilget mere, eller når noget er betalt tilbage.`,
}

/** The texts of the pot; English holds the same. */
export type PotTexts = typeof da
