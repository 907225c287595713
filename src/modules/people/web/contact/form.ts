import { optional, choice, email, flag, text } from '#ui/form-fields.ts'
import { type FormBody, type RawForm, readForm } from '#ui/form-data.ts'
import { langs } from '#ui/lang.ts'
import type { PersonView } from '../../store/persons.ts'

const fields = {
  name: text({ max: 200 }),
  address: optional(text({ max: 500 })),
  phone: optional(text({ max: 40 })),
  email: optional(email()),
  lang: choice(langs),
  interpreter: optional(text({ max: 100 })),
  digitalPostExempt: flag(),
  protectedAddress: flag(),
}

/** The fields of the form. */
export type ContactField = keyof typeof fields

/** Reads the form: a contact, or all its problems. */
export function readContact(body: FormBody) {
  return readForm(fields, body)
}

/** The form filled with what is known. */
export function contactRaw(person: PersonView): RawForm<ContactField> {
  return {
    name: person.name ?? '',
    address: person.address ?? '',
    phone: person.phone ?? '',
    email: person.email ?? '',
    lang: person.lang,
    interpreter: person.interpreter ?? '',
    digitalPostExempt: person.digitalPostExempt ? 'yes' : '',
    protectedAddress: person.protected ? 'yes' : '',
  }
}
