import type { FieldErrors, RawForm } from '#ui/form-data.ts'
import { readForm } from '#ui/form-data.ts'
import { choice, day, email, flag, optional, text } from '#ui/form-fields.ts'
import { supportBasisSources } from '#modules/people/index.ts'
import type { Day } from '#kernel/days.ts'
import { ok, refuse, type Result } from '#kernel/result.ts'
import type { SectionInput } from '../../actions/save-section.ts'
import { da } from '../../texts/da.ts'
import { en } from '../../texts/en.ts'
import { type SharingItem, sharingItems } from '../../domain/sections.ts'

/** A section that has a form here; identity was given on the first page. */
export type EditableSection = SectionInput['section']
/** The editable sections in the form's order. */
export const editable = ['contact', 'support_basis', 'idea', 'fitness', 'sharing'] as const satisfies readonly EditableSection[]

/** A section read: what to save, or every error by field. */
export type SectionReading = Result<SectionInput, FieldErrors> & { raw: RawForm }

type Known = { name: string; protectedAddress: boolean; today: Day }

const long = { max: 4000, required: false }
const answer = () => optional(choice(['yes', 'no']))

function contact(body: FormData, known: Known): SectionReading {
  const fields = {
    address: text({ max: 500, required: false }),
    phone: text({ max: 40, required: false }),
    email: optional(email()),
    lang: choice(['da', 'en']),
    interpreter: text({ max: 100, required: false }),
  }
  const read = readForm(fields, body)
  if (!read.ok) return read
  const { address, phone, email: mail, lang, interpreter } = read.value
  if (phone === '' && mail === null)
    return { ...refuse({ phone: { kind: 'own' as const, text: { da: da.contact.oneOf, en: en.contact.oneOf } } }), raw: read.raw }
  const value = {
    name: known.name,
    address: address || null,
    phone: phone || null,
    email: mail,
    lang,
    interpreter: interpreter || null,
    protectedAddress: known.protectedAddress,
  }
  return { ...ok({ section: 'contact' as const, contact: value }), raw: read.raw }
}

function support(body: FormData, known: Known): SectionReading {
  const read = readForm({ code: text({ max: 60 }), from: day({ max: known.today }), source: choice(supportBasisSources) }, body)
  return read.ok ? { ...ok({ section: 'support_basis' as const, ...read.value }), raw: read.raw } : read
}

function sharing(body: FormData): SectionReading {
  const fields = { informed: flag(), ...Object.fromEntries(sharingItems.map((item) => [item, answer()])) }
  const read = readForm(fields, body)
  if (!read.ok) return read
  const agreed = agreedIn(read.raw)
  if (read.raw['informed'] !== 'yes')
    return {
      ...refuse({ informed: { kind: 'own' as const, text: { da: da.sharing.missingInformed, en: en.sharing.missingInformed } } }),
      raw: read.raw,
    }
  return { ...ok({ section: 'sharing' as const, informed: true, agreed }), raw: read.raw }
}

/** What was said yes and no to; items without an answer are left out. */
export function agreedIn(raw: RawForm): Partial<Record<SharingItem, boolean>> {
  const typed: Record<string, string | undefined> = raw
  return Object.fromEntries(
    sharingItems.flatMap((item) => (typed[item] === 'yes' || typed[item] === 'no' ? [[item, typed[item] === 'yes']] : [])),
  )
}

/** Reads a section. Texts may be left empty: saved as one goes, and the task list says what is missing. */
export function readSection(section: EditableSection, body: FormData, known: Known): SectionReading {
  switch (section) {
    case 'contact':
      return contact(body, known)
    case 'support_basis':
      return support(body, known)
    case 'idea': {
      const read = readForm({ title: text({ max: 120, required: false }), text: text(long) }, body)
      return read.ok ? { ...ok({ section: 'idea' as const, ...read.value }), raw: read.raw } : read
    }
    case 'fitness': {
      const read = readForm({ why: text(long), health: text(long), economy: text(long) }, body)
      return read.ok ? { ...ok({ section: 'fitness' as const, ...read.value }), raw: read.raw } : read
    }
    case 'sharing':
      return sharing(body)
  }
}
