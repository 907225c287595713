import { type Day, dayOf } from '#kernel/days.ts'
import type { Ore } from '#kernel/money.ts'
import type { Call } from '#platform/http/call.ts'
import { ButtonLink } from '#ui/button.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { DatedForm } from '#ui/dated-form.tsx'
import { DayField } from '#ui/day-field.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { type FieldErrors, type RawForm, errorText, summaryOf } from '#ui/form-data.ts'
import { dayText, kronerText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { PercentField } from '#ui/kroner-field.tsx'
import { Halves, Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { TextField } from '#ui/text-field.tsx'
import { words } from '#ui/words.ts'
import { type ReimbursementRule, mostSteps } from '../../domain/figures/reimbursement.ts'
import type { MadeRule } from '../../store/reimbursement.ts'
import { reimbursementTexts } from '../../texts/reimbursement-texts.ts'
import { type RuleField, stepField } from './form.ts'
import { stepsText } from './rule-text.ts'

/** Where the list is. */
export const reimbursementPath = '/reimbursement'

/** Every rule that was ever made, with the days it holds and the act it rests on. */
export function ReimbursementPage({ call, rules, mayChange }: { call: Call; rules: readonly MadeRule[]; mayChange: boolean }) {
  const { lang } = call
  const say = reimbursementTexts(lang)
  return (
    <Page {...call.frame} title={say.title}>
      <PageHead
        title={say.title}
        intro={say.intro}
        actions={mayChange ? <ButtonLink href={`${reimbursementPath}/new`}>{say.add}</ButtonLink> : undefined}
      />
      <Stack>
        <RulesTable call={call} rules={rules} />
        {rules.some(({ confirmed, replaced }) => !confirmed && !replaced) ? <p class="soft">{say.assumedHint}</p> : null}
      </Stack>
    </Page>
  )
}

function RulesTable({ call, rules }: { call: Call; rules: readonly MadeRule[] }) {
  const { lang } = call
  const say = reimbursementTexts(lang)
  const days = words(lang).dated
  const standing = rules.filter(({ replaced }) => !replaced)
  const until = (rule: MadeRule) => standing[standing.indexOf(rule) - 1]?.from.subtract({ days: 1 })
  return (
    <DataTable
      id="rules"
      caption={say.title}
      hideCaption
      rows={rules}
      columns={[
        {
          heading: say.from,
          cell: (rule) => {
            const last = rule.replaced ? undefined : until(rule)
            return last === undefined ? days.since(dayText(rule.from)) : days.between(dayText(rule.from), dayText(last))
          },
        },
        { heading: say.steps, wide: true, cell: (rule) => stepsText(rule.steps, lang) },
        { heading: say.source, wide: true, cell: (rule) => rule.legalSource },
        {
          heading: say.state,
          cell: (rule) => {
            const made = rule.madeAt === null ? say.first : say.made(dayText(dayOf(rule.madeAt)))
            return (
              <>
                {rule.replaced ? say.replaced : rule.confirmed ? say.confirmed : say.assumed} <span class="soft">{made}</span>
              </>
            )
          },
        },
      ]}
    />
  )
}

/** The form of a new rule; `preview` once it was looked at. */
export function RulePage(props: {
  call: Call
  raw: RawForm<RuleField>
  errors?: FieldErrors<RuleField>
  preview?: { from: Day; rules: readonly ReimbursementRule[]; saves: { now: Ore; before: Ore } }
}) {
  const { call, raw, errors = {}, preview } = props
  const { lang } = call
  const say = reimbursementTexts(lang)
  const field = (name: RuleField) => ({ lang, name, label: say.fields[name], value: raw[name], error: errorText(errors[name], lang) })
  const steps = Array.from({ length: mostSteps }, (_, at) => at + 1)
  return (
    <Page {...call.frame} title={say.add} hasErrors={Object.keys(errors).length > 0}>
      <PageHead title={say.add} intro={say.addIntro} />
      <ErrorSummary lang={lang} errors={summaryOf(errors, say.fields, lang)} />
      <DatedForm
        lang={lang}
        action={`${reimbursementPath}/new`}
        requestId={call.newRequestId()}
        back={reimbursementPath}
        preview={preview && { title: say.previewTitle(dayText(preview.from)), content: <Preview call={call} {...preview} /> }}
      >
        <DayField {...field('from')} />
        <p class="soft">{say.stepsHint}</p>
        {steps.map((step) => (
          <Halves>
            <PercentField {...field(stepField('percent', step))} required={step === 1} />
            {step === mostSteps ? null : <TextField {...field(stepField('until', step))} width="xs" inputmode="numeric" required={false} />}
          </Halves>
        ))}
        <TextField {...field('legal_source')} width="full" />
        <Checkbox {...field('confirmed')} required={false} />
      </DatedForm>
    </Page>
  )
}

function Preview({ call, rules, saves }: { call: Call; rules: readonly ReimbursementRule[]; saves: { now: Ore; before: Ore } }) {
  const { lang } = call
  const say = reimbursementTexts(lang)
  return (
    <>
      <ul>
        {rules.map((rule) => (
          <li>
            {words(lang).dated.since(dayText(rule.from))}: {stepsText(rule.steps, lang)} <span class="soft">{rule.legalSource}</span>
          </li>
        ))}
      </ul>
      <p>{say.saves(kronerText(saves.now, lang), kronerText(saves.before, lang))}</p>
    </>
  )
}
