import { type Day, day } from '#kernel/days.ts'

/** An invented citizen of the demo: born on a day, with a CPR number of the kind that no one has. */
export type CitizenPart = {
  key: string
  name: string
  born: Day
  serial: number
  benefit: string
  address?: string
  idea: string
  text: string
  why: string
  note: { da: string; en: string }
}

/** The demo's citizens, each with a fate of their own. */
export const citizenCast = [
  {
    key: 'jonas',
    name: 'Jonas Bech',
    born: day('1986-04-02'),
    serial: 11,
    benefit: 'social_assistance',
    idea: 'Cykelreparation',
    text: 'Reparation af cykler hjemme hos kunden, aften og weekend.',
    why: 'Jonas har selv skaffet sine første kunder og møder til tiden.',
    note: { da: 'Cykler. Fik job og stoppede før tid', en: 'Bicycles. Got a job and ended early' },
  },
  {
    key: 'karim',
    name: 'Karim Haddad',
    born: day('1979-11-23'),
    serial: 12,
    benefit: 'social_assistance',
    idea: 'Varekørsel',
    text: 'Kørsel af varer for lokale butikker i Ishøj og omegn.',
    why: 'Karim har erhvervskørekort og tre butikker, der vil bruge ham.',
    note: { da: 'Varekørsel. Betaler af på sit lån', en: 'Deliveries. Repays his loan' },
  },
  {
    key: 'henning',
    name: 'Henning Krabbe',
    born: day('1961-07-15'),
    serial: 13,
    benefit: 'sickness_benefit',
    idea: 'Spillehal',
    text: 'En spillehal med automater ved stationen.',
    why: 'Henning vil gerne i gang, men har ikke talt med nogen kunder endnu.',
    note: { da: 'Fik afslag efter partshøring og klagede', en: 'Refused after a hearing, and complained' },
  },
  {
    key: 'amina',
    name: 'Amina Yıldız',
    born: day('1988-04-12'),
    serial: 14,
    benefit: 'social_assistance',
    idea: 'Syværksted',
    text: 'Reparation og tilretning af tøj, senere egne varer.',
    why: 'Amina er uddannet syerske og har solgt på markeder i to år.',
    note: { da: 'Syværksted. Er i hovedforløbet', en: 'Sewing workshop. In the main phase' },
  },
  {
    key: 'leyla',
    name: 'Leyla Demir',
    born: day('1992-02-29'),
    serial: 15,
    benefit: 'unemployment_benefit',
    idea: 'Frisør',
    text: 'Frisør, der kommer ud til ældre i deres eget hjem.',
    why: 'Leyla har svendebrev og aftale med to plejecentre.',
    note: { da: 'Frisør. Er i opkvalificering', en: 'Hairdresser. In the qualifying phase' },
  },
  {
    key: 'fatou',
    name: 'Fatou Jallow',
    born: day('1984-03-12'),
    serial: 16,
    benefit: 'social_assistance',
    idea: 'Frokostkasser',
    text: 'Varm frokost til små firmaer i industrikvarteret.',
    why: 'Fatou har lavet mad til tre firmaer på prøve.',
    note: { da: 'Frokostkasser. Venter på en plads', en: 'Lunch boxes. Waits for a place' },
  },
  {
    key: 'nadia',
    name: 'Nadia Larsen',
    born: day('1995-12-01'),
    serial: 17,
    benefit: 'social_assistance',
    idea: 'Negleklinik',
    text: 'Negleklinik i et lejet lokale ved stationen.',
    why: 'Nadia har taget et kursus og har øvet sig på venner.',
    note: { da: 'Negleklinik. Har klaget over et afslag', en: 'Nail bar. Has complained about a refusal' },
  },
  {
    key: 'peter',
    name: 'Peter Juul',
    born: day('1975-09-09'),
    serial: 18,
    benefit: 'unemployment_benefit',
    idea: 'Havearbejde',
    text: 'Hække, plæner og belægning for private i Ishøj.',
    why: 'Peter er anlægsgartner og har værktøj og trailer.',
    note: { da: 'Havearbejde. Myndighederne er uenige, og det trækker ud', en: 'Gardening. The authorities disagree, and it drags on' },
  },
  {
    key: 'omar',
    name: 'Omar Said',
    born: day('1990-06-30'),
    serial: 19,
    benefit: 'social_assistance',
    idea: 'Foodtruck',
    text: 'Somalisk mad fra en foodtruck.',
    why: 'Omar er kok.',
    note: { da: 'Foodtruck. Henvisningen er en kladde', en: 'Food truck. The referral is a draft' },
  },
  {
    key: 'yusuf',
    name: 'Yusuf Aden',
    born: day('1983-05-20'),
    serial: 20,
    benefit: 'social_assistance',
    address: 'Holmeagervej 4, 2670 Greve',
    idea: 'Møbelpolstring',
    text: 'Ompolstring af stole og sofaer for private og caféer.',
    why: 'Yusuf er uddannet møbelpolstrer og har to caféer, der venter.',
    note: { da: 'Møbelpolstring. Har Greves ene plads', en: 'Upholstery. Has Greve’s one place' },
  },
  {
    key: 'bente',
    name: 'Bente Kjær',
    born: day('1958-01-31'),
    serial: 21,
    benefit: 'unemployment_benefit',
    address: 'Mosede Strandvej 9, 2670 Greve',
    idea: 'Keramik',
    text: 'Kopper og fade til gårdbutikker, drejet i eget værksted.',
    why: 'Bente har haft ovn og værksted i ti år og tre butikker, der køber.',
    note: {
      da: 'Keramik. Får sine breve på papir, og datteren får kopi',
      en: 'Pottery. Gets her letters on paper, and her daughter gets copies',
    },
  },
  {
    key: 'rikke',
    name: 'Rikke Sand',
    born: day('1983-05-14'),
    serial: 31,
    benefit: 'social_assistance',
    address: 'Havnegade 7, 4654 Faxe Ladeplads',
    idea: 'Hundepasning',
    text: 'Pasning af hunde i hverdagen, hentet og bragt.',
    why: 'Rikke passer i forvejen fem hunde i kvarteret.',
    note: { da: 'Hundepasning. Er bagud med sit lån og får rykkere', en: 'Dog care. Late with her loan, and is reminded' },
  },
  {
    key: 'bo',
    name: 'Bo Ravn',
    born: day('1977-08-30'),
    serial: 32,
    benefit: 'unemployment_benefit',
    address: 'Torvegade 20, 4640 Faxe',
    idea: 'Pølsevogn',
    text: 'En pølsevogn på torvet og til fodboldkampe.',
    why: 'Bo har haft sommerjob i en pølsevogn og kender torvet.',
    note: { da: 'Pølsevogn. Gik ned, og lånet er afskrevet', en: 'Hot dog stand. It failed, and the loan is written off' },
  },
  {
    key: 'kaja',
    name: 'Kaja Lind',
    born: day('1990-01-09'),
    serial: 33,
    benefit: 'social_assistance',
    address: 'Præstøvej 112, 4640 Faxe',
    idea: 'Vinduespudsning',
    text: 'Vinduer for private og butikker i Faxe og Haslev.',
    why: 'Kaja har bil og udstyr og har pudset for en bekendt.',
    note: {
      da: 'Vinduespudsning. Lånet er hos inddrivelsen, og hun har gjort indsigelse',
      en: 'Window cleaning. The loan is with the collectors, and she disputes it',
    },
  },
  {
    key: 'samir',
    name: 'Samir Nasser',
    born: day('1986-10-03'),
    serial: 34,
    benefit: 'social_assistance',
    address: 'Skolegade 3, 4690 Haslev',
    idea: 'Mobilt dækværksted',
    text: 'Dækskifte hjemme hos kunden, forår og efterår.',
    why: 'Samir er mekaniker og har aftaler med to boligforeninger.',
    note: { da: 'Dækskifte. Har søgt om lån', en: 'Tyre changes. Has applied for a loan' },
  },
] as const satisfies readonly CitizenPart[]

/** The short name of one of the citizens. */
export type CitizenKey = (typeof citizenCast)[number]['key']
