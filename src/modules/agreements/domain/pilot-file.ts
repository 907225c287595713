import { z } from 'zod'
import { type CvrNumber, parseCvr } from '#kernel/cvr.ts'
import { type Day, day, isBefore } from '#kernel/days.ts'
import { type Ore, ore } from '#kernel/money.ts'
import { type MunicipalityCode, parseMunicipalityCode } from '#kernel/municipality.ts'
import { phoneForm } from '#kernel/phone.ts'
import { decisions } from './agreement.ts'
import { lossBearers, lossSharesOf, wholeOf } from './loss-term.ts'

const key = z.string().regex(/^[a-z0-9-]{1,60}$/, 'must be small letters, digits and hyphens')
const words = z.strictObject({ da: z.string().trim().min(1), en: z.string().trim().min(1) })
const calendarDay = z.iso.date('must be a day as YYYY-MM-DD').transform((text): Day => day(text))
const mark = z.strictObject({ mark: z.enum(['memo', 'assumption'], 'must be memo or assumption'), why: words })

const municipalityCode = z.string().transform((text, context): MunicipalityCode => {
  const read = parseMunicipalityCode(text)
  if (read.ok) return read.value
  context.addIssue({ code: 'custom', message: 'must be a four-digit municipality code' })
  return z.NEVER
})

const cvr = z.string().transform((text, context): CvrNumber => {
  const read = parseCvr(text)
  if (read.ok) return read.value
  context.addIssue({ code: 'custom', message: 'must be a CVR number' })
  return z.NEVER
})

// Printed in letters and shown to citizens; its mark is its own, since it is no term of the agreement.
const phone = z.strictObject({
  number: z.string().regex(phoneForm, 'must be digits and spaces'),
  hours: z.strictObject({ da: z.string().trim().min(1).max(120), en: z.string().trim().min(1).max(120) }).nullable(),
  mark: mark.shape.mark,
  why: words,
})

const organisation = z.strictObject({
  key,
  name: z.string().trim().min(1).max(200),
  shortName: z.string().trim().min(1).max(40),
  letter: z.string().regex(/^\p{Lu}$/u, 'must be one capital letter'),
  municipalityCode,
  cvr: cvr.optional(),
  address: z.string().trim().min(1).max(300).optional(),
  phone: phone.optional(),
})

const period = z.strictObject({
  signedOn: calendarDay,
  startsOn: calendarDay,
  endsOn: calendarDay,
  runOffUntil: calendarDay,
  places: z.int().min(1).max(500),
  pricePerPlaceMonthOre: z
    .int()
    .min(1)
    .max(1_000_000_000)
    .transform((value): Ore => ore(BigInt(value)))
    .nullable(),
  evaluationDueOn: calendarDay.nullable(),
})

const option = z.strictObject({ months: z.int().min(1).max(60), noticeMonths: z.int().min(0).max(24) })
const target = z.strictObject({
  code: z.string().regex(/^[a-z_]{1,40}$/, 'must be small letters and underscores'),
  name: words,
  atLeast: z.int().min(0).max(100_000),
  unit: z.enum(['percent', 'count'], 'must be percent or count'),
})

const losses = z.strictObject({ shares: z.partialRecord(z.enum(lossBearers), z.int().min(0).max(10_000)), clause: words })

/** A pilot's agreement as it stands in a file, without the programme. Documented in docs/operate/pilot-file.md. */
const bare = z.strictObject({
  key,
  name: words,
  organisations: z.array(organisation).min(1),
  parties: z.strictObject({ purchaser: key, provider: key, actingJobCentre: key, lender: key, approver: key }),
  bodies: z.array(z.strictObject({ code: z.enum(['business_director', 'employment_committee']), organisation: key, title: words })),
  period,
  refillAllowed: z.boolean(),
  options: z.array(option).max(10),
  runOff: z.strictObject({ daysArePaid: z.boolean(), clause: words }),
  losses: losses.optional(),
  targets: z.array(target).max(20),
  decidingAuthority: z.record(z.enum(decisions), z.strictObject({ organisations: z.array(key).min(1), by: words })),
  comparedProgramme: z.strictObject({ name: words, note: words }),
  marks: z.record(z.string(), mark),
})

/** The agreement part of a pilot file after it was checked. */
export type PilotFile = z.output<typeof bare>

type Fault = { path: string; message: string }

/**
 * Reads the agreement part of a pilot file. Every fault is named with its path, and nothing is read half: a term without
 * a mark, an organisation nobody introduced and days out of order are faults like a missing field is.
 */
export function readPilotFile(source: Record<string, unknown>): { ok: true; value: PilotFile } | { ok: false; refusal: Fault[] } {
  const read = bare.safeParse(source)
  if (!read.success) return { ok: false, refusal: read.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })) }
  const faults = [...strangers(read.data), ...disorder(read.data), ...lossFaults(read.data), ...markFaults(read.data)]
  return faults.length > 0 ? { ok: false, refusal: faults } : { ok: true, value: read.data }
}

/** The path of every term of an agreement that must say where it comes from. */
export function agreementTermPaths(value: Pick<PilotFile, 'parties' | 'bodies' | 'period' | 'losses' | 'decidingAuthority'>): string[] {
  return [
    ...Object.keys(value.parties).map((party) => `parties.${party}`),
    ...value.bodies.map((body) => `bodies.${body.code}`),
    ...Object.keys(value.period).map((term) => `period.${term}`),
    'refillAllowed',
    'options',
    'runOff',
    ...(value.losses === undefined ? [] : ['losses']),
    'targets',
    ...Object.keys(value.decidingAuthority).map((decision) => `decidingAuthority.${decision}`),
    'comparedProgramme',
  ]
}

function strangers({ organisations, parties, bodies, decidingAuthority }: PilotFile): Fault[] {
  const known = new Set(organisations.map((each) => each.key))
  const named: [string, string][] = [
    ...Object.entries(parties).map(([party, name]): [string, string] => [`parties.${party}`, name]),
    ...bodies.map((body, index): [string, string] => [`bodies.${index}.organisation`, body.organisation]),
    ...Object.entries(decidingAuthority).flatMap(([decision, { organisations: keys }]) =>
      keys.map((name, index): [string, string] => [`decidingAuthority.${decision}.organisations.${index}`, name]),
    ),
  ]
  const unknown = named
    .filter(([, name]) => !known.has(name))
    .map(([path, name]) => ({ path, message: `"${name}" is not among organisations` }))
  const twice = organisations.flatMap(({ key: name }, index) =>
    organisations.findIndex((other) => other.key === name) < index
      ? [{ path: `organisations.${index}.key`, message: `"${name}" stands twice` }]
      : [],
  )
  return [...unknown, ...twice]
}

function disorder({ period: { signedOn, startsOn, endsOn, runOffUntil, evaluationDueOn } }: PilotFile): Fault[] {
  const faults: Fault[] = []
  if (isBefore(startsOn, signedOn)) faults.push({ path: 'period.startsOn', message: 'must not lie before signedOn' })
  if (isBefore(endsOn, startsOn)) faults.push({ path: 'period.endsOn', message: 'must not lie before startsOn' })
  if (isBefore(runOffUntil, endsOn)) faults.push({ path: 'period.runOffUntil', message: 'must not lie before endsOn' })
  if (evaluationDueOn !== null && isBefore(evaluationDueOn, startsOn))
    faults.push({ path: 'period.evaluationDueOn', message: 'must not lie before startsOn' })
  return faults
}

function lossFaults({ losses: agreed }: PilotFile): Fault[] {
  const sum = agreed === undefined ? 10_000 : wholeOf(lossSharesOf(agreed.shares))
  return sum === 10_000 ? [] : [{ path: 'losses.shares', message: `must add up to 10000 basis points, not ${sum}` }]
}

function markFaults(value: PilotFile): Fault[] {
  const terms = agreementTermPaths(value)
  const missing = terms.filter((term) => value.marks[term] === undefined)
  const unknown = Object.keys(value.marks).filter((term) => !terms.includes(term))
  return [
    ...missing.map((term) => ({ path: `marks.${term}`, message: 'is missing: say memo or assumption, and why' })),
    ...unknown.map((term) => ({ path: `marks.${term}`, message: 'marks no term of the agreement' })),
  ]
}
