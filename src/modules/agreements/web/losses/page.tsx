import type { Organisation } from '#modules/access/index.ts'
import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { DayField } from '#ui/day-field.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Page } from '#ui/page.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { TextField } from '#ui/text-field.tsx'
import type { Agreement } from '../../domain/agreement.ts'
import type { LossBearer } from '../../domain/loss-term.ts'
import { texts } from '../../texts/texts.ts'
import { nameOf } from '../agreement/terms.ts'
import { bearersOf } from './words.ts'

/** The fields of the form: a share in per cent for each party, of which only those of different organisations are shown. */
export type LossesField = 'from' | LossBearer | 'reason'

/** Who bears the losses from a day on: the day, each organisation's share, what was agreed. */
export function LossesPage(props: {
  call: Call
  agreement: Agreement
  organisations: readonly Organisation[]
  errors?: FieldErrors<LossesField>
  raw?: RawForm<LossesField>
  refused?: string
}) {
  const { call, agreement, errors = {}, raw = {}, refused } = props
  const { lang } = call
  const say = texts(lang)
  const words = say.losses
  const called = (bearer: LossBearer) => nameOf(props.organisations, agreement.parties[bearer])
  const shares = {
    purchaser: called('purchaser'),
    provider: called('provider'),
    lender: called('lender'),
    actingJobCentre: called('actingJobCentre'),
  }
  const summary = summaryOf(errors, { from: words.from, ...shares, reason: words.reason }, lang)
  const field = (name: LossesField) => ({ lang, name, value: raw[name], error: errorText(errors[name], lang) })
  const back = `/agreements/${agreement.id}`
  return (
    <Page {...call.frame} title={words.change} hasErrors={summary.length > 0 || refused !== undefined}>
      <Crumbs lang={lang} items={[{ label: agreement.name[lang], href: back }, { label: words.change }]} />
      <PageHead title={words.change} intro={words.intro} />
      <ErrorSummary lang={lang} errors={refused === undefined ? summary : [{ text: refused }]} />
      <Form
        action={`${back}/losses`}
        requestId={call.newRequestId()}
        buttons={
          <>
            <Button kind="primary">{words.save}</Button>
            <ButtonLink kind="quiet" href={back}>
              {say.cancel}
            </ButtonLink>
          </>
        }
      >
        <DayField {...field('from')} label={words.from} hint={words.fromHint} />
        {bearersOf(agreement, say).map(({ bearer, parts }) => (
          <TextField {...field(bearer)} label={called(bearer)} hint={parts} width="xs" inputmode="decimal" unit="%" />
        ))}
        <TextArea {...field('reason')} label={words.reason} hint={words.reasonHint} rows={2} max={500} />
      </Form>
    </Page>
  )
}
