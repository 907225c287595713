import type { Call } from '#platform/http/call.ts'
import { mayEver } from '#modules/access/index.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { DayField } from '#ui/day-field.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { dayText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { Select } from '#ui/select.tsx'
import { TextField } from '#ui/text-field.tsx'
import { loanActions } from '../../actions.ts'
import { type ReferenceRate, rateKinds, rateOn } from '../../domain/reference-rate.ts'
import { aidTexts } from '../../texts/aid/texts.ts'
import type { RateField } from './routes.tsx'
import { rateText } from './value.ts'

type Props = { call: Call; rates: readonly ReferenceRate[]; errors: FieldErrors<RateField>; raw: RawForm<RateField> }

/** The published rates with their sources, which of them holds today, and the form for the next one. */
export function RatesPage(props: Props) {
  const { call, rates, errors } = props
  const { lang } = call
  const say = aidTexts(lang).rates
  const newest = rates.toSorted((a, b) => Temporal.PlainDate.compare(b.validFrom, a.validFrom))
  const holding = new Set(rateKinds.map((kind) => rateOn(rates, kind, call.today)))
  const rows = rateKinds.flatMap((kind) => newest.filter((rate) => rate.kind === kind))
  const missing = rateKinds.filter((kind) => rateOn(rates, kind, call.today) === null)
  return (
    <Page {...call.frame} title={say.title} hasErrors={Object.keys(errors).length > 0}>
      <PageHead title={say.title} intro={say.intro} />
      <ErrorSummary lang={lang} errors={summaryOf(errors, say.fields, lang)} />
      <Stack>
        {missing.length === 0 ? null : (
          <Card title={say.missing} id="missing">
            <ul>
              {missing.map((kind) => (
                <li>{say.kinds[kind]}</li>
              ))}
            </ul>
          </Card>
        )}
        {call.actor !== null && mayEver(call.actor, loanActions.enter_rate) ? <NewRate {...props} /> : null}
        <DataTable
          id="rates"
          caption={say.title}
          hideCaption
          rows={rows}
          tone={(rate) => (holding.has(rate) ? 'now' : undefined)}
          columns={[
            { heading: say.fields.kind, cell: (rate) => say.kinds[rate.kind] },
            { heading: say.fields.valid_from, nowrap: true, cell: (rate) => dayText(rate.validFrom) },
            { heading: say.fields.value, num: true, cell: (rate) => `${rateText(rate.kind, rate.value, lang)} ${say.units[rate.kind]}` },
            { heading: say.fields.source, cell: (rate) => (rate.own ? `${rate.source} (${say.own})` : rate.source) },
            { heading: say.holds, cell: (rate) => (holding.has(rate) ? say.today : '') },
          ]}
        />
      </Stack>
    </Page>
  )
}

function NewRate({ call, errors, raw }: Props) {
  const { lang } = call
  const say = aidTexts(lang).rates
  const field = (name: RateField) => ({ lang, name, label: say.fields[name], value: raw[name], error: errorText(errors[name], lang) })
  return (
    <Card title={say.enter} id="enter">
      <Form action="/reference-rates" requestId={call.newRequestId()} buttons={<Button kind="primary">{say.enter}</Button>}>
        <Select {...field('kind')} options={rateKinds.map((kind) => ({ value: kind, label: say.kinds[kind] }))} />
        <DayField {...field('valid_from')} />
        <TextField {...field('value')} hint={say.valueHint} width="xs" inputmode="decimal" />
        <TextField {...field('source')} hint={say.sourceHint} />
      </Form>
    </Card>
  )
}
