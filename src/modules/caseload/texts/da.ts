import type { AnswerRefusal, HandOverCode, OfferRefusal } from '../domain/hand-over.ts'

const codes: Record<HandOverCode, string> = {
  tasks: 'Åbne opgaver',
  deadline: 'Fristen i sagen',
  assessment: 'Din vurdering, der ikke er afleveret',
  promises: 'Svar, I har lovet',
  meetings: 'Næste møder',
  notes: 'Notater, der er skrevet',
  protected: 'Beskyttet adresse',
}

const refusals: Record<OfferRefusal['kind'] | AnswerRefusal['kind'], string> = {
  nobody_has_it: 'Ingen er ansvarlig for sagen. Den tages på arbejdslisten.',
  not_yours: 'Kun den, der er ansvarlig for sagen, stedfortræderen eller en leder kan overdrage den.',
  has_it_already: 'Den kollega er allerede ansvarlig for sagen.',
  receiver_cannot: 'Den kollega har ikke en rolle, der kan være ansvarlig for sager.',
  receiver_has_conflict: 'Den kollega er inhabil i sagen og kan ikke overtage den.',
  offered_already: 'Sagen er allerede tilbudt en kollega. Træk tilbuddet tilbage først.',
  lines_open: 'Gå alle punkter igennem med modtageren, og sæt kryds',
  answered_already: 'Der er allerede svaret.',
  anothers_to_answer: 'Det er en andens at svare på.',
  moved_on: 'En anden har taget sagen i mellemtiden.',
}

/** The words of hand-overs. */
export const da = {
  codes,
  refusals,
  offered: (from: string, to: string) => `${from} har bedt ${to} om at overtage sagen`,
  offeredBy: (by: string, from: string, to: string) => `${by} har bedt ${to} om at overtage sagen fra ${from}`,
  accepted: (to: string, from: string) => `${to} har overtaget sagen fra ${from}`,
  declined: (to: string) => `${to} overtager ikke sagen`,
  withdrawn: 'Overdragelsen er trukket tilbage',
  onBehalf: (name: string) => `på vegne af ${name}`,
  newContact: (to: string, organisation: string) => `${to} er din nye kontaktperson hos ${organisation}`,
}

/** The texts of this module; English holds the same. */
export type Texts = typeof da
