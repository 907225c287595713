import { Field, type FieldProps, controlAria, fieldId } from './field.tsx'

/** How wide a field is; it says how much is expected. */
export type FieldWidth = 'xs' | 's' | 'm' | 'l' | 'full'

/** What a text field adds: its kind, what the browser may fill in, a unit after it. */
export type TextFieldProps = FieldProps & {
  type?: 'text' | 'email' | 'tel' | 'password' | 'search'
  width?: FieldWidth
  autocomplete?: string
  inputmode?: 'numeric' | 'decimal' | 'tel' | 'email'
  unit?: string
  readonly?: boolean
}

/** One line of text. */
export function TextField(props: TextFieldProps) {
  const input = (
    <input
      class={`form-input g-w-${props.width ?? 'm'}${props.inputmode === 'decimal' ? ' num' : ''}`}
      id={fieldId(props)}
      name={props.name}
      type={props.type ?? 'text'}
      value={props.value}
      autocomplete={props.autocomplete ?? 'off'}
      inputmode={props.inputmode}
      readonly={props.readonly}
      {...controlAria(props)}
    />
  )
  return <Field {...props}>{props.unit === undefined ? input : <WithUnit unit={props.unit}>{input}</WithUnit>}</Field>
}

function WithUnit(props: { unit: string; children: ReturnType<typeof TextField> }) {
  return (
    <div class="form-input-wrapper form-input-wrapper--suffix">
      {props.children}
      <span class="form-input-suffix">{props.unit}</span>
    </div>
  )
}
