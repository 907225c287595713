import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { languageNames, langs } from '#ui/lang.ts'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { Radios } from '#ui/radios.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { TextField } from '#ui/text-field.tsx'
import type { PersonView } from '../../store/persons.ts'
import { texts } from '../../texts/texts.ts'
import type { ContactField } from './form.ts'

/** What the page needs; `back` is where the reader came from. */
export type ContactPageProps = {
  call: Call
  person: PersonView
  back: string
  raw: RawForm<ContactField>
  errors?: FieldErrors<ContactField>
}

/** How to reach a person, and whether that is protected. A masked person's is neither shown nor changed. */
export function ContactPage(props: ContactPageProps) {
  const { call, person, back, errors = {} } = props
  const say = texts(call.lang)
  const labels = {
    name: say.name,
    address: say.address,
    phone: say.phone,
    email: say.email,
    lang: say.lang,
    interpreter: say.interpreter,
    digitalPostExempt: say.digitalPostExempt,
    protectedAddress: say.protectedAddress,
  }
  return (
    <Page {...call.frame} title={say.contact} hasErrors={Object.keys(errors).length > 0}>
      <PageHead title={say.contact} intro={person.name ?? say.maskedName} />
      <ErrorSummary lang={call.lang} errors={summaryOf(errors, labels, call.lang)} />
      {person.restricted ? (
        <>
          <Notice kind="info">{say.maskedText}</Notice>
          <ButtonLink href={back}>{say.back}</ButtonLink>
        </>
      ) : (
        <Form
          action={`/people/${person.id}/contact`}
          requestId={call.newRequestId()}
          hidden={{ back }}
          buttons={
            <>
              <Button kind="primary">{say.save}</Button>
              <ButtonLink kind="quiet" href={back}>
                {say.cancel}
              </ButtonLink>
            </>
          }
        >
          <ContactFields {...props} />
        </Form>
      )}
    </Page>
  )
}

function ContactFields(props: ContactPageProps) {
  const { call, raw, errors = {} } = props
  const say = texts(call.lang)
  const field = (name: ContactField) => ({ lang: call.lang, name, value: raw[name], error: errorText(errors[name], call.lang) })
  return (
    <>
      <TextField {...field('name')} label={say.name} width="l" />
      <TextArea {...field('address')} label={say.address} rows={3} required={false} />
      <TextField {...field('phone')} label={say.phone} type="tel" width="s" required={false} />
      <TextField {...field('email')} label={say.email} type="email" width="l" required={false} />
      <Radios {...field('lang')} label={say.lang} inline options={langs.map((each) => ({ value: each, label: languageNames[each] }))} />
      <TextField {...field('interpreter')} label={say.interpreter} hint={say.interpreterHint} required={false} />
      <Checkbox {...field('digitalPostExempt')} label={say.digitalPostExempt} hint={say.digitalPostExemptHint} />
      <Checkbox {...field('protectedAddress')} label={say.protectedAddress} hint={say.protectedHint} />
    </>
  )
}
