import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { DayField } from '#ui/day-field.tsx'
import { Empty } from '#ui/empty.tsx'
import { ErrorSummary, type FormError } from '#ui/error-summary.tsx'
import { Facts } from '#ui/facts.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { dayText } from '#ui/format.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { Radios } from '#ui/radios.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { TextField } from '#ui/text-field.tsx'
import { type Representative, holdsOn, maySignIn, representativeBases, representativeScopes } from '../../domain/representative.ts'
import type { PersonView } from '../../store/persons.ts'
import { texts } from '../../texts/texts.ts'

/** The fields of the form. */
export type RepresentativeField = 'name' | 'address' | 'phone' | 'basis' | 'scope' | 'from' | 'until' | 'copies'

/** What the page needs; `back` is where the reader came from. */
export type RepresentativesProps = {
  call: Call
  person: PersonView
  known: readonly Representative[]
  back: string
  raw?: RawForm<RepresentativeField>
  errors?: FieldErrors<RepresentativeField>
  problem?: string
  /** Which of them have a sign-in. */
  signIns: ReadonlySet<string>
  /** What was typed as the e-mail of one of them and refused. */
  refusedEmail?: { id: string; typed: string }
  /** The one-time link just made, shown this once. */
  link?: { id: string; url: string }
}

/** Who acts for a person, and recording one more. */
export function RepresentativesPage(props: RepresentativesProps) {
  const { call, person, known, back, errors = {}, problem } = props
  const all = texts(call.lang)
  const say = all.representatives
  const { name, address, phone, basis, scope, from, until, copies } = say
  const summary = summaryOf(errors, { name, address, phone, basis, scope, from, until, copies }, call.lang)
  return (
    <Page {...call.frame} title={say.title} hasErrors={summary.length > 0 || problem !== undefined || props.refusedEmail !== undefined}>
      <PageHead
        title={say.title}
        intro={`${person.name ?? all.maskedName}. ${say.intro}`}
        actions={<ButtonLink href={back}>{all.back}</ButtonLink>}
      />
      <ErrorSummary lang={call.lang} errors={[...summary, ...emailErrors(props), ...(problem === undefined ? [] : [{ text: problem }])]} />
      <Stack>
        {known.length === 0 ? <Empty title={person.restricted ? all.maskedText : say.none} /> : null}
        {known.map((each) => (
          <One {...props} each={each} />
        ))}
        {person.restricted ? null : <Recording {...props} />}
      </Stack>
    </Page>
  )
}

function One(props: RepresentativesProps & { each: Representative }) {
  const { call, person, each, back } = props
  const say = texts(call.lang).representatives
  const reach = [each.address, each.phone].filter((part) => part !== null).join(', ')
  return (
    <Card title={each.name} id={`representative-${each.id}`}>
      <Stack>
        <Facts
          items={[
            { name: say.basis, value: say.bases[each.basis] },
            { name: say.scope, value: say.scopes[each.scope] },
            { name: say.from, value: say.days(dayText(each.from), each.until === null ? say.ongoing : dayText(each.until)) },
            ...(reach === '' ? [] : [{ name: say.address, value: reach }]),
            { name: say.copies, value: each.copies ? '✓' : '–' },
          ]}
        />
        <SignIn {...props} />
        {holdsOn(each, call.today) && !(each.until?.equals(call.today) ?? false) ? (
          <Form
            action={`/people/${person.id}/representatives/${each.id}/end`}
            requestId={call.newRequestId()}
            hidden={{ back }}
            buttons={<Button>{say.end}</Button>}
          />
        ) : null}
      </Stack>
    </Card>
  )
}

function emailErrors({ call, refusedEmail }: RepresentativesProps): FormError[] {
  const { email, emailMissing } = texts(call.lang).representatives.signIn
  return refusedEmail === undefined ? [] : [{ field: `email-${refusedEmail.id}`, label: email, text: emailMissing }]
}

// A companion comes along and acts for nobody; what is over opens nothing.
function SignIn(props: RepresentativesProps & { each: Representative }) {
  const { call, person, each, back, signIns, link, refusedEmail } = props
  const refused = refusedEmail?.id === each.id ? refusedEmail : undefined
  const say = texts(call.lang).representatives
  if (!maySignIn(each, call.today).ok) return null
  if (link?.id === each.id)
    return (
      <Notice kind="done" title={say.signIn.invited}>
        <code class="g-link-once">{link.url}</code>
      </Notice>
    )
  return (
    <Form
      action={`/people/${person.id}/representatives/${each.id}/sign-in`}
      requestId={call.newRequestId()}
      hidden={{ back }}
      buttons={<Button>{signIns.has(each.id) ? say.signIn.again : say.signIn.invite}</Button>}
    >
      {signIns.has(each.id) ? (
        <p>{say.signIn.has}</p>
      ) : (
        <TextField
          lang={call.lang}
          name="email"
          id={`email-${each.id}`}
          label={say.signIn.email}
          hint={say.signIn.hint(say.signIn.scopes[each.scope])}
          type="email"
          width="l"
          value={refused?.typed}
          error={refused === undefined ? undefined : say.signIn.emailMissing}
        />
      )}
    </Form>
  )
}

function Recording(props: RepresentativesProps) {
  const { call, person, back, raw = {}, errors = {} } = props
  const say = texts(call.lang).representatives
  const field = (name: RepresentativeField) => ({ lang: call.lang, name, value: raw[name], error: errorText(errors[name], call.lang) })
  return (
    <Card title={say.record} id="record">
      <Form
        action={`/people/${person.id}/representatives`}
        requestId={call.newRequestId()}
        hidden={{ back }}
        buttons={<Button kind="primary">{say.save}</Button>}
      >
        <TextField {...field('name')} label={say.name} width="l" />
        <Radios {...field('basis')} label={say.basis} options={representativeBases.map((value) => ({ value, label: say.bases[value] }))} />
        <Radios
          {...field('scope')}
          label={say.scope}
          options={representativeScopes.map((value) => ({ value, label: say.scopes[value] }))}
        />
        <DayField {...field('from')} value={raw.from ?? dayText(call.today)} label={say.from} />
        <DayField {...field('until')} label={say.until} hint={say.untilHint} required={false} />
        <TextArea {...field('address')} label={say.address} rows={3} required={false} />
        <TextField {...field('phone')} label={say.phone} type="tel" width="s" required={false} />
        <Checkbox {...field('copies')} label={say.copies} hint={say.copiesHint} />
      </Form>
    </Card>
  )
}
