import { FieldNotes, type FieldProps, describedBy, fieldId } from './field.tsx'

/** One box to tick: sends `yes` when ticked, nothing when not. */
export function Checkbox(props: FieldProps) {
  return (
    <div class={`form-group${props.error === undefined ? '' : ' form-error'}`}>
      <FieldNotes {...props} hint={undefined} />
      <div class="form-group-checkbox">
        <input
          type="checkbox"
          class="form-checkbox"
          id={fieldId(props)}
          name={props.name}
          value="yes"
          checked={props.value === 'yes'}
          {...describedBy(props)}
        />
        <label for={fieldId(props)}>{props.label}</label>
        {props.hint === undefined ? null : (
          <span class="form-hint" id={`${fieldId(props)}-hint`}>
            {props.hint}
          </span>
        )}
      </div>
    </div>
  )
}
