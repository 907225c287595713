import { formatOre } from '#kernel/money.ts'
import type { Call } from '#platform/http/call.ts'
import { Button } from '#ui/button.tsx'
import { Card } from '#ui/card.tsx'
import { ErrorSummary, type FormError } from '#ui/error-summary.tsx'
import { errorText, type FieldErrors, type RawForm } from '#ui/form-data.ts'
import { Form } from '#ui/form.tsx'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { texts } from '../../texts/texts.ts'
import { CaseCrumbs } from '../crumbs.tsx'
import type { BudgetPageFacts } from './facts.ts'
import { Live } from './live.tsx'
import type { LiveState } from './live-state.ts'
import { Row, rowLabel } from './row.tsx'
import { type LineSection, type RowField, lineSections, mostLines, rawRows, rowFields } from './rows.ts'
import { TermFields, termLabels } from './term-fields.tsx'
import { type TermField, rawTerms, termFields } from './terms.ts'

/** What came back of a form: what was typed, what is wrong by field, or one sentence about the whole. */
export type SectionTyped = {
  raw: RawForm<string>
  errors: FieldErrors<string>
  problem?: string
}

type Props = {
  call: Call
  facts: BudgetPageFacts & { budget: NonNullable<BudgetPageFacts['budget']> }
  section: LineSection | 'terms'
  more: number
  typed?: SectionTyped
}

/** One part of the budget to type in, with the figures it leads to. */
export function BudgetSectionPage(props: Props) {
  const { call, facts, section, typed } = props
  const say = texts(call.lang).budget
  const { name, ask } = say.sections[section]
  const whole = `/enrolments/${facts.enrolmentId}/budget`
  const state: LiveState = { budget: facts.budget, rates: facts.rates, section, lang: call.lang }
  const errors = typed === undefined ? [] : errorsOf(props, typed)
  const buttons = (
    <>
      <Button kind="primary">{say.save}</Button>
      {section === 'terms' ? null : (
        <Button name="then" value="more">
          {say.saveAndMore}
        </Button>
      )}
    </>
  )
  return (
    <Page {...call.frame} title={name} hasErrors={errors.length > 0} scripts={['budget-live.js']}>
      <CaseCrumbs call={call} facts={facts} between={{ label: say.title, href: whole }} here={name} />
      <PageHead title={name} intro={ask} />
      <ErrorSummary lang={call.lang} errors={errors} />
      <Live call={call} state={state}>
        <Form
          action={`${whole}/${section}`}
          requestId={call.newRequestId()}
          hidden={{ revision: String(facts.revision) }}
          buttons={buttons}
        >
          {section === 'terms' ? <Terms {...props} /> : <Rows {...props} section={section} />}
        </Form>
      </Live>
    </Page>
  )
}

function errorsOf({ call, section }: Props, typed: SectionTyped): FormError[] {
  const labels: Record<string, string> =
    section === 'terms'
      ? termLabels(call.lang)
      : Object.fromEntries(
          Array.from({ length: mostLines }, (_, index) =>
            rowFields.map((field) => [`${field}-${index}`, rowLabel(call.lang, section, field, index)]),
          ).flat(),
        )
  const fields: readonly string[] =
    section === 'terms' ? termFields : Array.from({ length: mostLines }, (_, index) => rowFields.map((field) => `${field}-${index}`)).flat()
  return [
    ...(typed.problem === undefined ? [] : [{ text: typed.problem }]),
    ...fields.flatMap((field) => {
      const text = errorText(typed.errors[field], call.lang)
      return text === undefined ? [] : [{ field, label: labels[field] ?? '', text }]
    }),
  ]
}

function Rows(props: Props & { section: LineSection }) {
  const { call, facts, section, typed } = props
  const say = texts(call.lang).budget
  const kinds: readonly string[] = lineSections[section]
  const lines = facts.budget.lines.filter((line) => kinds.includes(line.kind))
  const raw: RawForm<RowField> = typed?.raw ?? rawRows(lines, (line) => formatOre(line.amount, 'da', 'short'))
  const filled = Object.keys(raw).reduce((most, field) => Math.max(most, Number(field.split('-')[1] ?? 0) + 1), 0)
  const count = Math.min(mostLines, filled + (filled === 0 ? Math.max(2, props.more) : props.more))
  return (
    <>
      {Array.from({ length: count }, (_, index) => (
        <Row
          call={call}
          section={section}
          index={index}
          isNew={index >= filled}
          budget={facts.budget}
          raw={raw}
          errors={typed?.errors ?? {}}
        />
      ))}
      <p class="small soft">{say.emptyRowHint}</p>
    </>
  )
}

function Terms({ call, facts, typed }: Props) {
  const raw: RawForm<TermField> = typed?.raw ?? rawTerms(facts.budget, (amount) => formatOre(amount, 'da', 'short'))
  const real = facts.budget.loans.length > 0 && facts.budget.wish === null
  return (
    <Stack>
      <Card label={texts(call.lang).budget.sections.terms.name} id="terms">
        <TermFields call={call} budget={facts.budget} raw={raw} errors={typed?.errors ?? {}} hasLoan={real} />
      </Card>
    </Stack>
  )
}
