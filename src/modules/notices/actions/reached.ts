import { type Organisation, type OrganisationContact, accessTexts } from '#modules/access/index.ts'
import type { Lang } from '#ui/lang.ts'
import { addressLines } from '../domain/address.ts'
import type { Complaint } from '../domain/letter.ts'

/** The board that a complaint goes on to, as a letter names it. */
export const appealBody: Record<Lang, string> = { da: 'Ankestyrelsen', en: 'the National Social Appeals Board (Ankestyrelsen)' }

/** How an organisation is reached, in lines under its name: address, then phone with its hours; none where nobody has written it. */
export function reachedAt({ phone, phoneHours: hours, address }: OrganisationContact, lang: Lang): string[] {
  const lines = address === null ? [] : addressLines(address)
  return phone === null ? lines : [...lines, accessTexts(lang).contact.call(phone, hours === null ? null : hours[lang])]
}

/** Where a complaint about a decision goes: to the authority that looks again, then to the board. */
export function complaintTo({ name, phone, address }: Pick<Organisation, 'name' | 'phone' | 'address'>, lang: Lang): Complaint {
  return { sendTo: name, address: address === null ? null : addressLines(address).join(', '), phone, appealBody: appealBody[lang] }
}
