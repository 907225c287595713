/** The words of a loan's statement. */
export const da = {
  title: 'Kontoudtog',
  menuText: 'Hvad der er lagt til og trukket fra, og restgælden på en dag, du vælger.',
  intro: 'Hvad der er lagt til og trukket fra, og hvad der er tilbage. En betaling, der er tilbageført, er ikke med.',
  heading: (loan: string) => `Kontoudtog for lån ${loan}`,
  from: 'Fra',
  to: 'Til og med',
  show: 'Vis',
  years: 'Eller vælg',
  whole: 'Hele lånet',
  swapped: 'Skriv samme dag som i Fra eller en senere',
  period: (from: string, to: string) => `${from} til ${to}`,
  on: 'Dato',
  what: 'Hvad',
  added: 'Lagt til',
  taken: 'Trukket fra',
  owed: 'Tilbage',
  opening: (day: string) => `Tilbage før ${day}`,
  closing: (day: string) => `Tilbage ${day}`,
  credit: (amount: string) => `${amount} til gode`,
  total: 'I alt',
  none: 'Der er ikke lagt noget til eller trukket noget fra i perioden.',
  notPaidOut: 'Lånet er ikke udbetalt',
  notPaidOutText: 'Kontoudtoget begynder den dag, lånet bliver udbetalt.',
  pdf: 'Hent som PDF',
  movement: 'Bevægelse',
  amount: 'Beløb og rest',
  line: (amount: string, owed: string) => `${amount} (${owed})`,
}

/** A language's words of a loan's statement. */
export type StatementTexts = typeof da
