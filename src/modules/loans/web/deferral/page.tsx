import type { Call } from '#platform/http/call.ts'
import type { ProgrammeVersion } from '#modules/programmes/index.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { DayField } from '#ui/day-field.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { Off } from '#ui/off.tsx'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { Radios } from '#ui/radios.tsx'
import { Select } from '#ui/select.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { TextField } from '#ui/text-field.tsx'
import { Chooser, When } from '#ui/when.tsx'
import type { Loan } from '../../domain/loan.ts'
import { wishes } from '../../domain/recorded-event.ts'
import { lifeTexts, texts } from '../../texts/texts.ts'
import { type DeferralField, deferralKinds } from './form.ts'
import { DeferralPreview, type Preview } from './preview.tsx'

/** What the page needs; `may` says whether the reader asks or decides. */
export type DeferralPageProps = {
  call: Call
  loan: Loan
  version: ProgrammeVersion
  may: { ask: boolean; grant: boolean; beyond: boolean }
  raw: RawForm<DeferralField>
  errors: FieldErrors<DeferralField>
  problem?: string | undefined
  preview: Preview | null
  /** The request there is to answer, with the borrower's own words. */
  asked: { id: string; words: string } | null
}

/** Choosing a deferral, seeing old and new plan side by side, and sending it as a wish or as a decision. */
export function DeferralPage(props: DeferralPageProps) {
  const { call, loan, errors } = props
  const { lang } = call
  const say = lifeTexts(lang).deferral
  const labels = { ...labelsOf(lang), ...(props.may.grant ? { words: say.decisionWords } : {}) }
  const summary = [...summaryOf(errors, labels, lang), ...(props.problem === undefined ? [] : [{ text: props.problem }])]
  return (
    <Page {...call.frame} title={say.title} hasErrors={summary.length > 0}>
      <Crumbs lang={lang} items={[{ label: `${texts(lang).number} ${loan.number}`, href: `/loans/${loan.id}` }, { label: say.title }]} />
      <PageHead title={say.title} intro={say.intro} />
      <ErrorSummary lang={lang} errors={summary} />
      <Stack>
        <Choose {...props} />
        {props.preview === null ? null : <Send {...props} preview={props.preview} />}
      </Stack>
    </Page>
  )
}

function labelsOf(lang: Call['lang']): Record<DeferralField, string> {
  const say = lifeTexts(lang).deferral
  return {
    kind: say.kind,
    from: say.from,
    months: say.months,
    new_due: say.newDue,
    extra_terms: say.extraTerms,
    first_due: say.firstDue,
    terms: say.terms,
    words: say.why,
    reason: say.reason,
    wish: say.wish,
  }
}

function Choose({ call, loan, raw, errors }: DeferralPageProps) {
  const { lang } = call
  const say = lifeTexts(lang).deferral
  const labels = labelsOf(lang)
  const field = (name: DeferralField) => ({ lang, name, label: labels[name], value: raw[name], error: errorText(errors[name], lang) })
  return (
    <Card label={say.kind}>
      <form class="g-form" method="get" action={`/loans/${loan.id}/deferral`} novalidate>
        <Chooser>
          <Radios {...field('kind')} options={deferralKinds.map((kind) => ({ value: kind, label: say.kinds[kind] }))} />
        </Chooser>
        <When all={deferralKinds} chosen={['pause', 'move', 'extend']}>
          <DayField {...field('from')} />
        </When>
        <When all={deferralKinds} chosen={['pause']}>
          <TextField {...field('months')} width="xs" inputmode="numeric" />
        </When>
        <When all={deferralKinds} chosen={['move']}>
          <DayField {...field('new_due')} />
        </When>
        <When all={deferralKinds} chosen={['extend']}>
          <TextField {...field('extra_terms')} width="xs" inputmode="numeric" />
        </When>
        <When all={deferralKinds} chosen={['new_plan']}>
          <DayField {...field('first_due')} />
          <TextField {...field('terms')} width="xs" inputmode="numeric" />
        </When>
        <div class="g-form-buttons">
          <Button>{say.preview}</Button>
        </div>
      </form>
    </Card>
  )
}

function Send(props: DeferralPageProps & { preview: Preview }) {
  const { call, loan, may, raw, errors, preview, asked } = props
  const { lang } = call
  const say = lifeTexts(lang).deferral
  const typed = Object.entries(raw).filter(([name]) => name !== 'words' && name !== 'reason' && name !== 'wish')
  const hidden = { ...Object.fromEntries(typed), ...(asked === null ? {} : { answers: asked.id }) }
  const grants = may.grant && (preview.beyond === null || may.beyond)
  // Beyond the adviser's limit the approver decides: the adviser asks for it, or declines what was asked for.
  const refuses = may.grant && asked !== null
  const path = grants ? 'deferrals' : refuses ? 'deferral-refusals' : 'deferral-requests'
  const reasons = props.version.reasons.deferral.map((reason) => ({ value: reason.code, label: reason.name[lang] }))
  return (
    <Card title={say.previewTitle} id="preview" next>
      {asked === null ? null : <blockquote>{asked.words}</blockquote>}
      <DeferralPreview lang={lang} preview={preview} />
      <Form
        action={`/loans/${loan.id}/${path}`}
        requestId={call.newRequestId()}
        hidden={hidden}
        buttons={
          <>
            {grants || !refuses ? <Button kind="primary">{grants ? say.grant : say.ask}</Button> : null}
            {refuses ? <Button formaction={`/loans/${loan.id}/deferral-refusals`}>{say.refuse}</Button> : null}
          </>
        }
      >
        {may.grant && !grants ? <Off name={say.grant} reason={say.beyond} /> : null}
        {grants && asked === null ? (
          <Radios
            lang={lang}
            name="wish"
            label={say.wish}
            value={raw.wish}
            error={errorText(errors.wish, lang)}
            options={wishes.map((value) => ({ value, label: say.wishes[value] }))}
          />
        ) : null}
        {grants ? (
          <Select
            lang={lang}
            name="reason"
            label={say.reason}
            value={raw.reason}
            error={errorText(errors.reason, lang)}
            options={reasons}
          />
        ) : null}
        <TextArea
          lang={lang}
          name="words"
          label={grants || refuses ? say.decisionWords : say.why}
          hint={grants || refuses ? undefined : say.whyHint}
          max={2000}
          value={raw.words}
          error={errorText(errors.words, lang)}
        />
      </Form>
    </Card>
  )
}
