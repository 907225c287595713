import { Field, type FieldProps, controlAria, fieldId } from './field.tsx'
import { words } from './words.ts'

/** One thing to choose. */
export type Option = { value: string; label: string; hint?: string }

/** A list to choose one from. Starts with "choose" unless something is chosen or `noEmpty` is set. */
export function Select(props: FieldProps & { options: readonly Option[]; noEmpty?: boolean }) {
  return (
    <Field {...props}>
      <select class="form-select g-w-m" id={fieldId(props)} name={props.name} {...controlAria(props)}>
        {props.noEmpty === true ? null : <option value="">{words(props.lang).choose}</option>}
        {props.options.map((option) => (
          <option value={option.value} selected={option.value === props.value}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  )
}
