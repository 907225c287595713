import type { Day } from '#kernel/days.ts'
import type { Ore } from '#kernel/money.ts'
import { countText, dayText, kronerText, sizeText } from './format.ts'
import type { Lang } from './lang.ts'
import { words } from './words.ts'

type FileProblem =
  | { kind: 'file_missing' }
  | { kind: 'file_empty' }
  | { kind: 'file_too_large'; maxBytes: number }
  | { kind: 'file_kind_refused' }
  | { kind: 'file_infected' }
  | { kind: 'scanner_unavailable' }

/** What can be wrong with one field, before any rule of the trade is asked. */
export type FieldProblem =
  | { kind: 'missing' }
  | { kind: 'missing_day' }
  | { kind: 'missing_amount' }
  | { kind: 'missing_choice' }
  | { kind: 'not_confirmed' }
  | { kind: 'too_long'; max: number; length: number }
  | { kind: 'too_short'; min: number }
  | { kind: 'day_malformed' }
  | { kind: 'day_unreal' }
  | { kind: 'day_before'; min: Day }
  | { kind: 'day_after'; max: Day }
  | { kind: 'time_malformed' }
  | { kind: 'amount_malformed' }
  | { kind: 'amount_too_large' }
  | { kind: 'amount_below'; min: Ore }
  | { kind: 'amount_above'; max: Ore }
  | { kind: 'amount_not_whole' }
  | { kind: 'number_malformed' }
  | { kind: 'percent_malformed' }
  | { kind: 'number_below'; min: number }
  | { kind: 'number_above'; max: number }
  | { kind: 'not_in_list' }
  | { kind: 'email_malformed' }
  | { kind: 'id_malformed' }
  | FileProblem
  /** A field of a module's own (an identifier, say) brings its own words. */
  | { kind: 'own'; text: Record<Lang, string> }

/** What is wrong with a field, in plain words that say how to put it right. */
export function problemText(problem: FieldProblem, lang: Lang): string {
  const say = words(lang).problems
  if (isFileProblem(problem)) return fileProblemText(problem, lang)
  switch (problem.kind) {
    case 'missing':
      return say.missing
    case 'missing_day':
      return say.missingDay
    case 'missing_amount':
      return say.missingAmount
    case 'missing_choice':
      return say.missingChoice
    case 'not_confirmed':
      return say.notConfirmed
    case 'too_long':
      return say.tooLong(countText(problem.max, lang), countText(problem.length, lang))
    case 'too_short':
      return say.tooShort(countText(problem.min, lang))
    case 'day_malformed':
      return say.dayMalformed
    case 'day_unreal':
      return say.dayUnreal
    case 'day_before':
      return say.dayBefore(dayText(problem.min))
    case 'day_after':
      return say.dayAfter(dayText(problem.max))
    case 'time_malformed':
      return say.timeMalformed
    case 'amount_malformed':
      return say.amountMalformed
    case 'amount_too_large':
      return say.amountTooLarge
    case 'amount_below':
      return say.amountBelow(kronerText(problem.min, lang))
    case 'amount_above':
      return say.amountAbove(kronerText(problem.max, lang))
    case 'amount_not_whole':
      return say.amountNotWhole
    case 'number_malformed':
      return say.numberMalformed
    case 'percent_malformed':
      return say.percentMalformed
    case 'number_below':
      return say.numberBelow(countText(problem.min, lang))
    case 'number_above':
      return say.numberAbove(countText(problem.max, lang))
    case 'not_in_list':
      return say.notInList
    case 'email_malformed':
      return say.emailMalformed
    case 'id_malformed':
      return say.idMalformed
    case 'own':
      return problem.text[lang]
  }
}

function isFileProblem(problem: FieldProblem): problem is FileProblem {
  return problem.kind.startsWith('file_') || problem.kind === 'scanner_unavailable'
}

function fileProblemText(problem: FileProblem, lang: Lang): string {
  const say = words(lang).problems
  switch (problem.kind) {
    case 'file_missing':
      return say.fileMissing
    case 'file_empty':
      return say.fileEmpty
    case 'file_too_large':
      return say.fileTooLarge(sizeText(problem.maxBytes, lang))
    case 'file_kind_refused':
      return say.fileKindRefused
    case 'file_infected':
      return say.fileInfected
    case 'scanner_unavailable':
      return say.scannerUnavailable
  }
}
