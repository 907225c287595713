import type { Lang } from '#ui/lang.ts'
import type { DocumentFault } from '../../domain/programme.ts'
import { faultInDanish } from '../../texts/faults-da.ts'
import { texts } from '../../texts/texts.ts'

/** A fault of a document with its field, in the reader's language. */
export function faultWords({ path, message }: DocumentFault, lang: Lang): string {
  const words = lang === 'da' ? faultInDanish(message) : message
  return path === '' ? texts(lang).file.wholeFile(words) : `${path}: ${words}`
}
