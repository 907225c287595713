import { Field, type FieldProps, controlAria, fieldId } from './field.tsx'

/** A slider for a whole number, with its bounds and the number it stands at; it works without script, where the number follows when the form is sent. */
export function RangeField(props: FieldProps & { min: number; max: number }) {
  const id = fieldId(props)
  return (
    <Field {...props}>
      <div class="g-range">
        <span aria-hidden="true">{props.min}</span>
        <input
          type="range"
          id={id}
          name={props.name}
          min={props.min}
          max={props.max}
          step="1"
          value={props.value}
          {...controlAria(props)}
        />
        <span aria-hidden="true">{props.max}</span>
        <output for={id}>{props.value}</output>
      </div>
    </Field>
  )
}
