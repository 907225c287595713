import type { DefinitionKey } from './definitions.ts'
import type { Facts } from './facts.ts'
import { type Reading, bare } from './reading.ts'

/** How much the parties have written down, and how often what is bought was changed. */
export function learningFigures({ learned }: Facts): Reading[] {
  const figure = (code: DefinitionKey, count: number): Reading => {
    return { ...bare, code, key: code, group: 'learning', unit: 'entries', value: BigInt(count), n: count }
  }
  return [figure('lessons', learned.lessons.length), figure('method_changes', learned.changes.length)]
}
