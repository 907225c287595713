import type { Lang } from '#ui/lang.ts'

/** A stop of the five-minute tour: who to be, the page it begins at, and what one sees there. */
export type TourStop = { who: string; path: string; words: Record<Lang, string> }

/** The whole job in the order it is done, each stop with somebody who does it. */
export const tour: readonly TourStop[] = [
  {
    who: 'Ibrahim Kaya',
    path: '/referrals',
    words: { da: 'Henvis: Omars henvisning mangler tre afsnit', en: 'Refer: three sections of Omar’s referral are missing' },
  },
  {
    who: 'Mette Holm',
    path: '/referrals',
    words: { da: 'Vurdér sammen: de to myndigheder er uenige om Peter', en: 'Assess together: the two authorities disagree about Peter' },
  },
  {
    who: 'Mette Holm',
    path: '/places',
    words: { da: 'Pladserne dag for dag, og Fatou, der venter', en: 'The places day by day, and Fatou, who waits' },
  },
  {
    who: 'Søren Bjerg',
    path: '/sessions',
    words: { da: 'Fremmøde: hvem kom, og hvad mangler de?', en: 'Attendance: who came, and what do they still owe?' },
  },
  {
    who: 'Hanne Krog',
    path: '/loans',
    words: {
      da: 'Lån: Samir venter på råd, Rikke er bagud, Karim har henstand',
      en: 'Loans: Samir waits for advice, Rikke is late, Karim has a deferral',
    },
  },
  {
    who: 'Gitte Dam',
    path: '/bank-lines',
    words: { da: 'Bogholderi: indbetalinger fra banken', en: 'The books: payments from the bank' },
  },
  {
    who: 'Amina Yıldız',
    path: '/me',
    words: { da: 'Borgerens egen side, helst på telefonen', en: 'The citizen’s own page, best on a phone' },
  },
  {
    who: 'Birgitte Falk',
    path: '/notices',
    words: { da: 'Ind- og udskrivninger, uden navne', en: 'Enrolments and discharges, without names' },
  },
  {
    who: 'Torben Vang',
    path: '/evaluation',
    words: { da: 'Evaluering og udvalgets beslutning', en: 'The evaluation and the committee’s decision' },
  },
]
