import { phoneForm } from '#kernel/phone.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { type FieldErrors, type RawForm, readForm } from '#ui/form-data.ts'
import { optional, own, text } from '#ui/form-fields.ts'
import type { OrganisationContact } from '../../domain/contact.ts'
import { texts } from '../../texts/texts.ts'
import { both } from '../own/own-call.ts'

/** The fields of the page. */
export type ContactField = 'phone' | 'hours_da' | 'hours_en' | 'address'

const phone = own((typed) =>
  phoneForm.test(typed) ? ok(typed) : refuse({ da: texts('da').contact.phoneMalformed, en: texts('en').contact.phoneMalformed }),
)

type Refused = { errors: FieldErrors<ContactField>; raw: RawForm<ContactField> }

/** What was typed as a contact, or every field that is wrong: hours are said in both languages, and of a phone. */
export function readContact(form: FormData): Result<OrganisationContact, Refused> {
  const hours = optional(text({ max: 120 }))
  const read = readForm({ phone: optional(phone), hours_da: hours, hours_en: hours, address: optional(text({ max: 300 })) }, form)
  if (!read.ok) return refuse({ errors: read.refusal, raw: read.raw })
  const { phone: number, hours_da: da, hours_en: en, address } = read.value
  const raw = { phone: number ?? '', hours_da: da ?? '', hours_en: en ?? '', address: address ?? '' }
  const other = both((say) => say.contact.otherLanguage)
  if ((da === null) !== (en === null)) return refuse({ errors: da === null ? { hours_da: other } : { hours_en: other }, raw })
  if (da === null || en === null) return ok({ phone: number, address, phoneHours: null })
  if (number === null) return refuse({ errors: { phone: both((say) => say.contact.hoursOfPhone) }, raw })
  return ok({ phone: number, address, phoneHours: { da, en } })
}

/** A contact as the form shows it. */
export function rawContact({ phone: number, address, phoneHours: hours }: OrganisationContact): RawForm<ContactField> {
  return { phone: number ?? '', address: address ?? '', hours_da: hours?.da ?? '', hours_en: hours?.en ?? '' }
}
