import type { Call } from '#platform/http/call.ts'
import { Crumbs } from '#ui/crumbs.tsx'
import { kronerText, momentText, monthText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { Tiles } from '#ui/tiles.tsx'
import type { Agreement } from '../../domain/agreement.ts'
import { totalOf } from '../../domain/place-months.ts'
import { type Statement, dueOre } from '../../domain/statement.ts'
import { texts } from '../../texts/texts.ts'
import { Months } from '../months/page.tsx'

/** A month as it was settled: frozen, with what it puts right of the months before. */
export function StatementPage(props: { call: Call; agreement: Agreement; statement: Statement & { madeAt: Temporal.Instant } }) {
  const { call, agreement, statement } = props
  const { lang } = call
  const say = texts(lang)
  const words = say.statement
  const title = words.title(monthText(statement.month, lang))
  const amount = (value: Statement['amountOre']) => (value === null ? '–' : kronerText(value, lang))
  const total = totalOf(statement.lines)
  return (
    <Page {...call.frame} title={title}>
      <Crumbs
        lang={lang}
        items={[
          { label: agreement.name[lang], href: `/agreements/${agreement.id}` },
          { label: say.months.see, href: `/agreements/${agreement.id}/months` },
          { label: title },
        ]}
      />
      <PageHead title={title} intro={words.intro(momentText(statement.madeAt, lang))} />
      <Stack>
        <Tiles
          items={[
            { label: words.due, figure: amount(dueOre(statement)) },
            { label: words.month, figure: amount(statement.amountOre) },
            { label: words.correction, figure: amount(statement.correctionOre) },
            { label: say.months.unusedAmount, figure: amount(total.unusedOre) },
          ]}
        />
        {statement.correctionOre === null || statement.correctionOre === 0n ? null : <Notice kind="info">{words.correctionText}</Notice>}
        <Months call={call} rows={statement.lines} />
      </Stack>
    </Page>
  )
}
