import type { Call } from '#platform/http/call.ts'
import { Checkbox } from '#ui/checkbox.tsx'
import { type FieldErrors, type RawForm, errorText } from '#ui/form-data.ts'
import { monthText } from '#ui/format.ts'
import { KronerField } from '#ui/kroner-field.tsx'
import type { Lang } from '#ui/lang.ts'
import { Fold } from '#ui/layout.tsx'
import { Select } from '#ui/select.tsx'
import { TextField } from '#ui/text-field.tsx'
import { type Budget, calendarMonth, rhythms } from '../../domain/budget/budget.ts'
import { texts } from '../../texts/texts.ts'
import { type LineSection, type RowField, lineSections, rowFields, usualRhythm, writeDowns } from './rows.ts'

type FieldName = (typeof rowFields)[number]

/** A field's label with its line, for the error summary. */
export function rowLabel(lang: Lang, section: LineSection, field: FieldName, index: number): string {
  const say = texts(lang).budget
  return say.row(field === 'amount' && section === 'private' ? say.fields.privateAmount : say.fields[field], index + 1)
}

type Props = {
  call: Call
  section: LineSection
  index: number
  isNew: boolean
  budget: Budget
  raw: RawForm<RowField>
  errors: FieldErrors<RowField>
}

/** A line of a budget to type in. */
export function Row(props: Props) {
  const { call, section, index, raw, errors, budget } = props
  const { lang } = call
  const say = texts(lang).budget
  const field = (name: FieldName) => {
    const id: RowField = `${name}-${index}`
    const label = name === 'amount' && section === 'private' ? say.fields.privateAmount : say.fields[name]
    return { lang, name: id, label, value: raw[id], error: errorText(errors[id], lang), required: true }
  }
  const months = Array.from({ length: budget.months }, (_, month) => ({
    value: String(month),
    label: monthText(calendarMonth(budget.start, month), lang),
  }))
  const kinds = lineSections[section]
  return (
    <fieldset class="g-card g-budget-row">
      <legend>{props.isNew ? say.newLine : say.line(index + 1)}</legend>
      {kinds.length === 1 ? null : (
        <Select {...field('kind')} noEmpty options={kinds.map((kind) => ({ value: kind, label: say.kinds[kind] }))} />
      )}
      <TextField {...field('name')} width="full" />
      <KronerField {...field('amount')} />
      <Select
        {...field('rhythm')}
        noEmpty
        value={raw[`rhythm-${index}`] ?? usualRhythm(section)}
        options={rhythms.map((rhythm) => ({ value: rhythm, label: say.rhythms[rhythm] }))}
      />
      <Select {...field('from')} noEmpty options={months} />
      {section === 'private' ? null : (
        <Checkbox {...field('vat')} value={props.isNew && section !== 'start' ? 'yes' : raw[`vat-${index}`]} />
      )}
      <Fold summary={say.more} open={(raw[`until-${index}`] ?? '') !== '' || errors[`until-${index}`] !== undefined}>
        <Select {...field('until')} required={false} noEmpty options={[{ value: '', label: say.fields.untilNone }, ...months]} />
        {section === 'start' ? (
          <Select
            {...field('how')}
            required={false}
            noEmpty
            options={writeDowns.map((how) => ({ value: how, label: say.writeDowns[how] }))}
          />
        ) : null}
      </Fold>
    </fieldset>
  )
}
