import type { Day } from '#kernel/days.ts'
import type { Call } from '#platform/http/call.ts'
import { ButtonLink } from '#ui/button.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { DatedChanges, DatedForm } from '#ui/dated-form.tsx'
import { DayField } from '#ui/day-field.tsx'
import { Empty } from '#ui/empty.tsx'
import { ErrorSummary, type FormError } from '#ui/error-summary.tsx'
import { dayText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { Radios } from '#ui/radios.tsx'
import { TextArea } from '#ui/text-area.tsx'
import { TextField } from '#ui/text-field.tsx'
import { words } from '#ui/words.ts'
import type { EligibilityRule } from '../../domain/eligibility.ts'
import type { Words } from '../../domain/programme.ts'
import { texts } from '../../texts/texts.ts'
import type { RuleField, RuleRaw } from './form.ts'

/** Every version of every rule, with the days it holds. */
export function RulesPage(props: { call: Call; programmeKey: string; rules: readonly EligibilityRule[]; mayChange: boolean }) {
  const { call, programmeKey, rules, mayChange } = props
  const { lang } = call
  const say = texts(lang).eligibility
  const days = words(lang).dated
  const open = (rule: EligibilityRule) => rules.find((one) => one.code === rule.code) === rule && rule.until === null
  return (
    <Page {...call.frame} title={say.title}>
      <PageHead
        title={say.title}
        intro={say.intro}
        actions={mayChange ? <ButtonLink href={`/eligibility/${programmeKey}/new`}>{say.add}</ButtonLink> : undefined}
      />
      <DataTable
        id="rules"
        caption={say.title}
        hideCaption
        rows={rules}
        columns={[
          { heading: say.question, wide: true, cell: (rule) => rule.question[lang] },
          { heading: say.fields.expected, cell: (rule) => (rule.expected ? say.yes : say.no) },
          { heading: say.fields.effect, cell: (rule) => say.effects[rule.effect] },
          { heading: say.fields.legal_source, cell: (rule) => rule.legalSource },
          {
            heading: say.holds,
            cell: (rule) => (rule.until ? days.between(dayText(rule.from), dayText(rule.until)) : days.since(dayText(rule.from))),
          },
          {
            heading: say.change,
            hiddenHeading: true,
            bare: true,
            cell: (rule) =>
              mayChange && open(rule) ? (
                <a href={`/eligibility/${programmeKey}/${rule.code}`}>
                  {say.change}
                  <span class="sr-only">: {rule.question[lang]}</span>
                </a>
              ) : null,
          },
        ]}
      />
    </Page>
  )
}

/** What a change that was looked at leads to; null where the rule is new, or ends. */
export type RulePreview = { from: Day; before: EligibilityRule | null; after: EligibilityRule | null; rules: readonly EligibilityRule[] }

type RuleProps = {
  call: Call
  programmeKey: string
  code: string
  raw: RuleRaw
  errors?: readonly FormError[]
  /** The rule before and after, and the questions as they will be asked from the day, when a change was looked at. */
  preview?: RulePreview
}

/** A rule to change from a day: first as it will look, then for good. */
export function RulePage(props: RuleProps) {
  const { call, programmeKey, code, errors = [], preview } = props
  const say = texts(call.lang).eligibility
  const title = code === 'new' ? say.add : say.changeTitle
  return (
    <Page {...call.frame} title={title} hasErrors={errors.length > 0}>
      <PageHead title={title} intro={say.changeIntro} />
      <ErrorSummary lang={call.lang} errors={errors} />
      <DatedForm
        lang={call.lang}
        action={`/eligibility/${programmeKey}/${code}`}
        requestId={call.newRequestId()}
        back={`/eligibility/${programmeKey}`}
        preview={preview && { title: say.previewTitle(dayText(preview.from)), content: <Preview call={call} preview={preview} /> }}
      >
        <RuleFields {...props} />
      </DatedForm>
    </Page>
  )
}

function Preview({ call, preview }: { call: Call; preview: RulePreview }) {
  const { before, after, rules } = preview
  const say = texts(call.lang).eligibility
  const told = (field: RuleField, tell: (rule: EligibilityRule) => string) => ({
    field: say.fields[field],
    before: before && tell(before),
    after: after && tell(after),
  })
  return (
    <Stack>
      <DatedChanges
        lang={call.lang}
        all={[
          told('question_da', ({ question }) => question.da),
          told('question_en', ({ question }) => question.en),
          told('expected', ({ expected }) => (expected ? say.yes : say.no)),
          told('effect', ({ effect }) => say.effects[effect]),
          told('advice_da', ({ advice }) => advice.da),
          told('advice_en', ({ advice }) => advice.en),
          told('legal_source', ({ legalSource }) => legalSource),
        ]}
      />
      <ol class="g-plain">
        {rules.map((rule) => (
          <li>
            {rule.question[call.lang]} <span class="soft">{rule.legalSource}</span>
          </li>
        ))}
      </ol>
    </Stack>
  )
}

function RuleFields({ call, code, raw, errors = [] }: RuleProps) {
  const say = texts(call.lang).eligibility
  const field = (name: RuleField) => ({
    lang: call.lang,
    name,
    label: say.fields[name],
    value: raw[name],
    error: errors.find((one) => one.field === name)?.text,
  })
  return (
    <>
      <TextField {...field('question_da')} width="l" />
      <TextField {...field('question_en')} width="l" />
      <Radios
        {...field('expected')}
        inline
        options={[
          { value: 'yes', label: say.yes },
          { value: 'no', label: say.no },
        ]}
      />
      <Radios
        {...field('effect')}
        options={[
          { value: 'ask_first', label: say.effects.ask_first },
          { value: 'excludes', label: say.effects.excludes },
        ]}
      />
      <TextArea {...field('advice_da')} rows={2} max={600} />
      <TextArea {...field('advice_en')} rows={2} max={600} />
      <TextField {...field('legal_source')} width="l" />
      <DayField {...field('from')} />
      {code === 'new' ? null : <Checkbox {...field('ends')} required={false} />}
    </>
  )
}

/** The programmes whose rules can be read, where there are several or none. */
export function RuleListsPage({ call, programmes }: { call: Call; programmes: readonly { key: string; name: Words }[] }) {
  const say = texts(call.lang)
  return (
    <Page {...call.frame} title={say.eligibility.title}>
      <PageHead title={say.eligibility.title} intro={say.eligibility.intro} />
      {programmes.length === 0 ? <Empty title={say.check.none} /> : null}
      <ul>
        {programmes.map(({ key, name }) => (
          <li>
            <a href={`/eligibility/${key}`}>{name[call.lang]}</a>
          </li>
        ))}
      </ul>
    </Page>
  )
}
