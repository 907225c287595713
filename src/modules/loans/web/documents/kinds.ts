import { mediaTypes } from '#platform/files/media-type.ts'
import { sizeText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import { lifeTexts } from '../../texts/texts.ts'

/** What a quote or a signed note may be. */
export const loanFileKinds = ['pdf', 'png', 'jpeg'] as const

/** What a paper may be, and how large, in words. */
export function paperHint(lang: Lang): string {
  return lifeTexts(lang).documents.fileHint(sizeText(mediaTypes.pdf.maxBytes, lang), sizeText(mediaTypes.png.maxBytes, lang))
}
