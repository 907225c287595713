import type { OrganisationId } from '#kernel/actor.ts'
import type { Organisation } from '#modules/access/index.ts'
import { countText, dayText, kronerText, percentText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import type { MarkedTerm } from '#ui/marked-terms.tsx'
import { type Agreement, type Period, type Target, decisions } from '../../domain/agreement.ts'
import { lossTermWords } from '../losses/words.ts'
import type { Texts } from '../../texts/da.ts'

/** What the terms need to be put in words. */
export type TermWords = {
  lang: Lang
  say: Texts
  organisations: readonly Organisation[]
  /** What has been reached of the targets that are counted here, by their code. */
  reached: ReadonlyMap<string, number>
}

/** The organisation's name, or a dash when it is unknown. */
export function nameOf(organisations: readonly Organisation[], id: OrganisationId): string {
  return organisations.find((each) => each.id === id)?.name ?? '–'
}

/** The name with the code of its municipality, by which others know a party whatever its name. */
function codedName({ say, organisations }: TermWords, id: OrganisationId): string {
  const found = organisations.find((each) => each.id === id)
  return found === undefined ? nameOf(organisations, id) : say.coded(found.name, found.municipalityCode)
}

/** Every term of the agreement with where it comes from. What a later period or change has set anew stands first, with what it was. */
export function termsOf(agreement: Agreement, words: TermWords): MarkedTerm[] {
  const { lang, say, organisations } = words
  const marked = markedBy(agreement, lang)
  const party = (name: 'purchaser' | 'provider' | 'actingJobCentre' | 'lender') =>
    marked(`parties.${name}`, say.partyNames[name], codedName(words, agreement.parties[name]))
  return [
    party('purchaser'),
    party('provider'),
    party('actingJobCentre'),
    party('lender'),
    marked('parties.approver', say.partyNames.approver, nameOf(organisations, agreement.approverOrganisationId)),
    ...agreement.bodies.map((body) =>
      marked(`bodies.${body.code}`, say.bodies[body.code], `${body.title[lang]}, ${nameOf(organisations, body.organisationId)}`),
    ),
    ...periodTerms(agreement, words, marked),
    marked('refillAllowed', say.refill, agreement.refillAllowed ? say.refillYes : say.refillNo),
    ...closingTerms(agreement, words, marked),
    marked(
      'comparedProgramme',
      say.comparedProgramme,
      `${agreement.comparedProgramme.name[lang]}. ${agreement.comparedProgramme.note[lang]}`,
    ),
  ]
}

/** The days, the number of places and the price: as they were agreed at first, and as they are now where that has changed. */
function periodTerms({ periods, places }: Agreement, { lang, say }: TermWords, marked: ReturnType<typeof markedBy>): MarkedTerm[] {
  const [first, last] = [periods[0], periods.at(-1)]
  if (first === undefined || last === undefined) return []
  const price = ({ pricePerPlaceMonthOre: ore }: Period) => (ore === null ? say.noPrice : kronerText(ore, lang))
  const evaluation = ({ evaluationDueOn: on }: Period) => (on === null ? say.notStated : dayText(on))
  const now = (then: string, current: string) => (then === current ? then : say.nowWas(current, then))
  return [
    marked('period.startsOn', say.startsOn, dayText(first.startsOn)),
    marked('period.endsOn', say.endsOn, now(dayText(first.endsOn), dayText(last.endsOn))),
    marked('period.runOffUntil', say.runOffUntil, now(dayText(first.runOffUntil), dayText(last.runOffUntil))),
    marked('period.places', say.places, now(String(first.places), String(places))),
    marked('period.pricePerPlaceMonthOre', say.price, now(price(first), price(last))),
    marked('period.evaluationDueOn', say.evaluationDueOn, now(evaluation(first), evaluation(last))),
  ]
}

/** What holds when the agreement ends, and what is aimed at. */
function closingTerms(agreement: Agreement, words: TermWords, marked: ReturnType<typeof markedBy>): MarkedTerm[] {
  const { lang, say } = words
  const { options, runOff, targets } = agreement
  const runOffText = runOff === null ? say.notStated : `${runOff.clause[lang]} ${runOff.daysArePaid ? say.runOffPaid : say.runOffFree}`
  const optionTexts = options.map(({ months, noticeMonths }) => say.option(months, noticeMonths))
  return [
    marked('options', say.options, options.length === 0 ? say.noOptions : optionTexts.join('; ')),
    marked('runOff', say.runOff, runOffText),
    ...lossMark(agreement, words, marked),
    marked('targets', say.targets, targets.length === 0 ? say.noTargets : targets.map((target) => targetText(target, words)).join('; ')),
  ]
}

// The term the agreement came with; what was agreed later stands with its day in the list of losses, and has no mark.
function lossMark(agreement: Agreement, { lang, say, organisations }: TermWords, marked: ReturnType<typeof markedBy>): MarkedTerm[] {
  const [first] = agreement.lossTerms
  if (first === undefined || agreement.marks['losses'] === undefined) return []
  const shared = lossTermWords(first, agreement, (id) => nameOf(organisations, id), lang)
  return [marked('losses', say.losses.title, `${shared}. ${first.words[lang]}`)]
}

function targetText({ code, name, atLeast, unit }: Target, { lang, say, reached }: TermWords): string {
  const figure = (value: number) => (unit === 'percent' ? percentText(value * 100, lang) : countText(value, lang))
  const now = reached.get(code)
  const aim = say.atLeast(figure(atLeast), name[lang])
  return now === undefined ? aim : `${aim} (${say.soFar(figure(now))})`
}

/** Who takes which decision, with where that comes from. */
export function decisionsOf(agreement: Agreement, { lang, say }: Pick<TermWords, 'lang' | 'say'>): MarkedTerm[] {
  const marked = markedBy(agreement, lang)
  return decisions.map((decision) =>
    marked(`decidingAuthority.${decision}`, say.decisions[decision], agreement.decidingAuthority[decision].by[lang]),
  )
}

function markedBy({ marks, markReasons }: Agreement, lang: Lang) {
  return (path: string, term: string, value: string): MarkedTerm => ({
    term,
    value,
    mark: marks[path] ?? 'assumption',
    why: markReasons[path]?.[lang] ?? '',
  })
}
