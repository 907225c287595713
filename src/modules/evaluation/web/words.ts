import { dayText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import type { ComparisonRefusal } from '../actions/comparison/enter-comparison.ts'
import type { ReportRefusal } from '../actions/report/make-report.ts'
import type { DraftRefusal } from '../actions/report/publish-report.ts'
import type { CommentRefusal, HearingRefusal } from '../actions/report/hearing.ts'
import type { ShareRefusal } from '../actions/report/share-report.ts'
import type { WriteRefusal } from '../actions/report/write-sections.ts'
import type { DecisionRefusal } from '../actions/report/record-decision.ts'
import type { Measure } from '../domain/report/dataset.ts'
import { texts } from '../texts/texts.ts'

type Refusal = Exclude<
  ReportRefusal | DraftRefusal | WriteRefusal | HearingRefusal | CommentRefusal | ShareRefusal | ComparisonRefusal | DecisionRefusal,
  { kind: 'not_permitted' }
>

/** Why it was refused, in plain words. */
export function refusalText(refusal: Refusal, lang: Lang): string {
  const say = texts(lang).refusals
  const { figures } = texts(lang)
  const nameOf = (measure: Measure) => figures[measure === 'self_end12' ? 'self' : measure].name
  switch (refusal.kind) {
    case 'cutoff_before_agreement':
      return say.cutoff_before_agreement(dayText(refusal.startsOn))
    case 'expired_too_long':
      return say.expired_too_long(dayText(refusal.until))
    case 'ends_before_it_begins':
      return say.ends_before_it_begins(dayText(refusal.startsOn))
    case 'no_such_figure':
      return say.no_such_figure(texts(lang).report.sections[refusal.section], refusal.code)
    case 'hearing_over':
      return say.hearing_over(dayText(refusal.untilOn))
    case 'hearing_in_past':
    case 'link_in_past':
    case 'cutoff_in_future':
    case 'decided_in_future':
      return say[refusal.kind](dayText(refusal.today))
    case 'decided_before_report':
      return say.decided_before_report(dayText(refusal.publishedOn))
    case 'run_off_before_end':
      return say.run_off_before_end(dayText(refusal.endsOn))
    case 'places_out_of_bounds':
      return say.places_out_of_bounds(refusal.min, refusal.max)
    case 'more_than_it_is_part_of':
      return say.more_than_it_is_part_of(nameOf(refusal.measure), nameOf(refusal.partOf))
    case 'change_out_of_time':
      return say.change_out_of_time(dayText(refusal.min), dayText(refusal.max))
    case 'changes_after':
      return say.changes_after(dayText(refusal.on))
    case 'beyond_options':
      return beyondText(refusal, lang)
    case 'number_unchanged':
      return say.number_unchanged(refusal.places)
    case 'agreement_not_open':
    case 'agreement_out_of_order':
    case 'already_decided':
    case 'already_published':
    case 'extension_missing':
    case 'no_hearing':
    case 'written_meanwhile':
    case 'no_such_agreement':
    case 'no_such_report':
    case 'not_published':
      return say[refusal.kind]
  }
}

function beyondText({ why, decideBy, reachesTo }: Extract<Refusal, { kind: 'beyond_options' }>, lang: Lang): string {
  const say = texts(lang).refusals.beyond_options
  if (why === 'later_than_option' && decideBy !== null) return say.later_than_option(dayText(decideBy))
  if (why === 'longer_than_option' && reachesTo !== null) return say.longer_than_option(dayText(reachesTo))
  return say.no_option_left
}

/** The same words in both languages, as the problem of one field. */
export function fieldProblem(refusal: Refusal): { kind: 'own'; text: Record<Lang, string> } {
  return { kind: 'own', text: { da: refusalText(refusal, 'da'), en: refusalText(refusal, 'en') } }
}
