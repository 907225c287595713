import { ore } from '#kernel/money.ts'
import { csv } from '#platform/csv.ts'
import type { Call } from '#platform/http/call.ts'
import { type LetterBlock, renderLetter } from '#modules/notices/index.ts'
import { dayText, kronerText, monthText } from '#ui/format.ts'
import { type SettledMonth, bearers } from '../../domain/settlement.ts'
import { settlementTexts } from '../../texts/settlement/texts.ts'
import { monthKey } from './month-key.ts'
import { type Settled, type SumWords, corrected, sumWords, totalOf } from './sum-words.ts'

type Reader = Pick<Call, 'lang' | 'today' | 'now'>

/** The settlement as CSV, a line a month; a month that is not stated has an empty amount for places. A sent one that puts something right has a line for it at the end. Who bears how much is by the party. */
export function settlementCsv({ lang }: Reader, settled: Settled): Uint8Array {
  const say = settlementTexts(lang)
  const correction = corrected(settled)
  const lines = [
    ...settled.months.map((row) => ({ ...row, name: monthKey(row.month) })),
    ...(correction === null ? [] : [{ ...correction, name: say.correctionColumn }]),
  ]
  return csv([
    say.columns,
    ...lines.map(({ name, places, paidOut, repaid, lost, recovered, borne, unshared }) => [
      name,
      places === null ? null : { amount: places },
      ...[paidOut, repaid, lost, recovered, ...bearers.map((bearer) => borne[bearer]), unshared].map((amount) => ({ amount })),
    ]),
  ])
}

/** The settlement as a tagged PDF from the provider to the purchaser. */
export function settlementPdf({ lang, today, now }: Reader, settled: Settled): Promise<Uint8Array> {
  const { months, nameOf, sent } = settled
  const correction = corrected(settled)
  const { agreement, from, until } = settled.span
  const names = { purchaser: nameOf(agreement.parties.purchaser), provider: nameOf(agreement.parties.provider) }
  const sum = sumWords(settled, lang)
  const say = settlementTexts(lang)
  const total = totalOf(settled)
  const amount = (value: SettledMonth['places']) => (value === null ? say.notStated : kronerText(value, lang))
  const blocks: LetterBlock[] = [
    { kind: 'paragraph', text: say.between(names.purchaser, names.provider) },
    { kind: 'paragraph', text: say.intro },
    ...(sent === null ? [] : [{ kind: 'paragraph', text: say.frozen(dayText(sent.sentOn), sent.sha256) } as const]),
    ...sumBlocks(sum, settled, lang),
    { kind: 'heading', text: say.placesHeading },
    {
      kind: 'terms',
      headings: [say.month, say.places],
      rows: [
        ...months.map((row) => [monthText(row.month, lang), amount(row.places)] as const),
        ...(correction === null ? [] : [[say.correction, amount(correction.places)] as const]),
        [say.total, amount(total.places)],
      ],
    },
    {
      kind: 'terms',
      headings: [say.loansHeading, say.amount],
      rows: [
        [say.paidOut, amount(total.paidOut)],
        [say.repaid, amount(total.repaid)],
        [say.lost, amount(total.lost)],
        [say.recovered, amount(total.recovered)],
        [say.netLoss, amount(ore(total.lost - total.recovered))],
      ],
    },
  ]
  const heading = `${agreement.name[lang]}: ${say.months(monthText(from, lang), monthText(until, lang))}`
  const addressee = { name: names.purchaser, address: null }
  const sheet = {
    heading,
    blocks,
    lang,
    sender: names.provider,
    addressee,
    caseNumber: agreement.key,
    on: sent?.sentOn ?? today,
    signedBy: null,
  }
  return renderLetter(sheet, now)
}

function sumBlocks({ paysLines, transfers, terms, why }: SumWords, { nameOf }: Settled, lang: Reader['lang']): LetterBlock[] {
  const say = settlementTexts(lang)
  const paragraph = (text: string): LetterBlock => ({ kind: 'paragraph', text })
  const parts = transfers.map(
    ({ from, to, places, losses, amount }): LetterBlock => ({
      kind: 'terms',
      headings: [say.paysWhom(nameOf(from), nameOf(to)), say.amount],
      rows: [
        [say.forPlaces, kronerText(places, lang)],
        [say.forLosses, kronerText(losses, lang)],
        [say.inAll, kronerText(amount, lang)],
      ],
    }),
  )
  return [{ kind: 'heading', text: say.sumTitle }, ...paysLines.map(paragraph), ...parts, ...terms.map(paragraph), ...why.map(paragraph)]
}
