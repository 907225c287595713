import type { Lang } from '#ui/lang.ts'
import { reimbursementDa } from './reimbursement-da.ts'
import { reimbursementEn } from './reimbursement-en.ts'

/** The words of the state's reimbursement in the reader's language. */
export function reimbursementTexts(lang: Lang): typeof reimbursementDa {
  return lang === 'en' ? reimbursementEn : reimbursementDa
}
