import type { Lang } from '#ui/lang.ts'
import type { BudgetDocument } from '../../domain/budget/document.ts'
import type { BudgetRates } from '../../domain/budget/rates.ts'
import { lineSections, readRows, type LineSection } from './rows.ts'
import { readTerms } from './terms.ts'

/** What the page's script needs to reckon on: the budget as it was read, the rates, and which part is being typed. */
export type LiveState = { budget: BudgetDocument; rates: BudgetRates; section: LineSection | 'terms'; lang: Lang }

// Whole numbers beyond what JSON holds are kept as texts under a key that no field of a budget has.
const key = '$ore'

/** The state as text for the page. */
export function packState(state: LiveState): string {
  return JSON.stringify(state, (_, part: unknown) => (typeof part === 'bigint' ? { [key]: String(part) } : part))
}

/** The state from the page's text; it was written by `packState` on the same server. */
export function unpackState(text: string): LiveState {
  return JSON.parse(text, (_, part: unknown) => {
    if (typeof part !== 'object' || part === null || !(key in part)) return part
    const digits: unknown = Reflect.get(part, key)
    return typeof digits === 'string' ? BigInt(digits) : part
  }) as LiveState
}

/** The budget with what is typed in the form in place of what was kept; null while something typed cannot be read. */
export function typedBudget({ budget, section }: Pick<LiveState, 'budget' | 'section'>, form: FormData): BudgetDocument | null {
  if (section === 'terms') {
    const read = readTerms(form)
    return read.ok ? { ...budget, ...read.value } : null
  }
  const read = readRows(form, section, budget.months)
  return read.ok ? withLines(budget, section, read.value) : null
}

/** A budget with the lines of one part replaced. */
export function withLines(budget: BudgetDocument, section: LineSection, lines: BudgetDocument['lines']): BudgetDocument {
  const kinds: readonly string[] = lineSections[section]
  return { ...budget, lines: [...budget.lines.filter((line) => !kinds.includes(line.kind)), ...lines] }
}
