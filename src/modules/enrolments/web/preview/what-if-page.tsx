import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { Radios } from '#ui/radios.tsx'
import { TextField } from '#ui/text-field.tsx'
import { texts } from '../../texts/texts.ts'
import type { StepFacts } from '../step/facts.ts'
import type { Consequences } from './consequences.ts'
import { Preview } from './preview.tsx'

/** The question that is asked: a pause of so many weeks from today, with or without the place. */
export type WhatIf = { weeks: string; keepsPlace: 'yes' | 'no' }

/** What if this run paused for some weeks: answered by the pause itself, which is then not kept. */
export function WhatIfPage(props: {
  call: Call
  facts: StepFacts
  asked: WhatIf
  error?: string
  refused?: string
  consequences?: Consequences
}) {
  const { call, facts, asked, error, refused, consequences } = props
  const { lang } = call
  const say = texts(lang)
  const words = say.whatIf
  const { enrolment, agreement, name } = facts
  const title = words.title(name ?? enrolment.caseNumber)
  const problems = [error, refused].filter((text) => text !== undefined)
  return (
    <Page {...call.frame} title={title} hasErrors={problems.length > 0}>
      <Crumbs lang={lang} items={[{ label: say.places.nav, href: `/agreements/${agreement.id}/places` }, { label: title }]} />
      <PageHead title={title} intro={words.intro} />
      <ErrorSummary lang={lang} errors={problems.map((text) => ({ text }))} />
      <Stack>
        {consequences === undefined ? null : <Preview lang={lang} consequences={consequences} />}
        <form class="g-form" method="get" action={`/enrolments/${enrolment.id}/what-if`}>
          <TextField lang={lang} name="weeks" label={words.weeks} value={asked.weeks} error={error} width="xs" inputmode="numeric" />
          <Radios
            lang={lang}
            name="keepsPlace"
            label={say.fields.keepsPlace}
            value={asked.keepsPlace}
            options={[
              { value: 'yes', label: say.keeps.yes },
              { value: 'no', label: say.keeps.no },
            ]}
          />
          <div class="g-form-buttons">
            <Button kind="primary">{words.ask}</Button>
            <ButtonLink href={`/enrolments/${enrolment.id}/pause`}>{say.steps.pause.label}</ButtonLink>
          </div>
        </form>
      </Stack>
    </Page>
  )
}
