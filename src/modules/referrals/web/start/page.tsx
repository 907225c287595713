import type { Agreement } from '#modules/agreements/index.ts'
import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { Empty } from '#ui/empty.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { errorText, type FieldErrors, type RawForm, summaryOf } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { Select } from '#ui/select.tsx'
import { TextField } from '#ui/text-field.tsx'
import { words } from '#ui/words.ts'
import { texts } from '../../texts/texts.ts'
import type { StartField } from './form.ts'

type Already = { kind: 'already_referred' | 'in_a_run'; caseNumber: string | null; referralId: string | null }

/** What the first page needs. `already`: the person has an open referral or is in a run, its number and address where they may be seen. */
export type StartPageProps = {
  call: Call
  agreements: readonly Agreement[]
  raw?: RawForm<StartField>
  errors?: FieldErrors<StartField>
  already?: Already
}

/** Who is referred: CPR number and name, and under which agreement. */
export function StartPage(props: StartPageProps) {
  const { call, agreements, already, errors = {} } = props
  const say = texts(call.lang)
  const labels = {
    agreement: say.start.agreement,
    cpr: say.start.cpr,
    cprSure: say.start.cprConfirm,
    minorSure: say.start.minorConfirm,
    name: say.start.name,
    protected: say.start.protectedAddress,
  }
  return (
    <Page {...call.frame} title={say.start.title} hasErrors={Object.keys(errors).length > 0 || already !== undefined}>
      <Crumbs lang={call.lang} items={[{ label: say.referrals, href: '/referrals' }, { label: say.start.title }]} />
      <PageHead title={say.start.title} intro={say.start.intro} />
      <ErrorSummary lang={call.lang} errors={summaryOf(errors, labels, call.lang)} />
      <p>
        <a href="/pre-check">{say.start.preCheck}</a>
      </p>
      {already === undefined ? null : <AlreadyThere already={already} call={call} />}
      {agreements.length === 0 ? (
        <Empty title={say.start.noAgreement} />
      ) : (
        <Form
          action="/referrals/new"
          requestId={call.newRequestId()}
          buttons={
            <>
              <Button kind="primary">{say.start.begin}</Button>
              <ButtonLink kind="quiet" href="/referrals">
                {words(call.lang).cancel}
              </ButtonLink>
            </>
          }
        >
          <Fields {...props} />
        </Form>
      )}
    </Page>
  )
}

function AlreadyThere(props: { already: Already; call: Call }) {
  const say = texts(props.call.lang)
  const { kind, caseNumber, referralId } = props.already
  const words = kind === 'in_a_run' ? say.start.inRun : say.start.referred
  return (
    <div role="alert">
      <Notice kind="warn">
        {caseNumber === null ? words.elsewhere : words.here(caseNumber)}{' '}
        {referralId === null ? null : <a href={`/referrals/${referralId}`}>{say.caseCrumb(caseNumber ?? '')}</a>}
      </Notice>
    </div>
  )
}

function Fields(props: StartPageProps) {
  const { call, raw = {}, errors = {}, agreements } = props
  const say = texts(call.lang).start
  const { lang } = call
  const field = (name: StartField) => ({ lang, name, value: raw[name], error: errorText(errors[name], lang) })
  const [only] = agreements
  return (
    <>
      {agreements.length === 1 && only ? (
        <>
          <input type="hidden" name="agreement" value={only.id} />
          <p class="soft">{say.agreementWhich(only.name[lang])}</p>
        </>
      ) : (
        <Select
          {...field('agreement')}
          label={say.agreement}
          options={agreements.map((one) => ({ value: one.id, label: one.name[lang] }))}
        />
      )}
      <TextField {...field('cpr')} label={say.cpr} hint={say.cprHint} width="s" inputmode="numeric" />
      {errors.cprSure === undefined && raw.cprSure !== 'yes' ? null : <Checkbox {...field('cprSure')} label={say.cprConfirm} />}
      {errors.minorSure === undefined && raw.minorSure !== 'yes' ? null : <Checkbox {...field('minorSure')} label={say.minorConfirm} />}
      <TextField {...field('name')} label={say.name} hint={say.nameHint} width="l" />
      <Checkbox {...field('protected')} label={say.protectedAddress} hint={say.protectedHint} />
    </>
  )
}
