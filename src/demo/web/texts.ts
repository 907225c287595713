import type { Lang } from '#ui/lang.ts'

const da = {
  title: 'Fra første henvisning til sidste afdrag',
  intro:
    'Grobund driver mikrolånsforløb for borgere, der vil starte egen virksomhed. Kommuner, jobcenter og borger arbejder i den samme sag: visitation, seks måneders opkvalificering, seks måneders hovedforløb, lån og evaluering.',
  clock: 'Demoens ur',
  today: (day: string) => `I dag er ${day}`,
  clockNote: 'Pilotprojektet har kørt siden 1. oktober 2015. Stil uret frem, så sker det, der forfalder.',
  forward: { 1: 'En dag', 7: 'En uge', 30: 'En måned' },
  happened: 'Det skete, mens uret gik',
  nothing: 'Intet forfaldt i de dage, så ingen fik besked',
  what: 'Besked',
  caseNumber: 'Sag',
  to: 'Til',
  on: 'Dag',
  tour: 'Se det hele på fem minutter',
  tourNote: 'Tag dem i rækkefølge. Du bliver logget ind som personen. Log ud, når du vil videre: så er du tilbage her.',
  who: 'Eller vælg selv, hvem du vil være',
  parts: {
    ishoej: 'Køber op til to pladser og vurderer, om forløbet er pengene værd.',
    vallensbaek: 'Henviser borgeren og afgør visitationen sammen med Næstved.',
    naestved: 'Står for forløbet: rådgivning, undervisning og lån.',
    greve: 'Køber én plads hos Næstved, er sit eget jobcenter og ser kun sine egne.',
    faxe: 'Køber fire pladser hos Næstved, er sit eget jobcenter og bærer en del af tabene.',
    citizens: 'Ser deres egen vej, aftaler og lån, helst på telefonen.',
  },
  note: 'Alle personer, sager og tal er opdigtede. Det, du gør her, forsvinder, når demoen stoppes.',
}

const en: typeof da = {
  title: 'From the first referral to the last instalment',
  intro:
    'Grobund runs microloan programmes for citizens who want to start a business of their own. Municipalities, job centre and citizen work in the same case: intake, six months of qualifying, six months of the main phase, loan and evaluation.',
  clock: 'The demo’s clock',
  today: (day: string) => `Today is ${day}`,
  clockNote: 'The pilot has run since 1 October 2015. Move the clock forward, and what falls due happens.',
  forward: { 1: 'A day', 7: 'A week', 30: 'A month' },
  happened: 'What happened while the clock moved',
  nothing: 'Nothing fell due in those days, so nobody was told anything',
  what: 'Told',
  caseNumber: 'Case',
  to: 'To',
  on: 'Day',
  tour: 'See the whole job in five minutes',
  tourNote: 'Take them in order. You are signed in as that person. Sign out to go on: it leads back here.',
  who: 'Or pick for yourself whom to be',
  parts: {
    ishoej: 'Buys up to two places, and judges whether the programme is worth the money.',
    vallensbaek: 'Refers the citizen, and decides the intake together with Næstved.',
    naestved: 'Runs the programme: advice, classes and loans.',
    greve: 'Buys one place of Næstved, is its own job centre, and sees only its own.',
    faxe: 'Buys four places of Næstved, is its own job centre, and bears a part of the losses.',
    citizens: 'See their own way, appointments and loan, best on a phone.',
  },
  note: 'All persons, cases and figures are invented. What you do here is gone when the demo stops.',
}

/** The words of the demo's front page. */
export function texts(lang: Lang): typeof da {
  return lang === 'da' ? da : en
}
