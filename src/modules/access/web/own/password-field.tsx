import type { Lang } from '#ui/lang.ts'
import { type FieldErrors, errorText } from '#ui/form-data.ts'
import { TextField } from '#ui/text-field.tsx'

/** The fields of the page's forms; each form has its own names, so that each error finds its place. */
export type OwnField = 'current' | 'new_password' | 'repeat' | 'begin_password' | 'code' | 'renew_password' | 'off_password'

/** The password one has, asked before anything changes. */
export function PasswordField(props: { name: OwnField; label: string; errors: FieldErrors<OwnField>; lang: Lang }) {
  const error = errorText(props.errors[props.name], props.lang)
  return (
    <TextField
      name={props.name}
      label={props.label}
      type="password"
      autocomplete="current-password"
      width="l"
      lang={props.lang}
      error={error}
    />
  )
}
