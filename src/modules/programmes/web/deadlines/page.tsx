import type { OrganisationId } from '#kernel/actor.ts'
import { type Day, isBefore } from '#kernel/days.ts'
import type { Call } from '#platform/http/call.ts'
import { ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { DatedForm } from '#ui/dated-form.tsx'
import { DayField } from '#ui/day-field.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { Facts } from '#ui/facts.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { dayText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { TextField } from '#ui/text-field.tsx'
import { words } from '#ui/words.ts'
import { type CaseType, type Deadline, caseTypes, decideBy } from '../../domain/deadline.ts'
import { texts } from '../../texts/texts.ts'
import type { DeadlineField } from './form.ts'

/** An authority with what it has published. */
export type Published = { organisationId: OrganisationId; name: string; deadlines: readonly Deadline[] }

/** The published deadlines of every authority, for anyone; `own` is the authority whose deadlines the reader may set. */
export function DeadlinesPage({ call, published, own }: { call: Call; published: readonly Published[]; own: OrganisationId | null }) {
  const say = texts(call.lang).deadlines
  return (
    <Page {...call.frame} title={say.title}>
      <PageHead title={say.title} intro={say.intro} />
      <Stack>
        {published.map((each, index) => (
          <Card title={each.name} id={`authority-${index}`}>
            <Stack>
              {each.deadlines.length === 0 ? <p>{say.none}</p> : <Versions call={call} index={index} deadlines={each.deadlines} />}
              {each.organisationId === own ? (
                <p class="g-form-buttons">
                  {caseTypes.map((type) => (
                    <ButtonLink href={`/deadlines/${type}`}>{say.set(say.types[type].toLowerCase())}</ButtonLink>
                  ))}
                </p>
              ) : null}
            </Stack>
          </Card>
        ))}
        <Card title={say.byLaw} id="by-law">
          <Facts
            items={[
              { name: say.complaint, value: say.complaintDays },
              { name: say.access, value: say.accessDays },
            ]}
          />
        </Card>
      </Stack>
    </Page>
  )
}

function Versions({ call, index, deadlines }: { call: Call; index: number; deadlines: readonly Deadline[] }) {
  const say = texts(call.lang).deadlines
  const days = words(call.lang).dated
  return (
    <DataTable
      id={`deadlines-${index}`}
      caption={say.title}
      hideCaption
      inCard
      rows={deadlines}
      columns={[
        { heading: say.type, wide: true, cell: (one) => say.types[one.caseType] },
        { heading: say.deadline, nowrap: true, cell: (one) => say.days(one.days) },
        {
          heading: say.holds,
          cell: ({ from, until }) => (until === null ? days.since(dayText(from)) : days.between(dayText(from), dayText(until))),
        },
        { heading: say.fields.legal_source, cell: (one) => one.legalSource },
      ]}
    />
  )
}

/** A deadline to set from a day: first what follows from it, then for good. */
export type DeadlinePageProps = {
  call: Call
  caseType: CaseType
  raw: RawForm<DeadlineField>
  errors?: FieldErrors<DeadlineField>
  preview?: { from: Day; days: number; before: Deadline | null }
}

/** The form of one deadline. */
export function DeadlinePage(props: DeadlinePageProps) {
  const { call, caseType, raw, errors = {}, preview } = props
  const { lang } = call
  const say = texts(lang).deadlines
  const title = say.types[caseType]
  const field = (name: DeadlineField) => ({ lang, name, label: say.fields[name], value: raw[name], error: errorText(errors[name], lang) })
  return (
    <Page {...call.frame} title={title} hasErrors={Object.keys(errors).length > 0}>
      <PageHead title={title} intro={say.setIntro} />
      <ErrorSummary lang={lang} errors={summaryOf(errors, say.fields, lang)} />
      <DatedForm
        lang={lang}
        action={`/deadlines/${caseType}`}
        requestId={call.newRequestId()}
        back="/deadlines"
        preview={preview && { title: say.previewTitle(dayText(preview.from)), content: <Preview {...preview} lang={lang} /> }}
      >
        <TextField {...field('days')} width="xs" hint={say.daysHint} inputmode="numeric" />
        <TextField {...field('legal_source')} width="l" hint={say.sourceHint} />
        <DayField {...field('from')} />
      </DatedForm>
    </Page>
  )
}

function Preview({ from, days, before, lang }: { from: Day; days: number; before: Deadline | null; lang: Call['lang'] }) {
  const say = texts(lang).deadlines
  const dayBefore = from.subtract({ days: 1 })
  const held = before !== null && !isBefore(dayBefore, before.from) ? before : null
  return (
    <ul>
      <li>{say.cameOn(dayText(from), dayText(decideBy(from, days)))}</li>
      {held === null ? null : <li>{say.cameOn(dayText(dayBefore), dayText(decideBy(dayBefore, held.days)))}</li>}
    </ul>
  )
}
