import type { Organisation } from '#modules/access/index.ts'
import type { Call } from '#platform/http/call.ts'
import { ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { dayText } from '#ui/format.ts'
import type { Agreement } from '../../domain/agreement.ts'
import { texts } from '../../texts/texts.ts'
import { nameOf } from '../agreement/terms.ts'
import { lossTermWords } from './words.ts'

/** Who bears what is lost on the agreement's loans, each version from its day. */
export function LossesCard(props: { call: Call; agreement: Agreement; organisations: readonly Organisation[]; mayAgree: boolean }) {
  const { call, agreement, organisations, mayAgree } = props
  const { lang } = call
  const say = texts(lang)
  const words = say.losses
  const change = mayAgree ? (
    <ButtonLink kind="quiet" href={`/agreements/${agreement.id}/losses`}>
      {words.change}
    </ButtonLink>
  ) : null
  return (
    <Card title={words.title} id="losses">
      {agreement.lossTerms.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <DataTable
          id="losses-table"
          caption={words.title}
          hideCaption
          inCard
          rows={agreement.lossTerms}
          columns={[
            { heading: words.fromDay, cell: (term) => dayText(term.from), nowrap: true },
            { heading: words.shares, cell: (term) => lossTermWords(term, agreement, (id) => nameOf(organisations, id), lang) },
            { heading: words.agreed, cell: (term) => term.words[lang] },
          ]}
        />
      )}
      {change}
    </Card>
  )
}
