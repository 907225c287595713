import { type Ore, ore } from '#kernel/money.ts'
import { readForm } from '#ui/form-data.ts'
import { flag, kroner, optional } from '#ui/form-fields.ts'
import { Checkbox } from '#ui/checkbox.tsx'
import { kronerTyped, kronerText } from '#ui/format.ts'
import type { Lang } from '#ui/lang.ts'
import { bankTexts } from '../texts/bank/texts.ts'

/** The box that answers the question; an error about it leads there. */
export const creditField = 'credit_agreed'

/** What of a payment the clerk has said is to stand as credit: the amount the page asked about, once its box is ticked. Øre; 0 before that. */
export function agreedCredit(form: FormData): Ore {
  const read = readForm({ credit: optional(kroner()), credit_agreed: flag() }, form)
  return read.ok && read.value.credit_agreed ? (read.value.credit ?? ore(0n)) : ore(0n)
}

/** Asks whether what a payment is above the debt is to stand as credit; nothing where the form was not refused for it. `label` where it is about several loans. */
export function CreditQuestion({ lang, credit, label }: { lang: Lang; credit: Ore | undefined; label?: string }) {
  if (credit === undefined) return null
  return (
    <>
      <input type="hidden" name="credit" value={kronerTyped(credit)} />
      <Checkbox lang={lang} name={creditField} label={label ?? bankTexts(lang).creditAgreed(kronerText(credit, lang))} />
    </>
  )
}
