import { type Day, addMonths } from '#kernel/days.ts'
import { type Enrolment, type PlaceState, checkMonths } from '#modules/enrolments/index.ts'
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

/** What the citizen lives on over time, and the questions after the run: their month, when they are due, and when they were answered, or that nobody was reached. */
export type SupportFacts = {
  spans: readonly RecordedSpan[]
  names: ReadonlyMap<string, Record<Lang, string>>
  checks: readonly { months: number; dueOn: Day; askedOn: Day | null; reached: boolean }[]
}

type EndedRun = Pick<Enrolment, 'state' | 'events'> & { run: Pick<Enrolment['run'], 'endedOn' | 'diedOn'> }

const askedAfter: readonly PlaceState[] = ['completed', 'completed_first_phase', 'ended_early', 'after_care', 'closed']

/** The questions after a run; none while it goes on, when it never began, and after a death. */
export function checksOf(run: EndedRun | undefined): Pick<SupportFacts, 'checks'> {
  const endedOn = run?.run.endedOn ?? null
  if (run === undefined || endedOn === null || run.run.diedOn !== null || !askedAfter.includes(run.state)) return { checks: [] }
  const asked = run.events.filter((event) => event.name === 'record_check')
  return {
    checks: checkMonths.map((months) => {
      const found = asked.find(({ month }) => month === months)
      return {
        months,
        dueOn: addMonths(endedOn, months),
        askedOn: found?.on ?? null,
        reached: found !== undefined && found.finding !== 'not_reached',
      }
    }),
  }
}

/** What the citizen has lived on, from the referral to 24 months after, with who told it. */
export function SupportPage({ call, facts }: { call: Call; facts: SupportFacts }) {
  const { lang } = call
  const say = texts(lang)
  const { sources } = peopleTexts(lang)
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
              }. ${say.supportSource(span.source === 'citizen' ? say.supportYou : sources[span.source].toLowerCase())}`,
            }))}
          />
        </Card>
        {facts.checks.length === 0 ? null : (
          <Card title={say.supportChecks} id="checks">
            <WhoSees
              items={facts.checks.map(({ months, dueOn, askedOn, reached }) => ({
                who: say.supportCheck(months),
                what:
                  askedOn === null
                    ? dayText(dueOn)
                    : reached
                      ? say.supportAsked(dayText(askedOn))
                      : say.supportNotReached(dayText(askedOn)),
              }))}
            />
          </Card>
        )}
      </Stack>
    </Page>
  )
}
