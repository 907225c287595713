/** How citizens reach an organisation: by phone, and when it is answered, and by letter. What is not said is null; hours need a phone. */
export type OrganisationContact = { phone: string | null; phoneHours: Record<'da' | 'en', string> | null; address: string | null }
