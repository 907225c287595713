/** The words of the citizen's own pages. */
export const da = {
  title: 'Dit forløb',
  hello: (name: string) => `Hej ${name}`,
  nav: 'Dit forløb',
  none: 'Du har ikke en sag her endnu',
  noneText: 'Når din sagsbehandler henviser dig til et mikrolånsforløb, kan du følge det her.',
  next: 'Det kan du gøre nu',
  nothing: 'Du skal ikke gøre noget lige nu. Vi skriver, når der sker noget.',
  happened: 'Det er der sket',
  more: 'Se mere',
  log: 'Hvem har set på min sag?',
  logTitle: 'Hvem har set på din sag?',
  logIntro: 'Her står hver gang nogen har åbnet en side om dig eller ændret noget. Spørg din sagsbehandler, hvis du undrer dig.',
  logCaption: 'Opslag og ændringer i din sag',
  when: 'Hvornår',
  who: 'Hvem',
  what: 'Hvad',
  you: 'Dig selv',
  system: 'Systemet',
  kinds: { read: 'Så på', change: 'Ændrede', denied: 'Blev afvist', sign_in: 'Loggede ind' },
  empty: 'Ingen har set på din sag endnu',
}

/** The texts of this module; English holds the same. */
export type Texts = typeof da
