import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Page } from '#ui/page.tsx'
import { TextField } from '#ui/text-field.tsx'
import { texts } from '../../texts/texts.ts'
import type { ContactField } from './form.ts'

/** How citizens reach the administrator's organisation: what its letters and the citizens' own page say. */
export function ContactPage(props: { call: Call; name: string; raw: RawForm<ContactField>; errors?: FieldErrors<ContactField> }) {
  const { call, name, raw, errors = {} } = props
  const { lang } = call
  const say = texts(lang).contact
  const labels = { phone: say.phone, hours_da: say.hoursDa, hours_en: say.hoursEn, address: say.address }
  const field = (field: ContactField) => {
    const error = errorText(errors[field], lang)
    return { name: field, label: labels[field], value: raw[field], error, lang, required: false }
  }
  const buttons = (
    <>
      <Button kind="primary">{say.save}</Button>
      <ButtonLink href="/accounts">{say.back}</ButtonLink>
    </>
  )
  return (
    <Page {...call.frame} title={say.title(name)} hasErrors={Object.keys(errors).length > 0}>
      <PageHead title={say.title(name)} intro={say.intro} />
      <ErrorSummary lang={lang} errors={summaryOf(errors, labels, lang)} />
      <Form action="/accounts/contact" requestId={call.newRequestId()} buttons={buttons}>
        <TextField {...field('phone')} type="tel" width="s" />
        <TextField {...field('hours_da')} hint={say.hoursHint} width="l" />
        <TextField {...field('hours_en')} width="l" />
        <TextField {...field('address')} hint={say.addressHint} width="full" />
      </Form>
    </Page>
  )
}
