import type { Lang } from '#ui/lang.ts'
import { Crumbs } from '#ui/crumbs.tsx'
import { Tabs } from '#ui/tabs.tsx'
import type { ReadReport } from '../../actions/report/read-report.ts'
import { texts } from '../../texts/texts.ts'

/** The pages of a report. */
export type ReportTab = 'report' | 'text' | 'assumptions' | 'compare' | 'hearing' | 'gaps' | 'check' | 'link'

/** Where a page of a report stands, and the way to the others; those of the draft are gone once it is published. */
export function ReportTabs({ read, current, lang }: { read: ReadReport; current: ReportTab; lang: Lang }) {
  const say = texts(lang)
  const base = `/evaluation/${read.report.id}`
  const draft = read.report.frozen === null
  const href: Record<ReportTab, string> = {
    report: base,
    text: `${base}/text`,
    assumptions: `${base}/assumptions`,
    compare: `${base}/comparison`,
    hearing: `${base}/hearing`,
    gaps: `/evaluation/gaps/${read.agreed.id}?on=${read.report.cutoffOn.toString()}`,
    check: `${base}/check`,
    link: `${base}/link`,
  }
  const shown: Record<ReportTab, boolean> = {
    report: true,
    text: draft && read.maySecretary,
    assumptions: true,
    compare: draft && read.maySecretary,
    hearing: draft && read.mayDraft,
    gaps: draft && read.mayClosed,
    check: !draft && read.mayClosed,
    link: !draft && read.maySecretary,
  }
  const tabs = (['report', 'gaps', 'text', 'assumptions', 'compare', 'hearing', 'check', 'link'] as const).filter((tab) => shown[tab])
  return (
    <>
      <Crumbs
        lang={lang}
        items={[
          { label: say.list, href: '/evaluation' },
          ...(current === 'report'
            ? [{ label: read.report.title }]
            : [{ label: read.report.title, href: base }, { label: say.report.tabs[current] }]),
        ]}
      />
      {tabs.length < 2 ? null : (
        <Tabs
          label={say.report.tabs.label}
          items={tabs.map((tab) => ({ href: href[tab], label: say.report.tabs[tab], current: tab === current }))}
        />
      )}
    </>
  )
}
