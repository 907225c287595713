import type { Instant } from '#kernel/days.ts'
import type { Call } from '#platform/http/call.ts'
import { Card } from '#ui/card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { momentText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Page } from '#ui/page.tsx'
import { texts } from '../../texts/texts.ts'

/** A report frozen by an early build: that it is there, unchanged, and why it is not shown. */
export function OutdatedPage({ call, title, sha256, at }: { call: Call; title: string; sha256: string; at: Instant }) {
  const all = texts(call.lang)
  return (
    <Page {...call.frame} title={title}>
      <Crumbs lang={call.lang} items={[{ label: all.list, href: '/evaluation' }, { label: title }]} />
      <PageHead title={title} intro={all.publishedOn(momentText(at, call.lang))} />
      <Card title={all.report.outdatedTitle} id="outdated">
        <p>{all.report.outdatedText}</p>
        <p class="soft">
          {all.footer}: {sha256}
        </p>
      </Card>
    </Page>
  )
}
