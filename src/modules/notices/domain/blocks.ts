import type { LetterBlock } from './letter.ts'

/** A paragraph. The dot of `kr.` ends a sentence that ends in an amount. */
export function paragraph(text: string): LetterBlock {
  return { kind: 'paragraph', text: text.replaceAll('\u00a0kr..', '\u00a0kr.') }
}

/** A heading with what stands under it; nothing when there is nothing to say. */
export function section(heading: string, ...blocks: readonly LetterBlock[]): LetterBlock[] {
  return blocks.length === 0 ? [] : [{ kind: 'heading', text: heading }, ...blocks]
}

/** One point as a paragraph, several as a list, none as nothing. */
export function points(items: readonly string[]): LetterBlock[] {
  const [only, ...more] = items
  if (only === undefined) return []
  return more.length === 0 ? [paragraph(only)] : [{ kind: 'list', items }]
}
