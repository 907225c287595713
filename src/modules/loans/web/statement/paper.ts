import { type LetterBlock, renderLetter } from '#modules/notices/index.ts'
import { dayText, kronerText } from '#ui/format.ts'
import { type LoanStatement, movedIn } from '../../domain/statement.ts'
import { statementTexts } from '../../texts/statement/texts.ts'
import type { Found, Reader } from '../plan/downloads.ts'
import { lineText, owedText } from './page.tsx'

/** A loan's account over a period as a tagged PDF, for a borrower's tax papers or a lender's archive. */
export function statementPdf(
  { view, borrower, lender }: Found,
  statement: LoanStatement,
  { lang, today, now }: Reader,
): Promise<Uint8Array> {
  const say = statementTexts(lang)
  const { added, taken } = movedIn(statement)
  const rows = statement.lines.map(
    (line) =>
      [
        `${dayText(line.on)} ${lineText(view, line, lang)}`,
        say.line(kronerText(line.change, lang), `${say.owed.toLowerCase()} ${owedText(line.owed, lang)}`),
      ] as const,
  )
  const blocks: LetterBlock[] = [
    { kind: 'paragraph', text: say.intro },
    {
      kind: 'list',
      items: [
        `${say.opening(dayText(statement.from))}: ${owedText(statement.opening, lang)}`,
        `${say.added}: ${kronerText(added, lang)}`,
        `${say.taken}: ${kronerText(taken, lang)}`,
        `${say.closing(dayText(statement.to))}: ${owedText(statement.closing, lang)}`,
      ],
    },
    ...(rows.length === 0
      ? [{ kind: 'paragraph' as const, text: say.none }]
      : [{ kind: 'terms' as const, headings: [say.movement, say.amount] as const, rows }]),
  ]
  return renderLetter(
    {
      heading: `${say.heading(view.loan.number)}, ${say.period(dayText(statement.from), dayText(statement.to))}`,
      blocks,
      lang,
      sender: lender,
      addressee: { name: borrower, address: null },
      caseNumber: view.loan.caseNumber,
      on: today,
      signedBy: null,
    },
    now,
  )
}
