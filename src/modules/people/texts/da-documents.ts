import type { DocumentKind, RemovalReason } from '../domain/document.ts'

const kinds: Record<DocumentKind, string> = {
  letter: 'Brev',
  identification: 'Legitimation',
  plan_or_budget: 'Forretningsplan eller budget',
  offer_or_contract: 'Tilbud eller kontrakt',
  promissory_note: 'Gældsbrev',
  account_statement: 'Kontoudtog eller regnskab',
  register_or_tax: 'Registrering eller skat',
  course_certificate: 'Kursusbevis',
  minutes: 'Referat',
  health: 'Helbred',
  other: 'Andet',
}

const reasons: Record<RemovalReason, string> = {
  wrong_person: 'Det handler om en anden person',
  wrong_file: 'Det er den forkerte fil',
  sent_twice: 'Det er sendt to gange',
  citizen_took_back: 'Borgeren har trukket det tilbage',
}

/** The words of documents. */
export const documents = {
  title: 'Dokumenter',
  own: 'Dine dokumenter',
  ownIntro: 'Her er de dokumenter, du selv har sendt, og dem, vi har delt med dig. Alle i dit forløb kan se det, du sender.',
  intro: 'Dokumenter om borgeren. Delte dokumenter ser borgeren og alle parter i sagen; andre ser kun din egen organisation.',
  none: 'Der er ingen dokumenter endnu',
  noneText: 'Tilføj det første herunder.',
  name: 'Dokument',
  kind: 'Slags',
  kinds,
  addedBy: 'Tilføjet af',
  when: 'Hvornår',
  access: 'Hvem ser det',
  shared: 'Borgeren og alle parter',
  sharedWithYou: 'Du og alle parter i dit forløb',
  ownOnly: 'Kun din organisation',
  removedState: 'Fjernet',
  deleted: 'Titel og indhold er slettet',
  citizen: 'Borgeren',
  you: 'Dig',
  add: 'Tilføj et dokument',
  addButton: 'Tilføj dokumentet',
  file: 'Fil',
  fileHint: (max: string) => `PDF, billede (PNG, JPEG), Word, Excel, OpenDocument eller ren tekst. Højst ${max}.`,
  titleField: 'Titel',
  titleHint: 'Så andre kan kende det, for eksempel »Budget for det første år«.',
  sharing: 'Hvem skal kunne se det?',
  sharedHint: 'Det er det almindelige: borgeren skal kunne se, hvad sagen bygger på.',
  ownHint: 'Til internt arbejde. Det kan stadig komme med ved aktindsigt.',
  added: 'Dokumentet er tilføjet.',
  download: 'Hent',
  versions: 'Versioner',
  version: 'Version',
  size: 'Størrelse',
  scanned: 'Scannet for virus',
  notOpened:
    'Borgeren har navne- og adressebeskyttelse. Det, der står i en fil, kan ikke skjules, så filer åbnes kun af dem, der har adgang til navn og adresse. Din leder kan give dig adgang.',
  notScanned: 'Ikke scannet for virus: ingen scanner er tilsluttet',
  newVersion: 'Ny version',
  newVersionButton: 'Tilføj versionen',
  newVersionText: 'De tidligere versioner bliver stående.',
  versionAdded: 'Den nye version er tilføjet.',
  remove: 'Fjern dokumentet',
  removeText:
    'Dokumentet bliver stående på listen som fjernet, men ingen kan åbne det. Handler det om en anden person, bliver titel og indhold slettet med det samme.',
  reason: 'Hvorfor?',
  reasons,
  removedOn: (day: string, reason: string) => `Fjernet ${day}. ${reason}.`,
  removed: 'Dokumentet er fjernet.',
  refusals: {
    document_removed: 'Dokumentet er allerede fjernet. Genindlæs siden.',
    not_yours: 'Kun den, der har tilføjet dokumentet, kan ændre det.',
  },
  back: 'Tilbage',
  all: 'Alle dokumenter',
  addedEntry: (kind: string) => `Dokument tilføjet: ${kind}`,
  removedEntry: (kind: string) => `Dokument fjernet: ${kind}`,
  count: 'Antal',
  newest: 'Nyeste',
}

/** The form every language of documents has. */
export type DocumentTexts = typeof documents
