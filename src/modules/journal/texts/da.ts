import type { OutOfReach } from '#kernel/day-reach.ts'
import type { NoteKind, NoteRefusal } from '../domain/note.ts'

const kinds: Record<NoteKind, string> = {
  conversation: 'Samtale',
  phone_call: 'Telefonsamtale',
  information: 'Oplysning modtaget',
  professional_view: 'Faglig vurdering',
  arrangement: 'Aftale',
  attempt_to_reach: 'Forsøg på kontakt',
  other: 'Andet',
}

const refusals: Record<Exclude<NoteRefusal, OutOfReach>['kind'], string> = {
  day_in_future: 'Et notat handler om noget, der er sket. Vælg i dag eller en tidligere dag.',
  not_yours: 'Kun den organisation, der har skrevet notatet, kan rette det.',
  unchanged: 'Det står der allerede. Ret dagen eller teksten.',
}

/** The words of notes. */
export const da = {
  title: 'Notater',
  own: 'Notater om dig',
  ownIntro: 'Her er de notater, som organisationerne i dit forløb har delt med dig. Er noget forkert, så skriv til din sagsbehandler.',
  intro: 'Skriv det ned, der har betydning for sagen, så snart det er sket (notatpligten, offentlighedsloven § 13).',
  none: 'Der er ingen notater endnu',
  kind: 'Slags',
  kinds,
  on: 'Hvornår skete det?',
  words: 'Hvad skal noteres?',
  wordsHint: 'Kendsgerninger og det, de betyder. Skriv så borgeren kan læse det.',
  sharing: 'Hvem skal kunne se det?',
  shared: 'Borgeren og alle parter',
  ownOnly: 'Kun din organisation',
  ownHint: 'Det kan stadig komme med ved aktindsigt.',
  write: 'Skriv et notat',
  save: 'Gem notatet',
  saved: 'Notatet er gemt.',
  stepText: 'Et dateret notat på sagen, delt med parterne eller kun til din organisation.',
  note: 'Notat',
  by: (name: string, organisation: string) => `${name}, ${organisation}`,
  version: (number: number) => `Version ${number}`,
  current: 'Gælder nu',
  corrected: 'Rettet siden',
  writtenAt: 'Skrevet',
  why: 'Hvad var forkert?',
  whyHint: 'Den gamle version bliver stående, og din forklaring står ved den nye.',
  correct: 'Ret notatet',
  saveCorrection: 'Gem rettelsen',
  correctionSaved: 'Rettelsen er gemt som en ny version.',
  because: (why: string) => `Rettet: ${why}`,
  versions: 'Versioner',
  back: 'Tilbage',
  all: 'Alle notater',
  refusals,
  entry: (kind: string) => `Notat: ${kind}`,
  entryCorrected: 'rettet',
}

/** The form every language of the module has. */
export type Texts = typeof da
