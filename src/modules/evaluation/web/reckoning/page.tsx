import type { Call } from '#platform/http/call.ts'
import { ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { momentText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { type Reckoning, stages } from '../../domain/report/reckoning.ts'
import { texts } from '../../texts/texts.ts'

/** How far figures have come that are too many to be reckoned while one waits. */
export function ReckoningPage({ call, reckoning }: { call: Call; reckoning: Reckoning }) {
  const { lang } = call
  const all = texts(lang)
  const say = all.report.reckoning
  const at = stages.indexOf(reckoning.stage) + 1
  return (
    <Page {...call.frame} title={say.title}>
      <Crumbs lang={lang} items={[{ label: all.list, href: '/evaluation' }, { label: say.title }]} />
      <PageHead title={say.title} intro={say.intro} />
      {reckoning.givenUp ? <Notice kind="error">{say.givenUp}</Notice> : null}
      <Card title={say.step(Math.min(at, stages.length - 1), stages.length - 1)} id="stage">
        <p role="status">{say.stages[reckoning.stage]}</p>
        <p>
          <progress max={stages.length - 1} value={at - 1} aria-label={say.title}></progress>
        </p>
        <p class="soft">{say.asked(momentText(reckoning.askedAt, lang))}</p>
        <ButtonLink href="">{say.again}</ButtonLink>
      </Card>
    </Page>
  )
}
