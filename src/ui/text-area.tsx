import { Field, type FieldProps, controlAria, fieldId } from './field.tsx'
import { words } from './words.ts'

/** Several lines of text; `max` is said below it, in characters. */
export function TextArea(props: FieldProps & { rows?: number; max?: number }) {
  const aria = controlAria(props)
  const limitId = `${fieldId(props)}-limit`
  const described = [aria['aria-describedby'], props.max === undefined ? undefined : limitId].filter((part) => part !== undefined).join(' ')
  return (
    <Field {...props}>
      <textarea
        class="form-input g-w-full g-area"
        id={fieldId(props)}
        name={props.name}
        rows={props.rows ?? 4}
        {...aria}
        aria-describedby={described || undefined}
      >
        {props.value ?? ''}
      </textarea>
      {props.max === undefined ? null : (
        <span class="form-hint" id={limitId}>
          {words(props.lang).charactersAtMost(props.max)}
        </span>
      )}
    </Field>
  )
}
