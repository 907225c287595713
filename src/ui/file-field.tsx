import { Field, type FieldProps, controlAria, fieldId } from './field.tsx'

/** A file to send along; the form must be one that takes files. `accept` is what the browser offers first. */
export function FileField(props: FieldProps & { accept: string }) {
  return (
    <Field {...props}>
      <input
        class="form-input g-w-full g-file"
        id={fieldId(props)}
        name={props.name}
        type="file"
        accept={props.accept}
        {...controlAria(props)}
      />
    </Field>
  )
}
