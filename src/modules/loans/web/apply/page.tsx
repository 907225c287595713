import type { PersonId } from '#kernel/actor.ts'
import type { Call } from '#platform/http/call.ts'
import { type ActingConsent, ActingNotice } from '#modules/people/index.ts'
import type { LoanProduct } from '#modules/programmes/index.ts'
import { nextBankDay } from '#kernel/bank-days.ts'
import { sumOre } from '#kernel/money.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Facts } from '#ui/facts.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { FileField } from '#ui/file-field.tsx'
import { Form } from '#ui/form.tsx'
import { dayText, kronerText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { KronerField } from '#ui/kroner-field.tsx'
import { Page } from '#ui/page.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { TextField } from '#ui/text-field.tsx'
import { acceptOf } from '#platform/files/receive.ts'
import { lifeTexts, texts } from '../../texts/texts.ts'
import { type AidProblem, AidFields, aidSummary } from '../aid/fields.tsx'
import { loanFileKinds, paperHint } from '../documents/kinds.ts'
import type { PlanRow } from '../../domain/engine/index.ts'
import { planSentence } from '../words.ts'

function Looked({ lang, plan: { rows, anchorDay } }: { lang: Call['lang']; plan: PlanLooked }) {
  const say = texts(lang)
  const [first, last] = [rows.at(0), rows.at(-1)]
  if (first === undefined || last === undefined) return null
  return (
    <Card title={say.planPreview} id="plan" next>
      <p>{planSentence(rows, anchorDay, lang)}</p>
      <Facts
        items={[
          { name: say.firstDue, value: dayText(nextBankDay(first.due)) },
          { name: say.lastDue, value: dayText(nextBankDay(last.due)) },
          { name: lifeTexts(lang).plan.total, value: kronerText(sumOre(rows.map((row) => row.total)), lang) },
        ]}
      />
    </Card>
  )
}

/** The fields of an application. */
export type ApplyField = 'amount' | 'purpose' | 'terms' | 'start_pause' | 'anchor_day' | 'quote'

/** The plan the typed application would have, and the day of the month it falls due. */
export type PlanLooked = { rows: readonly PlanRow[]; anchorDay: number }

/** The application; comes back filled when something is wrong. */
export function ApplyPage(props: {
  call: Call
  action: string
  product: LoanProduct
  /** Whose application it is, where staff make it in the citizen's name, and on which consent. */
  inName?: { personId: PersonId; consent: ActingConsent | null } | undefined
  errors?: FieldErrors<ApplyField>
  problem?: string
  aid?: AidProblem
  raw?: RawForm<ApplyField>
  plan?: PlanLooked
}) {
  const { call, product, errors = {}, raw = {} } = props
  const { lang } = call
  const say = texts(lang)
  const more = lifeTexts(lang).documents
  const aid = props.aid ?? { errors: {}, raw: {} }
  const labels = {
    amount: say.applyAmount,
    purpose: say.purpose,
    terms: say.terms,
    start_pause: say.startPause,
    anchor_day: say.anchorDay,
    quote: more.quote,
  }
  const summary = [
    ...summaryOf(errors, labels, lang),
    ...aidSummary(call, aid),
    ...(props.problem === undefined ? [] : [{ text: props.problem }]),
  ]
  const field = (name: keyof typeof labels) => ({ lang, name, label: labels[name], value: raw[name], error: errorText(errors[name], lang) })
  return (
    <Page {...call.frame} title={say.applyTitle} hasErrors={summary.length > 0}>
      <PageHead title={say.applyTitle} intro={say.applyIntro(kronerText(product.minOre, lang), kronerText(product.maxOre, lang))} />
      <ErrorSummary lang={lang} errors={summary} />
      {props.plan === undefined ? null : <Looked lang={lang} plan={props.plan} />}
      {props.inName === undefined ? null : <ActingNotice call={call} {...props.inName} />}
      <Form
        upload
        action={props.action}
        requestId={call.newRequestId()}
        buttons={
          <>
            <Button kind="primary">{say.apply}</Button>
            <Button name="do" value="look">
              {say.look}
            </Button>
          </>
        }
      >
        <KronerField {...field('amount')} />
        <TextArea {...field('purpose')} hint={say.purposeHint} max={2000} />
        <TextField {...field('terms')} value={raw.terms ?? String(Math.min(36, product.maxTerms))} width="xs" inputmode="numeric" />
        <TextField {...field('start_pause')} value={raw.start_pause ?? '0'} width="xs" inputmode="numeric" />
        <TextField {...field('anchor_day')} value={raw.anchor_day ?? '1'} width="xs" inputmode="numeric" />
        <FileField {...field('quote')} hint={`${paperHint(lang)} ${more.quoteHint}`} required={false} accept={acceptOf(loanFileKinds)} />
        <AidFields call={call} problem={aid} />
      </Form>
    </Page>
  )
}
