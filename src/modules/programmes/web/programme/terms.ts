import { dayText, kronerText, percentText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import type { MarkedTerm } from '#ui/marked-terms.tsx'
import type { Activity, LoanProduct, Phase, ProgrammeVersion, ReasonList } from '../../domain/programme.ts'
import { letterTexts, reasonLists, remindersOf } from '../../domain/programme.ts'
import { texts } from '../../texts/texts.ts'

type Marked = (path: string, term: string, value: string) => MarkedTerm

function markedBy({ marks, markReasons }: ProgrammeVersion, lang: Lang): Marked {
  return (path, term, value) => ({ term, value, mark: marks[path] ?? 'assumption', why: markReasons[path]?.[lang] ?? '' })
}

/** A phase: its length, each activity, and how much of it. */
export function phaseTerms(version: ProgrammeVersion, phase: Phase, lang: Lang): MarkedTerm[] {
  const say = texts(lang)
  const marked = markedBy(version, lang)
  return [
    marked(`phases.${phase.code}.months`, say.length, say.months(phase.months)),
    ...phase.activities.flatMap((activity) => {
      const { code, name, kind, count, minutes, mandatory } = activity
      return [
        marked(`phases.${phase.code}.activities.${code}`, say.activity, activityText(activity, lang)),
        marked(
          `phases.${phase.code}.activities.${code}.extent`,
          say.extentOf(name[lang]),
          `${say.extent(count, minutes, say.kinds[kind])}, ${mandatory ? say.owed : say.offered}`,
        ),
      ]
    }),
  ]
}

/** What an activity is about and which modules it has, in one line. */
function activityText({ name, content, modules }: Activity, lang: Lang): string {
  const what = content === undefined ? name[lang] : `${name[lang]}: ${content[lang]}`
  if (modules.length === 0) return what
  return `${what} ${texts(lang).modules(modules.map((module, index) => `${index + 1}. ${module.name[lang]}`).join(' · '))}`
}

/** The criteria with the question asked and what each score means. */
export function criterionTerms(version: ProgrammeVersion, lang: Lang): MarkedTerm[] {
  const marked = markedBy(version, lang)
  return version.criteria.map(({ code, name, question, anchors }) =>
    marked(
      `criteria.${code}`,
      name[lang],
      `${question[lang]} ${([1, 2, 3, 4] as const).map((score) => `${score}: ${anchors[score][lang]}`).join(' · ')}`,
    ),
  )
}

/** The loan product, figure by figure. */
export function loanTerms(version: ProgrammeVersion, lang: Lang): MarkedTerm[] {
  const say = texts(lang)
  const marked = markedBy(version, lang)
  const values = loanValues(version.loanProduct, lang)
  return (Object.keys(values) as (keyof LoanProduct)[]).map((term) => marked(`loanProduct.${term}`, say.loanTerms[term], values[term]))
}

function loanValues(product: LoanProduct, lang: Lang): Record<keyof LoanProduct, string> {
  const say = texts(lang)
  const { text, validFrom, validUntil } = product.legalBasis
  return {
    minOre: kronerText(product.minOre, lang),
    maxOre: kronerText(product.maxOre, lang),
    annualRateBp: percentText(product.annualRateBp, lang),
    method: say.methods[product.method],
    maxTerms: String(product.maxTerms),
    startPauseMonthsMax: say.months(product.startPauseMonthsMax),
    installmentMultipleOre: kronerText(product.installmentMultipleOre, lang),
    claimRegime: say.regimes[product.claimRegime],
    legalBasis:
      validUntil === null ? say.validFrom(text, dayText(validFrom)) : say.validBetween(text, dayText(validFrom), dayText(validUntil)),
    reminders: remindersOf(product)
      .map(({ afterDays, kind, feeOre }) =>
        say.reminderStep(afterDays, say.reminderKinds[kind], feeOre === 0n ? null : kronerText(feeOre, lang)),
      )
      .join(' · '),
    lateInterest: product.lateInterest === undefined ? say.lateInterest.none : say.lateInterest[product.lateInterest.dayCount],
  }
}

/** What holds for every run of the programme. */
export function ruleTerms(version: ProgrammeVersion, lang: Lang): MarkedTerm[] {
  const say = texts(lang)
  const marked = markedBy(version, lang)
  return [
    marked('disagreementThreshold', say.disagreementThreshold, String(version.disagreementThreshold)),
    marked('gateDaysMax', say.gateDaysMax, say.days(version.gateDaysMax)),
    ...letterTexts.map((letter) => marked(`letters.${letter}`, say.letterNames[letter], version.letters[letter][lang])),
  ]
}

/** Each list of reasons on one line. */
export function reasonTerms(version: ProgrammeVersion, lang: Lang): MarkedTerm[] {
  const say = texts(lang)
  const marked = markedBy(version, lang)
  const line = (list: ReasonList) =>
    version.reasons[list].map(({ name, needsText }) => (needsText ? `${name[lang]} (${say.needsText})` : name[lang])).join(' · ')
  return reasonLists.map((list) => marked(`reasons.${list}`, say.reasonLists[list], line(list)))
}
