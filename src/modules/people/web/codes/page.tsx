import type { Day } from '#kernel/days.ts'
import type { Call } from '#platform/http/call.ts'
import { ButtonLink } from '#ui/button.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { DataTable } from '#ui/data-table.tsx'
import { DatedChanges, DatedForm } from '#ui/dated-form.tsx'
import { DayField } from '#ui/day-field.tsx'
import { ErrorSummary } from '#ui/error-summary.tsx'
import { type FieldErrors, type RawForm, errorText, rawChoices, summaryOf } from '#ui/form-data.ts'
import { dayText } from '#ui/format.ts'
import { PageHead } from '#ui/head.tsx'
import { Stack } from '#ui/layout.tsx'
import { Page } from '#ui/page.tsx'
import { Checkboxes } from '#ui/radios.tsx'
import { TextField } from '#ui/text-field.tsx'
import { words } from '#ui/words.ts'
import { type DatedCodeVersion, canEnd } from '../../domain/support-basis-code.ts'
import { readinesses } from '../../domain/support-basis.ts'
import type { SupportBasisCode } from '../../store/support-basis.ts'
import { texts } from '../../texts/texts.ts'
import type { CodeField } from './form.ts'

/** Every version of every support-basis code, with the days on which it can be recorded. */
export function CodesPage({ call, versions, mayChange }: { call: Call; versions: readonly DatedCodeVersion[]; mayChange: boolean }) {
  const { lang } = call
  const say = texts(lang)
  const days = words(lang).dated
  const open = (one: DatedCodeVersion) => versions.find(({ code }) => code === one.code) === one && one.until === null
  return (
    <Page {...call.frame} title={say.codes.title}>
      <PageHead
        title={say.codes.title}
        intro={say.codes.intro}
        actions={mayChange ? <ButtonLink href="/support-basis-codes/new">{say.codes.add}</ButtonLink> : undefined}
      />
      <DataTable
        id="codes"
        caption={say.codes.title}
        hideCaption
        rows={versions}
        columns={[
          { heading: say.code, wide: true, cell: (one) => one.name[lang] },
          { heading: say.codes.fields.legal_source, cell: (one) => one.legalSource },
          { heading: say.readiness, cell: (one) => one.readiness.map((each) => say.readinessNames[each]).join(', ') },
          {
            heading: say.codes.holds,
            cell: ({ from, until }) => (until === null ? days.since(dayText(from)) : days.between(dayText(from), dayText(until))),
          },
          {
            heading: say.codes.change,
            hiddenHeading: true,
            bare: true,
            cell: (one) =>
              mayChange && open(one) ? (
                <a href={`/support-basis-codes/${one.code}`}>
                  {say.codes.change}
                  <span class="sr-only">: {one.name[lang]}</span>
                </a>
              ) : null,
          },
        ]}
      />
    </Page>
  )
}

/** What a change that was looked at leads to; null where the code is new, or ends. */
export type CodePreview = { from: Day; before: SupportBasisCode | null; after: SupportBasisCode | null; codes: readonly SupportBasisCode[] }

/** A code to change from a day: first the list as it will be, then for good. */
export type CodePageProps = {
  call: Call
  code: string
  raw: RawForm<CodeField>
  errors?: FieldErrors<CodeField>
  preview?: CodePreview
}

/** The form of one code. */
export function CodePage(props: CodePageProps) {
  const { call, code, raw, errors = {}, preview } = props
  const { lang } = call
  const say = texts(lang)
  const title = code === 'new' ? say.codes.add : say.codes.changeTitle
  const field = (name: CodeField) => ({ lang, name, label: say.codes.fields[name], value: raw[name], error: errorText(errors[name], lang) })
  return (
    <Page {...call.frame} title={title} hasErrors={Object.keys(errors).length > 0}>
      <PageHead title={title} intro={say.codes.changeIntro} />
      <ErrorSummary lang={lang} errors={summaryOf(errors, say.codes.fields, lang)} />
      <DatedForm
        lang={lang}
        action={`/support-basis-codes/${code}`}
        requestId={call.newRequestId()}
        back="/support-basis-codes"
        preview={preview && { title: say.codes.previewTitle(dayText(preview.from)), content: <Preview call={call} preview={preview} /> }}
      >
        <TextField {...field('name_da')} width="l" />
        <TextField {...field('name_en')} width="l" />
        <TextField {...field('legal_source')} width="l" />
        <Checkboxes
          {...field('readiness')}
          values={rawChoices(raw.readiness)}
          options={readinesses.map((each) => ({ value: each, label: say.readinessNames[each] }))}
        />
        <DayField {...field('from')} />
        {code === 'new' || !canEnd(code) ? null : <Checkbox {...field('ends')} required={false} />}
      </DatedForm>
    </Page>
  )
}

function Preview({ call, preview }: { call: Call; preview: CodePreview }) {
  const { before, after, codes } = preview
  const say = texts(call.lang)
  const told = (field: CodeField, tell: (code: SupportBasisCode) => string) => ({
    field: say.codes.fields[field],
    before: before && tell(before),
    after: after && tell(after),
  })
  return (
    <Stack>
      <DatedChanges
        lang={call.lang}
        all={[
          told('name_da', ({ name }) => name.da),
          told('name_en', ({ name }) => name.en),
          told('legal_source', ({ legalSource }) => legalSource),
          told('readiness', ({ readiness }) => readiness.map((each) => say.readinessNames[each]).join(', ')),
        ]}
      />
      <ul>
        {codes.map((one) => (
          <li>
            {one.name[call.lang]} <span class="soft">{one.legalSource}</span>
          </li>
        ))}
      </ul>
    </Stack>
  )
}
