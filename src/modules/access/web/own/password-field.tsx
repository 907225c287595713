import type { Lang } from '#ui/lang.ts'
import { type FieldErrors, errorText } from '#ui/form-data.ts'
import { TextField } from '#ui/text-field.tsx'
import type { OwnSignIn } from '../../actions/own-sign-in.ts'
import { texts } from '../../texts/texts.ts'

/** The fields of the page's forms; each form has its own names, so that each error finds its place. */
export type OwnField =
  | 'current'
  | 'new_password'
  | 'repeat'
  | 'begin_password'
  | 'code'
  | 'renew_password'
  | 'off_password'
  | 'key_name'
  | 'key_password'
  | 'key'
  | 'remove_password'

/** The password one has, asked before anything changes; one who has none is asked nothing, for a fresh sign-in is their proof. */
export function OwnerField(props: { name: OwnField; own: Pick<OwnSignIn, 'hasPassword'>; errors: FieldErrors<OwnField>; lang: Lang }) {
  if (!props.own.hasPassword) return null
  return (
    <TextField
      name={props.name}
      label={texts(props.lang).own.current}
      type="password"
      autocomplete="current-password"
      width="l"
      lang={props.lang}
      error={errorText(props.errors[props.name], props.lang)}
    />
  )
}
