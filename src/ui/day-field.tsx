import type { FieldProps } from './field.tsx'
import { TextField } from './text-field.tsx'
import { words } from './words.ts'

/** A day typed as text, `dd.mm.yyyy`: a browser's own date field would show it in the browser's language. */
export function DayField(props: FieldProps) {
  return <TextField {...props} width="s" hint={props.hint ?? words(props.lang).dayHint} />
}
