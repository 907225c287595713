import type { Call } from '#platform/http/call.ts'
import { ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { kronerText } from '#ui/format.ts'
import { Notice } from '#ui/notice.tsx'
import { settlementTexts } from '../../texts/settlement/texts.ts'
import { type Settled, sumWords } from './sum-words.ts'

/** The one sum: who pays whom how much for the months, what it is made of, and by which term; or why losses are in no sum. */
export function SumCard({ call, settled }: { call: Call; settled: Settled }) {
  const { lang } = call
  const say = settlementTexts(lang)
  const { paysLines, terms, why, transfers } = sumWords(settled, lang)
  const toAgreement = (
    <ButtonLink kind="quiet" href={`/agreements/${settled.span.agreement.id}#losses`}>
      {say.seeAgreement}
    </ButtonLink>
  )
  return (
    <Card title={say.sumTitle} id="sum" next aside={toAgreement}>
      {paysLines.map((line) => (
        <p class="strong">{line}</p>
      ))}
      {transfers.length === 0 ? null : (
        <DataTable
          id="sum-table"
          caption={say.madeOf}
          inCard
          rows={transfers}
          columns={[
            { heading: say.payer, cell: ({ from }) => settled.nameOf(from) },
            { heading: say.payee, cell: ({ to }) => settled.nameOf(to) },
            { heading: say.forPlaces, num: true, nowrap: true, cell: ({ places }) => kronerText(places, lang) },
            { heading: say.forLosses, num: true, nowrap: true, cell: ({ losses }) => kronerText(losses, lang) },
            { heading: say.inAll, num: true, nowrap: true, cell: ({ amount }) => kronerText(amount, lang) },
          ]}
        />
      )}
      {terms.map((line) => (
        <p>{line}</p>
      ))}
      {why.map((line) => (
        <Notice kind="info">{line}</Notice>
      ))}
    </Card>
  )
}
