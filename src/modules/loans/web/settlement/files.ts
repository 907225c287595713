import { ore } from '#kernel/money.ts'
import { csv } from '#platform/csv.ts'
import type { Call } from '#platform/http/call.ts'
import { type LetterBlock, renderLetter } from '#modules/notices/index.ts'
import { kronerText, monthText } from '#ui/format.ts'
import { type SettledMonth, settlementTotal } from '../../domain/settlement.ts'
import { settlementTexts } from '../../texts/settlement/texts.ts'
import { type Span, monthKey } from './page.tsx'

type Reader = Pick<Call, 'lang' | 'today' | 'now'>

/** The settlement as CSV, a line a month; a month that is not stated has an empty amount for places. */
export function settlementCsv({ lang }: Reader, months: readonly SettledMonth[]): Uint8Array {
  return csv([
    settlementTexts(lang).columns,
    ...months.map(({ month, places, paidOut, repaid, lost, recovered }) => [
      monthKey(month),
      places === null ? null : { amount: places },
      ...[paidOut, repaid, lost, recovered].map((amount) => ({ amount })),
    ]),
  ])
}

/** The settlement as a tagged PDF from the provider to the purchaser. */
export function settlementPdf(
  { lang, today, now }: Reader,
  { agreement, from, until }: Span,
  months: readonly SettledMonth[],
  names: { purchaser: string; provider: string },
): Promise<Uint8Array> {
  const say = settlementTexts(lang)
  const total = settlementTotal(months)
  const amount = (value: SettledMonth['places']) => (value === null ? say.notStated : kronerText(value, lang))
  const blocks: LetterBlock[] = [
    { kind: 'paragraph', text: say.between(names.purchaser, names.provider) },
    { kind: 'paragraph', text: say.intro },
    { kind: 'heading', text: say.placesHeading },
    {
      kind: 'terms',
      headings: [say.month, say.places],
      rows: [...months.map((row) => [monthText(row.month, lang), amount(row.places)] as const), [say.total, amount(total.places)]],
    },
    ...(total.missing === 0 ? [] : [{ kind: 'paragraph' as const, text: say.missing(total.missing) }]),
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
  const sheet = { heading, blocks, lang, sender: names.provider, addressee, caseNumber: agreement.key, on: today, signedBy: null }
  return renderLetter(sheet, now)
}
