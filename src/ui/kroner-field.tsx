import type { FieldProps } from './field.tsx'
import { TextField } from './text-field.tsx'
import { words } from './words.ts'

/** An amount with its unit after it. `signed` where it may be below nought: some phones' number keys have no minus. */
export function KronerField({ signed = false, ...props }: FieldProps & { signed?: boolean }) {
  return <TextField {...props} width="xs" {...(signed ? {} : { inputmode: 'decimal' })} unit={words(props.lang).kronerUnit} />
}

/** A per cent with its unit after it. */
export function PercentField(props: FieldProps) {
  return <TextField {...props} width="xs" inputmode="decimal" unit={words(props.lang).percentUnit} />
}
