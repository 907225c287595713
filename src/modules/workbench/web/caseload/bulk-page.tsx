import { type OfferRefusal, caseloadTexts } from '#modules/caseload/index.ts'
import type { Call } from '#platform/http/call.ts'
import { Button, ButtonLink } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { Empty } from '#ui/empty.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Notice } from '#ui/notice.tsx'
import { Page } from '#ui/page.tsx'
import { Select } from '#ui/select.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { texts } from '../../texts/texts.ts'

type BulkField = 'to' | 'words' | 'gone' | 'cases'

/** Whose caseload, which cases of it wait for nobody's answer, and who may take them. */
export type BulkFacts = {
  from: string
  fromName: string
  rows: readonly { caseId: string; caseNumber: string; name: string | null }[]
  colleagues: readonly { value: string; label: string }[]
}

/** What was wrong; `left` are the cases that could not be offered, each with why. */
export type BulkRefused = {
  raw: RawForm<BulkField>
  errors: FieldErrors<BulkField>
  wanted: readonly string[]
  left?: readonly { caseNumber: string; why: OfferRefusal['kind'] }[]
}

/** A whole caseload handed over at once: the cases ticked, one receiver. */
export function BulkPage(props: { call: Call; facts: BulkFacts; refused?: BulkRefused | undefined }) {
  const { call, facts, refused } = props
  const all = texts(call.lang)
  const say = all.handOver.bulk
  const { left = [] } = refused ?? {}
  const labels = { to: all.handOver.to, words: all.handOver.words, gone: '', cases: say.cases }
  return (
    <Page {...call.frame} title={say.title(facts.fromName)} hasErrors={refused !== undefined}>
      <PageHead
        title={say.title(facts.fromName)}
        intro={say.intro}
        actions={<ButtonLink href="/caseload">{all.handOver.page.title}</ButtonLink>}
      />
      <ErrorSummary lang={call.lang} errors={summaryOf(refused?.errors ?? {}, labels, call.lang)} />
      <Stack>
        {left.length === 0 ? null : (
          <Notice kind="warn" title={say.leftTitle}>
            {left.map((one) => (
              <p>{say.left(one.caseNumber, caseloadTexts(call.lang).refusals[one.why])}</p>
            ))}
          </Notice>
        )}
        {facts.rows.length === 0 ? <Empty title={say.none}>{say.noneText}</Empty> : <Choosing {...props} />}
      </Stack>
    </Page>
  )
}

function Choosing({ call, facts, refused }: Parameters<typeof BulkPage>[0]) {
  const all = texts(call.lang)
  const say = all.handOver
  const { raw = {}, errors = {} } = refused ?? {}
  const field = (name: BulkField) => ({ lang: call.lang, name, value: raw[name], error: errorText(errors[name], call.lang) })
  const ticked = (caseId: string) => refused === undefined || refused.wanted.includes(caseId)
  return (
    <Card label={say.bulk.cases}>
      <Form action={`/caseload/${facts.from}`} requestId={call.newRequestId()} buttons={<Button kind="primary">{say.bulk.offer}</Button>}>
        <Select {...field('to')} label={say.to} options={facts.colleagues} />
        <fieldset id="cases">
          <legend class="form-label">{say.bulk.cases}</legend>
          {facts.rows.map((row) => (
            <div class="form-group-checkbox">
              <input
                type="checkbox"
                class="form-checkbox"
                id={`case-${row.caseId}`}
                name="case"
                value={row.caseId}
                checked={ticked(row.caseId)}
              />
              <label for={`case-${row.caseId}`}>{`${row.name ?? all.masked}, ${row.caseNumber}`}</label>
            </div>
          ))}
        </fieldset>
        <TextArea {...field('words')} label={say.words} hint={say.wordsHint} rows={3} required={false} />
        <Checkbox {...field('gone')} label={say.bulk.gone} />
      </Form>
    </Card>
  )
}
