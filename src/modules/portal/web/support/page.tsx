import { type Day, addMonths } from '#kernel/days.ts'
import { checkMonths } from '#modules/enrolments/index.ts'
import { type RecordedSpan, peopleTexts } from '#modules/people/index.ts'
import type { Call } from '#platform/http/call.ts'
import { Card } from '#ui/card.tsx'
import { WhoSees } from '#ui/citizen.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { dayText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import type { Lang } from '#ui/lang.ts'
import { texts } from '../../texts/texts.ts'

/** What the citizen lives on over time, and when the run ended, from which the later questions are counted. */
export type SupportFacts = { spans: readonly RecordedSpan[]; names: ReadonlyMap<string, Record<Lang, string>>; endedOn: Day | null }

/** What the citizen has lived on, from the referral to 24 months after, with who told it. */
export function SupportPage({ call, facts }: { call: Call; facts: SupportFacts }) {
  const { lang } = call
  const say = texts(lang)
  const { sources } = peopleTexts(lang)
  const { endedOn } = facts
  return (
    <Page {...call.frame} title={say.support}>
      <Crumbs lang={lang} items={[{ label: say.title, href: '/me' }, { label: say.support }]} />
      <PageHead title={say.support} intro={say.supportIntro} />
      <Stack>
        <Card title={say.support} id="support">
          {facts.spans.length === 0 ? <p class="soft">{say.supportNone}</p> : null}
          <WhoSees
            items={facts.spans.toReversed().map((span) => ({
              who: facts.names.get(span.code)?.[lang] ?? span.code,
              what: `${
                span.until === null ? say.supportSince(dayText(span.from)) : say.supportSpan(dayText(span.from), dayText(span.until))
              }. ${say.supportSource(sources[span.source].toLowerCase())}`,
            }))}
          />
        </Card>
        {endedOn === null ? null : (
          <Card title={say.supportChecks} id="checks">
            <WhoSees items={checkMonths.map((months) => ({ who: say.supportCheck(months), what: dayText(addMonths(endedOn, months)) }))} />
          </Card>
        )}
      </Stack>
    </Page>
  )
}
