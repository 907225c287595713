import type { Call } from '#platform/http/call.ts'
import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import type { Check, Moved } from '../../actions/figures/check-report.ts'
import type { ReadReport } from '../../actions/report/read-report.ts'
import { texts } from '../../texts/texts.ts'
import { shownText } from '../report/figure-text.ts'
import { ReportTabs } from '../report/tabs.tsx'

/** A published report made again: whether it comes out the same, and what has been corrected since. */
export function CheckPage({ call, read, check, mayRows }: { call: Call; read: ReadReport; check: Check; mayRows: boolean }) {
  const { lang } = call
  const say = texts(lang).report
  return (
    <Page {...call.frame} title={say.checkTitle}>
      <ReportTabs read={read} current="check" lang={lang} />
      <PageHead title={say.checkTitle} intro={say.checkIntro} />
      <Stack>
        <Notice kind={check.hashHolds ? 'done' : 'error'}>{check.hashHolds ? say.hashHolds : say.hashBroken}</Notice>
        <Notice kind={check.differs.length === 0 ? 'done' : 'warn'}>{check.differs.length === 0 ? say.same : say.differs}</Notice>
        {check.erased === 0 ? null : <Notice kind="info">{say.erased(check.erased)}</Notice>}
        {check.differs.length === 0 ? null : (
          <Card title={say.differs} id="differs">
            <MovedTable id="differs-table" caption={say.differs} moved={check.differs} lang={lang} />
          </Card>
        )}
        <Card title={say.corrections} id="corrections">
          {check.corrected.length === 0 ? (
            <p>{say.noCorrections}</p>
          ) : (
            <>
              <p>{say.correctionsIntro}</p>
              <MovedTable id="corrections-table" caption={say.corrections} moved={check.corrected} lang={lang} />
            </>
          )}
        </Card>
        {mayRows && check.correctedCases.length > 0 ? (
          <Card title={say.correctedCases} id="cases">
            <ul>
              {check.correctedCases.map((caseNumber) => (
                <li>{caseNumber}</li>
              ))}
            </ul>
          </Card>
        ) : null}
      </Stack>
    </Page>
  )
}

function MovedTable({ id, caption, moved, lang }: { id: string; caption: string; moved: readonly Moved[]; lang: Call['lang'] }) {
  const say = texts(lang)
  const value = (figure: Moved['figure'], of: bigint | null) =>
    shownText(of === null ? { kind: 'too_early' } : { kind: 'known', value: of }, figure.unit, lang)
  return (
    <DataTable<Moved>
      id={id}
      caption={caption}
      hideCaption
      inCard
      rows={moved}
      columns={[
        { heading: say.measure, cell: ({ figure }) => figure.name[lang], wide: true },
        { heading: say.report.was, cell: ({ figure, was }) => value(figure, was), num: true },
        { heading: say.report.today, cell: ({ figure, now }) => value(figure, now), num: true },
      ]}
    />
  )
}
