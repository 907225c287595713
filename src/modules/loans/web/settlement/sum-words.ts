import type { OrganisationId } from '#kernel/actor.ts'
import { type Day, isBefore } from '#kernel/days.ts'
import { ore } from '#kernel/money.ts'
import { type Agreement, lossTermWords } from '#modules/agreements/index.ts'
import { dayText, kronerText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import { type SettledMonth, type Transfer, borneBy, settlementTotal, transfersOf } from '../../domain/settlement.ts'
import { settlementTexts } from '../../texts/settlement/texts.ts'

/** What is asked for: an agreement and months of it, as their first days. */
export type Span = { agreement: Agreement; from: Day; until: Day }

/** A settlement as it is shown: the span, its months, and what organisations are called. */
export type Settled = { span: Span; months: readonly SettledMonth[]; nameOf: (id: OrganisationId) => string }

/** The sum in words: who pays whom, the terms it is reckoned by with what each bears, and why something is in no sum. */
export type SumWords = { transfers: Transfer[]; paysLines: string[]; terms: string[]; why: string[] }

/** The words of the page and of the PDF, the same. */
export function sumWords({ span: { agreement, until }, months, nameOf }: Settled, lang: Lang): SumWords {
  const say = settlementTexts(lang)
  const total = settlementTotal(months)
  const transfers = transfersOf(agreement.parties, total)
  const last = until.add({ months: 1 })
  const terms = agreement.lossTerms.filter(({ from }) => isBefore(from, last))
  const net = ore(total.lost - total.recovered)
  const borne = [...borneBy(agreement.parties, total.borne)].filter(([, amount]) => amount !== 0n)
  const parts = borne.map(([id, amount]) => `${nameOf(id)} ${kronerText(amount, lang)}`).join(', ')
  const pays = transfers.map(({ from, to, amount }) => say.pays(nameOf(from), nameOf(to), kronerText(amount, lang)))
  return {
    transfers,
    paysLines: pays.length === 0 ? [say.nobodyPays] : pays,
    terms: [
      ...terms.map((term) => say.term(dayText(term.from), lossTermWords(term, agreement, nameOf, lang), term.words[lang])),
      ...(parts === '' ? [] : [say.borne(kronerText(ore(net - total.unshared), lang), parts)]),
    ],
    why: [
      ...(terms.length === 0 ? [say.noTerm] : []),
      ...(terms.length > 0 && total.unshared !== 0n ? [say.unshared(kronerText(total.unshared, lang))] : []),
      ...(total.missing === 0 ? [] : [say.missing(total.missing)]),
      ...(transfers.some(({ places, losses }) => places < 0n || losses < 0n) ? [say.minus] : []),
    ],
  }
}
