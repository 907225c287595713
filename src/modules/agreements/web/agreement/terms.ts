import type { OrganisationId } from '#kernel/actor.ts'
import type { Organisation } from '#modules/access/index.ts'
import { dayText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import type { MarkedTerm } from '#ui/marked-terms.tsx'
import { type Agreement, decisions } from '../../domain/agreement.ts'
import type { Texts } from '../../texts/da.ts'

/** What the terms need to be put in words. */
export type TermWords = { lang: Lang; say: Texts; organisations: readonly Organisation[] }

/** The organisation's name, or a dash when it is unknown. */
export function nameOf(organisations: readonly Organisation[], id: OrganisationId): string {
  return organisations.find((each) => each.id === id)?.name ?? '–'
}

/** Every term of the agreement's first period with where it comes from. A later period's terms stand with that period. */
export function termsOf(agreement: Agreement, { lang, say, organisations }: TermWords): MarkedTerm[] {
  const marked = markedBy(agreement, lang)
  const party = (name: 'purchaser' | 'provider' | 'actingJobCentre' | 'lender') =>
    marked(`parties.${name}`, say.partyNames[name], nameOf(organisations, agreement.parties[name]))
  const [first] = agreement.periods
  return [
    party('purchaser'),
    party('provider'),
    party('actingJobCentre'),
    party('lender'),
    marked('parties.approver', say.partyNames.approver, nameOf(organisations, agreement.approverOrganisationId)),
    ...agreement.bodies.map((body) =>
      marked(`bodies.${body.code}`, say.bodies[body.code], `${body.title[lang]}, ${nameOf(organisations, body.organisationId)}`),
    ),
    ...(first === undefined
      ? []
      : [
          marked('period.startsOn', say.startsOn, dayText(first.startsOn)),
          marked('period.endsOn', say.endsOn, dayText(first.endsOn)),
          marked('period.runOffUntil', say.runOffUntil, dayText(first.runOffUntil)),
          marked('period.places', say.places, String(first.places)),
          marked(
            'period.evaluationDueOn',
            say.evaluationDueOn,
            first.evaluationDueOn === null ? say.notStated : dayText(first.evaluationDueOn),
          ),
        ]),
    marked('refillAllowed', say.refill, agreement.refillAllowed ? say.refillYes : say.refillNo),
    marked(
      'comparedProgramme',
      say.comparedProgramme,
      `${agreement.comparedProgramme.name[lang]}. ${agreement.comparedProgramme.note[lang]}`,
    ),
  ]
}

/** Who takes which decision, with where that comes from. */
export function decisionsOf(agreement: Agreement, { lang, say }: TermWords): MarkedTerm[] {
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
