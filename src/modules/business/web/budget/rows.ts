import {
  type BudgetLine,
  type Depreciation,
  type LineKind,
  type Rhythm,
  budgetMonths,
  depreciations,
  rhythms,
} from '../../domain/budget/budget.ts'
import { type FieldErrors, type FormBody, type RawForm, readForm } from '#ui/form-data.ts'
import { choice, flag, kroner, optional, text, whole } from '#ui/form-fields.ts'
import type { FieldProblem } from '#ui/form-problem.ts'
import { ore } from '#kernel/money.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { budgetDa } from '../../texts/da-budget.ts'
import { budgetEn } from '../../texts/en-budget.ts'

/** The parts of a budget that are typed as lines, and the kinds of line in each. */
export const lineSections = {
  start: ['start_cost', 'asset', 'own_money', 'loan_in', 'loan_out'],
  sales: ['sale'],
  costs: ['variable_cost', 'fixed_cost'],
  private: ['private_income', 'private_cost'],
} as const satisfies Record<string, readonly LineKind[]>
/** One of them. */
export type LineSection = keyof typeof lineSections

/** The most lines of one part. */
export const mostLines = 40

/** How an asset is written down, as it is chosen: the even way with its years. */
export const writeDowns = ['pool', 'at_once', 'straight_3', 'straight_5', 'straight_7', 'straight_10'] as const
/** One of them. */
export type WriteDown = (typeof writeDowns)[number]

/** The fields of a line; each carries the number of its row. */
export const rowFields = ['kind', 'name', 'amount', 'rhythm', 'from', 'until', 'vat', 'how'] as const
/** One of them, with its row. */
export type RowField = `${(typeof rowFields)[number]}-${number}`

/** The lines read, or what is wrong by field; what was typed in both cases. */
export type RowsReading = { raw: RawForm<RowField> } & Result<BudgetLine[], FieldErrors<RowField>>

/** The rhythm a line of a part has unless another is chosen. */
export function usualRhythm(section: LineSection): Rhythm {
  return section === 'start' ? 'once' : 'month'
}

/** Reads the lines of a part, on the server and in the page alike. A row without name and amount is passed over. */
export function readRows(body: FormBody, section: LineSection, months: number): RowsReading {
  const lines: BudgetLine[] = []
  let errors: FieldErrors<RowField> = {}
  let raw: RawForm<RowField> = {}
  for (let index = 0; index < mostLines; index += 1) {
    const read = readRow(body, section, { index, months })
    if (read === null) continue
    raw = { ...raw, ...read.raw }
    if (read.ok) lines.push(read.value)
    else errors = { ...errors, ...read.refusal }
  }
  return Object.keys(errors).length > 0 ? { ...refuse(errors), raw } : { ...ok(lines), raw }
}

const untilBefore = { da: budgetDa.fields.untilBefore, en: budgetEn.fields.untilBefore }

type RowReading = { raw: RawForm<RowField> } & Result<BudgetLine, FieldErrors<RowField>>

function readRow(body: FormBody, section: LineSection, { index, months }: { index: number; months: number }): RowReading | null {
  const row = rowBody(body, index)
  const { raw: typed } = readForm({ name: text({ max: 80 }), amount: text({ max: 40 }) }, row)
  if ((typed.name ?? '').trim() === '' && (typed.amount ?? '').trim() === '') return null
  const kinds: readonly LineKind[] = lineSections[section]
  const month = whole({ min: 0, max: budgetMonths.max - 1 })
  const reading = readForm(
    {
      name: text({ max: 80 }),
      amount: kroner(),
      kind: optional(choice(kinds)),
      rhythm: optional(choice(rhythms)),
      from: optional(month),
      until: optional(month),
      vat: flag(),
      how: optional(choice(writeDowns)),
    },
    row,
  )
  const raw = numbered(reading.raw, index)
  if (!reading.ok) return { ...refuse(numbered(reading.refusal, index)), raw }
  const { name, amount, rhythm, until, vat, how } = reading.value
  const from = Math.min(reading.value.from ?? 0, months - 1)
  const kind = reading.value.kind ?? kinds[0] ?? 'sale'
  if (until !== null && until < from)
    return { ...refuse(numbered<FieldProblem>({ until: { kind: 'own', text: untilBefore } }, index)), raw }
  const line = { kind, name, amount: ore(amount), from, until, vat }
  if (kind === 'asset') return { ...ok({ ...line, rhythm: 'once', until: null, depreciation: depreciationOf(how ?? 'pool') }), raw }
  return { ...ok({ ...line, rhythm: rhythm ?? usualRhythm(section) }), raw }
}

/** One row's fields under their plain names. */
function rowBody(body: FormBody, index: number): Record<string, unknown> {
  const get = (name: string): unknown =>
    body instanceof FormData || body instanceof URLSearchParams ? body.getAll(name) : Object.hasOwn(body, name) ? body[name] : undefined
  return Object.fromEntries(rowFields.map((name) => [name, get(`${name}-${index}`)]))
}

function numbered<Value>(record: { readonly [Name in string]?: Value }, index: number): { readonly [Field in RowField]?: Value } {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [`${name}-${index}`, value]))
}

function depreciationOf(how: WriteDown): NonNullable<BudgetLine['depreciation']> {
  const [method, years] = how.split('_')
  if (how === 'at_once' || how === 'pool') return { method: how }
  return method === 'straight' ? { method, years: Number(years) } : { method: 'pool' }
}

/** How a line's writing down is chosen in the form. */
export function writeDownOf(line: BudgetLine): WriteDown {
  const method: Depreciation = line.depreciation?.method ?? depreciations[0]
  if (line.depreciation?.method !== 'straight') return method === 'at_once' ? 'at_once' : 'pool'
  return (
    writeDowns.find((how) => how === `straight_${line.depreciation?.method === 'straight' ? line.depreciation.years : 5}`) ?? 'straight_5'
  )
}

/** Lines as a form shows them, by field. */
export function rawRows(lines: readonly BudgetLine[], amountText: (line: BudgetLine) => string): RawForm<RowField> {
  return Object.fromEntries(
    lines.flatMap((line, index) => [
      [`kind-${index}`, line.kind],
      [`name-${index}`, line.name],
      [`amount-${index}`, amountText(line)],
      [`rhythm-${index}`, line.rhythm],
      [`from-${index}`, String(line.from)],
      [`until-${index}`, line.until === null ? '' : String(line.until)],
      [`vat-${index}`, line.vat ? 'yes' : ''],
      [`how-${index}`, line.kind === 'asset' ? writeDownOf(line) : ''],
    ]),
  )
}
