import type { OrganisationId } from '#kernel/actor.ts'
import { type Day, isBefore } from '#kernel/days.ts'
import { ore } from '#kernel/money.ts'
import { type Agreement, lossTermWords } from '#modules/agreements/index.ts'
import { dayText, kronerText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import { type SettlementAmounts, amountsOf, isSomething, nothing } from '../../domain/sent-settlement.ts'
import { type SettledMonth, type SettlementTotal, type Transfer, borneBy, settlementTotal, transfersOf } from '../../domain/settlement.ts'
import type { KeptSettlement } from '../../store/settlements.ts'
import { settlementTexts } from '../../texts/settlement/texts.ts'

/** What is asked for: an agreement and months of it, as their first days. */
export type Span = { agreement: Agreement; from: Day; until: Day }

/** A settlement as it is shown: the span, its months, what organisations are called, and whether it was sent. */
export type Settled = {
  span: Span
  months: readonly SettledMonth[]
  nameOf: (id: OrganisationId) => string
  /** As it was sent, when it was; what is reckoned today otherwise. */
  sent: Pick<KeptSettlement, 'id' | 'sentOn' | 'sha256' | 'correction'> | null
}

/** The amounts in all: the months, and what a sent settlement puts right. */
export function totalOf({ months, sent }: Pick<Settled, 'months' | 'sent'>): SettlementTotal {
  const { missing } = settlementTotal(months)
  return { ...amountsOf({ months, correction: sent?.correction ?? nothing }), missing }
}

/** What a sent settlement puts right, when there is something. */
export function corrected({ sent }: Pick<Settled, 'sent'>): SettlementAmounts | null {
  return sent !== null && isSomething(sent.correction) ? sent.correction : null
}

/** The sum in words: who pays whom, the terms it is reckoned by with what each bears, and why something is in no sum. */
export type SumWords = { transfers: Transfer[]; paysLines: string[]; terms: string[]; why: string[] }

/** The words of the page and of the PDF, the same. */
export function sumWords(settled: Settled, lang: Lang): SumWords {
  const {
    span: { agreement, until },
    nameOf,
  } = settled
  const say = settlementTexts(lang)
  const total = totalOf(settled)
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
