import type { Day } from '#kernel/days.ts'
import type { Call } from '#platform/http/call.ts'
import { ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { countText, dayText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Page } from '#ui/page.tsx'
import type { Agreement } from '#modules/agreements/index.ts'
import type { Gap } from '../../domain/report/gaps.ts'
import { texts } from '../../texts/texts.ts'

/** What is missing before an evaluation can be made, by who has it. */
export function GapsPage({
  call,
  agreed,
  on,
  gaps,
  mayMake,
}: {
  call: Call
  agreed: Agreement
  on: Day
  gaps: readonly Gap[]
  mayMake: boolean
}) {
  const { lang } = call
  const all = texts(lang)
  const say = all.report
  return (
    <Page {...call.frame} title={say.gapsTitle}>
      <Crumbs lang={lang} items={[{ label: all.list, href: '/evaluation' }, { label: say.gapsTitle }]} />
      <PageHead
        title={say.gapsTitle}
        intro={`${all.intro(agreed.name[lang], dayText(on))} ${say.gapsIntro}`}
        actions={
          mayMake ? (
            <ButtonLink kind="primary" href="/evaluation/new">
              {all.make}
            </ButtonLink>
          ) : undefined
        }
      />
      <Card title={say.gap} id="gaps">
        {gaps.length === 0 ? (
          <p>{say.gapsNone}</p>
        ) : (
          <DataTable<Gap>
            id="gaps-table"
            caption={say.gapsTitle}
            hideCaption
            inCard
            rows={gaps}
            columns={[
              { heading: say.gap, cell: (gap) => say.gaps[gap.kind], wide: true },
              { heading: say.gapOwner, cell: (gap) => say.owners[gap.owner] },
              { heading: say.gapCount, cell: (gap) => (gap.cases === 0 ? '–' : countText(gap.cases, lang)), num: true },
            ]}
          />
        )}
      </Card>
    </Page>
  )
}
