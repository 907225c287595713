import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { DayField } from '#ui/day-field.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { errorText, readForm, summaryOf } from '#ui/form-data.ts'
import { choice, choices, day, flag, kroner, text } from '#ui/form-fields.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { KronerField, PercentField } from '#ui/kroner-field.tsx'
import type { Lang } from '#ui/lang.ts'
import { kroner as ofKroner } from '#kernel/money.ts'
import { Checkboxes, Radios } from '#ui/radios.tsx'
import { Register, RegisterSums } from '#ui/register.tsx'
import { Select } from '#ui/select.tsx'
import { SummaryList } from '#ui/summary-list.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { TextField } from '#ui/text-field.tsx'
import { type Say, requestId, staffPage } from './frame.tsx'

const fields = {
  amount: kroner({ min: ofKroner(5000), max: ofKroner(50000), whole: true }),
  first_due: day(),
  purpose: choice(['machines', 'stock', 'marketing']),
  terms: flag({ required: true }),
  use: text({ max: 1000 }),
  days: choices(['mon', 'tue']),
}

/** A form that came back with errors, filled as it was. */
export function formPage(lang: Lang, say: Say): string {
  const reading = readForm(fields, {
    amount: '75.000',
    first_due: '31.02.2016',
    purpose: 'machines',
    use: say('Industrisymaskine og overlock.', 'An industrial sewing machine.'),
    days: ['tue'],
  })
  const errors = reading.ok ? {} : reading.refusal
  const labels = {
    amount: say('Ansøgt beløb', 'Amount'),
    first_due: say('Første ydelse', 'First instalment'),
    purpose: say('Formål', 'Purpose'),
    use: say('Hvad skal lånet bruges til?', 'What is the loan for?'),
    days: say('Dage, der passer', 'Days that suit'),
    terms: say('Borgeren har accepteret vilkårene', 'The person has accepted the terms'),
  }
  const field = <Name extends keyof typeof labels>(name: Name) => ({
    lang,
    name,
    label: labels[name],
    value: reading.raw[name],
    error: errorText(errors[name], lang),
  })
  return staffPage(
    lang,
    say,
    { title: say('Låneansøgning', 'Loan application'), path: '/loans/1/application', hasErrors: true },
    <>
      <Crumbs lang={lang} items={[{ label: say('Lån', 'Loans'), href: '/loans' }, { label: say('Låneansøgning', 'Loan application') }]} />
      <PageHead title={say('Låneansøgning', 'Loan application')} />
      <ErrorSummary lang={lang} errors={summaryOf(errors, labels, lang)} />
      <Form
        action="/x"
        requestId={requestId}
        buttons={
          <>
            <Button kind="primary">{say('Gem og fortsæt', 'Save and continue')}</Button>
            <ButtonLink kind="quiet" href="/x">
              {say('Fortryd', 'Cancel')}
            </ButtonLink>
          </>
        }
      >
        <KronerField {...field('amount')} hint={say('Hele kroner, mellem 5.000 og 50.000', 'Whole kroner, between 5,000 and 50,000')} />
        <DayField {...field('first_due')} />
        <Radios
          {...field('purpose')}
          options={[
            { value: 'machines', label: say('Maskiner og udstyr', 'Machines'), hint: say('Også brugte', 'Used ones too') },
            { value: 'stock', label: say('Varelager', 'Stock') },
            { value: 'marketing', label: say('Markedsføring', 'Marketing') },
          ]}
        />
        <TextArea {...field('use')} max={1000} />
        <Checkboxes
          {...field('days')}
          required={false}
          values={['tue']}
          options={[
            { value: 'mon', label: say('Mandag', 'Monday') },
            { value: 'tue', label: say('Tirsdag', 'Tuesday') },
          ]}
        />
        <Select
          lang={lang}
          name="adviser"
          label={say('Rådgiver', 'Adviser')}
          required={false}
          options={[{ value: 'hk', label: 'Hanne Krog' }]}
        />
        <PercentField lang={lang} name="rate" label={say('Rente om året', 'Yearly interest')} value="0" />
        <TextField lang={lang} name="email" label={say('E-mail', 'Email')} type="email" autocomplete="email" width="l" />
        <Checkbox {...field('terms')} />
      </Form>
    </>,
  )
}

/** A form's answers before they are sent. */
export function checkAnswersPage(lang: Lang, say: Say): string {
  return staffPage(
    lang,
    say,
    { title: say('Tjek dine svar', 'Check your answers'), path: '/loans/1/check' },
    <>
      <PageHead title={say('Tjek dine svar', 'Check your answers')} />
      <Card label={say('Svar', 'Answers')}>
        <SummaryList
          lang={lang}
          items={[
            { name: say('Ansøgt beløb', 'Amount'), value: '31.500 kr.', changeHref: '/x#amount' },
            { name: say('Formål', 'Purpose'), value: say('Maskiner og udstyr', 'Machines'), changeHref: '/x#purpose' },
            { name: say('Sagsnummer', 'Case number'), value: 'I-2015-001' },
          ]}
        />
      </Card>
    </>,
  )
}

/** The register: everyone present, exceptions open their fields, the sums follow. */
export function registerPage(lang: Lang, say: Say): string {
  const why = (name: string) => (
    <>
      <TextField lang={lang} name={`${name}-reason`} label={say('Årsag', 'Cause')} width="full" required={false} />
      <TextField lang={lang} name={`${name}-next`} label={say('Hvad sker der nu?', 'What happens now?')} width="full" required={false} />
    </>
  )
  return staffPage(
    lang,
    say,
    { title: say('Fremmøde', 'Register'), path: '/registers/1' },
    <>
      <PageHead title={say('Moms i praksis, hold 3', 'VAT in practice, class 3')} />
      <Form action="/x" requestId={requestId} buttons={<Button kind="primary">{say('Gem fremmøde', 'Save register')}</Button>}>
        <Card title={say('Hvem var der?', 'Who was there?')} id="who" flush>
          <Register
            choices={[
              { value: 'present', label: say('Til stede', 'Present') },
              { value: 'late', label: say('Kom for sent', 'Came late'), tone: 'due' },
              { value: 'sent_word', label: say('Afbud', 'Sent word'), tone: 'due' },
              { value: 'absent', label: say('Udeblev', 'Stayed away'), tone: 'late' },
            ]}
            people={[
              {
                name: 'p0',
                person: 'Amina Yıldız',
                note: say('Ishøj · mangler 1 gang skat', 'Ishøj · 1 tax class to go'),
                value: 'present',
                why: why('p0'),
              },
              { name: 'p1', person: 'Henning Krabbe', note: 'Næstved', value: 'late', why: why('p1') },
              {
                name: 'p2',
                person: 'Mikkel Toft',
                note: 'Næstved',
                value: 'absent',
                why: why('p2'),
                error: say('Skriv en årsag', 'Enter a cause'),
              },
            ]}
          />
          <RegisterSums
            label={say('Indtil nu', 'So far')}
            present={say('til stede', 'present')}
            exceptions={say('for sent eller afbud', 'late or sent word')}
            absent={say('udeblevet', 'stayed away')}
          />
        </Card>
      </Form>
    </>,
  )
}
