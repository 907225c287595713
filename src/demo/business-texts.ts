import { kroner } from '#kernel/money.ts'
import type { BudgetDocument, BudgetLine, PlanSection } from '#modules/business/index.ts'

type Words = Partial<Record<PlanSection, string>>

/** Amina's plan as she wrote it first, and what she changed in the second version. */
export const aminasPlan: { first: Words; second: Words } = {
  first: {
    idea: 'Et syværksted i Ishøj, der reparerer og retter tøj til på to dage. Jeg er uddannet syerske og har solgt på markeder i to år.',
    product: 'Opsyning af bukser, nye lynlåse, tilretning af jakker og kjoler. Senere egne tasker af rester.',
    market: 'Der er to renserier i Ishøj, som sender tøj til København og er ti dage om det. Der er intet værksted i byen.',
    customers: 'Renseriet og to tøjbutikker har sagt ja til at sende deres kunder. Naboer og venner køber allerede.',
    marketing: 'Skilt i ruden, kort hos renseriet, billeder på nettet af før og efter. Et tilbud den første måned.',
    organisation:
      'Jeg syr selv. Min søster passer disken om lørdagen. Bliver jeg syg, har jeg en kollega fra skolen, der kan tage det, der haster.',
    practicalities: 'Lokalet er 30 m² i gågaden til 3.500 kr. om måneden. Jeg mangler en industrimaskine og en forsikring.',
    economy: 'Jeg skal bruge 31.500 kr. til maskine, stof og skilt. Med 60 reparationer om måneden er der til husleje, afdrag og løn.',
  },
  second: {
    product:
      'Opsyning af bukser 150 kr. (20 minutter), ny lynlås 200 kr. (30 minutter), tilretning af jakke 350 kr. (en time). Senere egne tasker af rester.',
  },
}

/** Karim's plan for driving goods. */
export const karimsPlan: Words = {
  idea: 'Jeg kører varer for butikker i Ishøj og omegn, samme dag de ringer. Jeg har erhvervskørekort og har kørt lager i otte år.',
  product: 'En tur i Ishøj 180 kr., en tur til Køge eller København 350 kr. En fast morgentur koster 2.400 kr. om måneden.',
  market: 'De store vognmænd tager tre dage og en hel palle. De små butikker har kasser, der skal frem i dag.',
  customers: 'Tre butikker vil bruge mig fra april: grønthandleren, møbelbutikken og bageren. Bageren vil have en fast tur.',
  marketing: 'Skilt på bilen, en seddel i alle butikker i gågaden og opkald til dem, der har spurgt bageren.',
  organisation: 'Jeg kører selv. Min bror har kørekort og tager turen, hvis jeg er syg.',
  practicalities: 'Jeg mangler en brugt varevogn med plads til to paller, en forsikring og en aftale om parkering om natten.',
  economy: 'Vognen koster 40.000 kr. Med den faste tur og fire ture om dagen er der til brændstof, forsikring, afdrag og løn.',
}

/** The beginning of Leyla's plan. */
export const leylasPlan: Words = {
  idea: 'Frisør, der kommer ud til ældre i deres eget hjem. Jeg har svendebrev og en aftale med to plejecentre.',
  customers: 'To plejecentre med omkring 120 beboere. Lederne har lovet at dele min seddel ud.',
}

const line = (kind: BudgetLine['kind'], name: string, amount: number, more: Partial<BudgetLine> = {}): BudgetLine => ({
  kind,
  name,
  amount: kroner(amount),
  rhythm: 'month',
  from: 0,
  until: null,
  vat: false,
  ...more,
})
const once = { rhythm: 'once' } as const

/** The budget Amina's loan rests on: eighteen months from September, with VAT every quarter. */
export function aminasBudget(empty: BudgetDocument): BudgetDocument {
  return {
    ...empty,
    months: 18,
    opening: kroner(8000),
    vat: 'quarter',
    customersPay: 1,
    wish: { amount: kroner(31_500), terms: 36, startPauseMonths: 0, month: 0 },
    lines: [
      line('sale', 'Reparationer', 9000, { vat: true, until: 2 }),
      line('sale', 'Reparationer, når værkstedet er kendt', 16_500, { vat: true, from: 3 }),
      line('sale', 'Tasker', 2500, { vat: true, from: 6 }),
      line('variable_cost', 'Tråd, lynlåse og stof', 1400, { vat: true }),
      line('fixed_cost', 'Husleje', 3500),
      line('fixed_cost', 'Telefon og internet', 299, { vat: true }),
      line('fixed_cost', 'Forsikring', 1800, { rhythm: 'half_year' }),
      line('fixed_cost', 'Regnskab', 600, { vat: true }),
      line('start_cost', 'Skilt og indretning', 3200, { ...once, vat: true }),
      line('asset', 'Brugt industrisymaskine', 16_000, { ...once, vat: true, depreciation: { method: 'pool' } }),
      line('private_cost', 'Husholdning, bolig og børn', 13_200),
      line('private_income', 'Mandens løn efter skat', 9800),
    ],
  }
}

/** Leyla's budget as far as she has come. */
export function leylasBudget(empty: BudgetDocument): BudgetDocument {
  return {
    ...empty,
    opening: kroner(1500),
    lines: [
      line('sale', 'Klip på plejecentre', 11_000, { vat: true }),
      line('variable_cost', 'Farve og shampoo', 900, { vat: true }),
      line('fixed_cost', 'Bil og benzin', 1900, { vat: true }),
      line('start_cost', 'Klippestol, der kan foldes', 2400, { ...once, vat: true }),
    ],
  }
}
