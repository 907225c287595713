import { FieldGroup, type FieldProps, fieldId } from './field.tsx'
import type { Option } from './select.tsx'

/** The first control has the field's own id, so that the error summary leads to it. */
function optionId(props: FieldProps, index: number): string {
  return index === 0 ? fieldId(props) : `${fieldId(props)}-${index + 1}`
}

/** A few answers, one of which holds. `inline` puts short ones in a row. */
export function Radios(props: FieldProps & { options: readonly Option[]; inline?: boolean }) {
  return (
    <FieldGroup {...props}>
      {props.options.map((option, index) => (
        <div class="form-group-radio">
          <input
            type="radio"
            class="form-radio"
            id={optionId(props, index)}
            name={props.name}
            value={option.value}
            checked={option.value === props.value}
            aria-describedby={option.hint === undefined ? undefined : `${optionId(props, index)}-note`}
          />
          <label for={optionId(props, index)}>{option.label}</label>
          {option.hint === undefined ? null : (
            <span class="form-hint" id={`${optionId(props, index)}-note`}>
              {option.hint}
            </span>
          )}
        </div>
      ))}
    </FieldGroup>
  )
}

/** Several answers, any number of which hold. `values` are the ticked ones. */
export function Checkboxes(props: FieldProps & { options: readonly Option[]; values: readonly string[] }) {
  return (
    <FieldGroup {...props}>
      {props.options.map((option, index) => (
        <div class="form-group-checkbox">
          <input
            type="checkbox"
            class="form-checkbox"
            id={optionId(props, index)}
            name={props.name}
            value={option.value}
            checked={props.values.includes(option.value)}
            aria-describedby={option.hint === undefined ? undefined : `${optionId(props, index)}-note`}
          />
          <label for={optionId(props, index)}>{option.label}</label>
          {option.hint === undefined ? null : (
            <span class="form-hint" id={`${optionId(props, index)}-note`}>
              {option.hint}
            </span>
          )}
        </div>
      ))}
    </FieldGroup>
  )
}
