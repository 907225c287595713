import { z } from 'zod'
import type { OrganisationId } from '#kernel/actor.ts'
import { type Day, day } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import { type Ore, ore } from '#kernel/money.ts'
import { type ReminderStep, lateInterest, presetReminders, reminderFaults, reminderStep } from './reminders.ts'

const code = z.string().regex(/^[a-z_]{1,60}$/, 'must be small letters and underscores')
const words = z.strictObject({ da: z.string().trim().min(1), en: z.string().trim().min(1) })
const wholeOre = z
  .int()
  .min(0)
  .transform((value): Ore => ore(BigInt(value)))
// What is no day ends the reading of its object: the rules that compare days are for days alone.
const calendarDay = z.iso.date({ error: 'must be a day as YYYY-MM-DD', abort: true }).transform((text): Day => day(text))

/** A place in a document and what is wrong there. */
export type DocumentFault = { path: string; message: string }

/** Where a figure comes from: the memo says it, or somebody assumed it until it is decided. */
export const markSchema = z.enum(['memo', 'assumption'])
/** A mark with the reason that stands behind it. */
export const reasonedMarkSchema = z.strictObject({ mark: markSchema, why: words })

const material = z.strictObject({ name: words, url: z.url({ protocol: /^https$/ }) })
const teachingModule = z.strictObject({ code, name: words, material: z.array(material).default([]) })

const activity = z.strictObject({
  code,
  kind: z.enum(['individual', 'class', 'group']),
  name: words,
  count: z.int().min(0).max(500),
  minutes: z.int().min(1).max(1440),
  mandatory: z.boolean(),
  content: words.optional(),
  modules: z.array(teachingModule).max(60).default([]),
})

const phase = z.strictObject({ code: z.enum(['qualifying', 'main']), months: z.int().min(1).max(36), activities: z.array(activity).min(1) })

const anchors = z.strictObject({ 1: words, 2: words, 3: words, 4: words })
const criterion = z.strictObject({ code, name: words, question: words, anchors })

const legalBasis = z
  .strictObject({ text: z.string().trim().min(1), validFrom: calendarDay, validUntil: calendarDay.nullable(), mark: markSchema })
  .refine(({ validFrom, validUntil }) => validUntil === null || Temporal.PlainDate.compare(validFrom, validUntil) <= 0, {
    path: ['validUntil'],
    message: 'must not lie before validFrom',
  })

const loanProduct = z
  .strictObject({
    minOre: wholeOre,
    maxOre: wholeOre,
    annualRateBp: z.int().min(0).max(10_000),
    method: z.enum(['equal_principal', 'annuity', 'flat']),
    maxTerms: z.int().min(1).max(360),
    startPauseMonthsMax: z.int().min(0).max(24),
    installmentMultipleOre: wholeOre,
    claimRegime: z.enum(['civil', 'public']),
    legalBasis,
    reminders: z.array(reminderStep).min(1).max(12).optional(),
    lateInterest: lateInterest.optional(),
  })
  .refine(({ minOre, maxOre }) => minOre > 0n && minOre <= maxOre, {
    path: ['maxOre'],
    message: 'must be at least minOre, and minOre above 0',
  })
  .refine((product) => product.lateInterest === undefined || product.claimRegime === 'civil', {
    path: ['lateInterest'],
    message: 'is for civil claims (renteloven does not cover public ones)',
  })
  .superRefine((product, context) => {
    for (const { path, message } of reminderFaults(product.reminders ?? [], product.claimRegime))
      context.addIssue({ code: 'custom', path: ['reminders', ...path], message })
  })

const reason = z.strictObject({ code, name: words, needsText: z.boolean(), sensitive: z.boolean() })

/** The reason lists every programme has; the modules that ask for a reason read them by these names. */
export const reasonLists = [
  'return_for_information',
  'refusal',
  'not_now',
  'withdrawal',
  'pause',
  'early_end',
  'never_started',
  'loan_decline',
  'write_off',
  'deferral',
] as const

/** The name of a reason list. */
export type ReasonList = (typeof reasonLists)[number]

/** The programme's own texts in letters and pages. */
export const letterTexts = ['information', 'complaint_guidance', 'legal_rule_intake', 'legal_rule_loan'] as const

const document = z.strictObject({
  key: z.string().regex(/^[a-z0-9-]{1,60}$/, 'must be small letters, digits and hyphens'),
  name: words,
  phases: z.array(phase).min(1).max(2),
  criteria: z.array(criterion).min(1),
  disagreementThreshold: z.int().min(1).max(3),
  gateDaysMax: z.int().min(0).max(90),
  loanProduct,
  reasons: z.record(z.enum(reasonLists), z.array(reason).min(1)),
  letters: z.record(z.enum(letterTexts), words),
  marks: z.record(z.string(), reasonedMarkSchema),
})

/** A programme as it stands in a file. Schema for `programme` in a pilot file; every problem names its path. */
export const programmeSchema = document.superRefine((value, context) => {
  for (const { path, message } of [...repeats(value), ...markFaults(value)]) context.addIssue({ code: 'custom', path, message })
})

/** A programme's document after it was checked. */
export type ProgrammeDocument = z.output<typeof document>

/** A text in both languages. */
export type Words = z.output<typeof words>
/** Where a figure comes from. */
export type Mark = z.output<typeof markSchema>
/** A mark and why. */
export type ReasonedMark = z.output<typeof reasonedMarkSchema>
/** A phase with what it demands and offers. */
export type Phase = z.output<typeof phase>
/** An activity of a phase: `mandatory` ones are owed `count` times, others offered; `modules` in the order they are taught, one a session. */
export type Activity = z.output<typeof activity>
/** A question both authorities score 1–4 at intake; `anchors` say what each score means. */
export type Criterion = z.output<typeof criterion>
/** The loan a programme offers; amounts in øre, interest in basis points a year. */
export type LoanProduct = z.output<typeof loanProduct>
/** A reason of a list; `needsText` demands words, all others forbid them. */
export type Reason = z.output<typeof reason>
/** One numbered version of a programme; never changed. `marks` and `markReasons` share their paths (see `termPaths`). */
export type ProgrammeVersion = Omit<ProgrammeDocument, 'marks'> & {
  id: Id<'programme_version'>
  number: number
  organisationId: OrganisationId
  marks: Record<string, Mark>
  markReasons: Record<string, Words>
}

/**
 * The path of every term that must say where it comes from: `phases.qualifying.months`,
 * `phases.main.activities.course_day` (that there is one), the same with `.extent` (how many, how long, owed or offered), `criteria.network`, `loanProduct.minOre`, `reasons.refusal` …
 */
export function termPaths(value: Pick<ProgrammeDocument, 'phases' | 'criteria' | 'loanProduct' | 'reasons' | 'letters'>): string[] {
  return [
    ...value.phases.flatMap((each) => [
      `phases.${each.code}.months`,
      ...each.activities.flatMap(({ code: one }) => [
        `phases.${each.code}.activities.${one}`,
        `phases.${each.code}.activities.${one}.extent`,
      ]),
    ]),
    ...value.criteria.map((each) => `criteria.${each.code}`),
    'disagreementThreshold',
    'gateDaysMax',
    ...Object.keys(value.loanProduct).map((term) => `loanProduct.${term}`),
    ...Object.keys(value.reasons).map((list) => `reasons.${list}`),
    ...Object.keys(value.letters).map((text) => `letters.${text}`),
  ]
}

type Fault = { path: (string | number)[]; message: string }

/** Terms without a mark, and marks without a term. */
function markFaults(value: ProgrammeDocument): Fault[] {
  const terms = termPaths(value)
  const missing = terms.filter((term) => value.marks[term] === undefined)
  const unknown = Object.keys(value.marks).filter((term) => !terms.includes(term))
  return [
    ...missing.map((term) => ({ path: ['marks', term], message: 'is missing: say memo or assumption, and why' })),
    ...unknown.map((term) => ({ path: ['marks', term], message: 'marks no term of the programme' })),
  ]
}

function repeats(value: ProgrammeDocument): Fault[] {
  const lists: [(string | number)[], readonly { code: string }[]][] = [
    [['phases'], value.phases],
    [['criteria'], value.criteria],
    ...value.phases.flatMap((each, index) =>
      each.activities.map((one, at): [(string | number)[], readonly { code: string }[]] => [
        ['phases', index, 'activities', at, 'modules'],
        one.modules,
      ]),
    ),
    ...value.phases.map((each, index): [(string | number)[], readonly { code: string }[]] => [
      ['phases', index, 'activities'],
      each.activities,
    ]),
    ...Object.entries(value.reasons).map(([list, reasons]): [(string | number)[], readonly { code: string }[]] => [
      ['reasons', list],
      reasons,
    ]),
  ]
  return lists.flatMap(([path, items]) =>
    items.flatMap((item, index) =>
      items.findIndex((other) => other.code === item.code) < index
        ? [{ path: [...path, index, 'code'], message: `"${item.code}" stands twice` }]
        : [],
    ),
  )
}

/** The phase with this code; a version without it is a bug in the caller. */
export function phaseOf(version: Pick<ProgrammeVersion, 'phases'>, phaseCode: Phase['code']): Phase | null {
  return version.phases.find((each) => each.code === phaseCode) ?? null
}

/** The reason of a list, or null when the list has none with this code. */
export function reasonOf(version: Pick<ProgrammeVersion, 'reasons'>, list: ReasonList, reasonCode: string): Reason | null {
  return version.reasons[list].find((each) => each.code === reasonCode) ?? null
}

/** The product's ladder of reminders; the preset where it says nothing. */
export function remindersOf(product: Pick<LoanProduct, 'reminders'>): readonly ReminderStep[] {
  return product.reminders ?? presetReminders
}

/** True when the loan product's legal basis lets a loan be granted on the day (a municipality lends by statute only). */
export function mayLendOn({ legalBasis: { validFrom, validUntil } }: LoanProduct, on: Day): boolean {
  return Temporal.PlainDate.compare(validFrom, on) <= 0 && (validUntil === null || Temporal.PlainDate.compare(on, validUntil) <= 0)
}
