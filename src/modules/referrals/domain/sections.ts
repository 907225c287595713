/** The sections of the referral form, in the order they are asked. */
export const sections = ['identity', 'contact', 'support_basis', 'idea', 'fitness', 'sharing'] as const
/** A section of the referral form: one page, saved by itself. */
export type Section = (typeof sections)[number]

/** What the citizen is asked to agree to share with the provider, item by item. */
export const sharingItems = ['identity_contact', 'support_basis', 'business_idea', 'health', 'economy'] as const
/** A kind of information that is shared, or not. */
export type SharingItem = (typeof sharingItems)[number]

/** Without these the provider cannot assess at all: a no to one of them means that the case cannot be sent. */
export const neededItems: readonly SharingItem[] = ['identity_contact', 'support_basis', 'business_idea']

/** What the form knows so far. Texts are as typed; null means not answered. */
export type Answers = {
  readonly identity: { readonly name: string; readonly cprKnown: boolean }
  readonly contact: { readonly phone: string | null; readonly email: string | null; readonly confirmed: boolean }
  readonly supportBasis: { readonly code: string | null; readonly confirmed: boolean }
  readonly idea: { readonly title: string; readonly text: string } | null
  readonly fitness: { readonly why: string; readonly health: string; readonly economy: string } | null
  readonly sharing: { readonly informationVersion: string | null; readonly agreed: Readonly<Partial<Record<SharingItem, boolean>>> }
}

/** A field that is missing, named by its section and the field's own name, so that the page can link to it. */
export type Missing = { readonly section: Section; readonly field: string }

/** How far a section has come. */
export type SectionStatus = 'not_started' | 'in_progress' | 'missing' | 'done'

const blank = (text: string | null | undefined): boolean => (text ?? '').trim() === ''
const lacking = (section: Section, fields: Record<string, boolean>): Missing[] =>
  Object.entries(fields).flatMap(([field, lacks]) => (lacks ? [{ section, field }] : []))

/** What is missing in one section before the referral can be sent. */
export function missingIn(section: Section, answers: Answers): Missing[] {
  const { contact, supportBasis, idea, fitness, sharing } = answers
  switch (section) {
    case 'identity':
      return lacking(section, { cpr: !answers.identity.cprKnown, name: blank(answers.identity.name) })
    case 'contact':
      return lacking(section, { phone: blank(contact.phone) && blank(contact.email), confirmed: !contact.confirmed })
    case 'support_basis':
      return lacking(section, { code: supportBasis.code === null || !supportBasis.confirmed })
    case 'idea':
      return lacking(section, { title: blank(idea?.title), text: blank(idea?.text) })
    case 'fitness':
      return lacking(section, { why: blank(fitness?.why) })
    case 'sharing':
      return [
        ...lacking(section, { information: sharing.informationVersion === null }),
        ...sharingItems.filter((item) => sharing.agreed[item] === undefined).map((item) => ({ section, field: item })),
      ]
  }
}

/** Everything that is missing, in the form's order. Empty means that it can be sent. */
export function missing(answers: Answers, which: readonly Section[] = sections): Missing[] {
  return which.flatMap((section) => missingIn(section, answers))
}

/** Items the provider cannot do without that the citizen has said no to. */
export function declinedNeeded(answers: Answers): SharingItem[] {
  return neededItems.filter((item) => answers.sharing.agreed[item] === false)
}

/** The task list's word for a section: started by anyone, and complete or not. */
export function statusOf(section: Section, answers: Answers, saved: boolean): SectionStatus {
  const lacks = missingIn(section, answers)
  if (lacks.length === 0) return 'done'
  if (!saved) return 'not_started'
  return section === 'sharing' ? 'in_progress' : 'missing'
}
