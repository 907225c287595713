/** The words of a late decision on a loan. */
export const da = {
  menu: 'Fortæl, at det trækker ud',
  menuText: 'Låntageren får brev om, at afgørelsen er forsinket, med grunden og en ny dato.',
  notOwed: 'Kan bruges, mens ansøgningen ikke er afgjort.',
  title: 'Forsinket afgørelse',
  law: 'Kan fristen ikke holdes, skal låntageren have skriftlig besked om, hvornår afgørelsen kan ventes (retssikkerhedsloven § 3, stk. 2). Når fristen er overskredet, og I ikke har skrevet, sendes brevet af sig selv.',
  due: (on: string) => `Ansøgningen skal være afgjort senest ${on}.`,
  passed: (on: string) => `Ansøgningen skulle være afgjort senest ${on}.`,
  told: (on: string) => `Låntageren har fået at vide, at afgørelsen kan ventes senest ${on}.`,
  nothingOwed: 'Der er ingen afgørelse at vente på. Ansøgningen er afgjort eller sendt tilbage til låntageren.',
  fields: { expected_on: 'Afgørelsen kan ventes senest', why: 'Hvorfor tager det længere tid?' },
  dayHint: 'Forslaget er regnet ud fra, hvor langt ansøgningen er',
  whyHint: 'Skriv, så låntageren forstår det. Det står i brevet og på lånet',
  preview: 'Sådan bliver brevet',
  look: 'Se brevet',
  send: 'Send brevet',
  cancel: 'Fortryd',
  done: 'Brevet er sendt, og den nye dato står på lånet',
  refusals: {
    expected_not_ahead: 'Den nye dato skal ligge efter i dag',
    expected_too_far: 'Den nye dato må højst ligge et år fremme',
    told_meanwhile: (on: string) =>
      `En anden har lige sendt et brev om, at afgørelsen kan ventes senest ${on}. Send kun et nyt, hvis datoen er en anden`,
    borrower_died: 'Låntageren er død. Der sendes ikke brev',
  },
}

/** Its shape; English holds the same. */
export type DelayTexts = typeof da
