import { type CvrNumber, parseCvr } from '#kernel/cvr.ts'
import type { Day } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { type FieldErrors, type RawForm, readForm } from '#ui/form-data.ts'
import { type FormField, choice, day, own, text } from '#ui/form-fields.ts'
import type { Lang } from '#ui/lang.ts'
import { type Milestone, milestones } from '../../domain/business-machine.ts'
import type { NewMilestone } from '../../domain/milestone.ts'
import { texts } from '../../texts/texts.ts'

/** The fields of a milestone. */
export type MilestoneField = 'milestone' | 'reached_on' | 'cvr' | 'vat' | 'told' | 'evidence'

/** A milestone as it was typed and could be read. */
export type MilestoneForm = { milestone: NewMilestone; on: Day; evidence: string; benefitTold: boolean; raw: RawForm<MilestoneField> }

/** What is wrong with a form, by field, with what was typed. */
export type WrongForm = { errors: FieldErrors<MilestoneField>; raw: RawForm<MilestoneField> }

/** The milestones the form records; the plan is approved on its own page. */
export const recordable = milestones.filter((name): name is Exclude<Milestone, 'plan_approved'> => name !== 'plan_approved')

/** Reads the form. Registering needs the number and the answer about VAT; for any other milestone they are passed over. */
export function readMilestone(form: FormData, today: Day): Result<MilestoneForm, WrongForm> {
  const registering = form.get('milestone') === 'registered'
  const fields = {
    milestone: choice(recordable),
    reached_on: day({ max: today }),
    evidence: text({ max: 2000 }),
    cvr: registering ? cvrField() : unread,
    vat: registering ? choice(['yes', 'no']) : unread,
    told: registering ? toldField : unread,
  }
  const read = readForm(fields, form)
  if (!read.ok) return refuse({ errors: read.refusal, raw: read.raw })
  const { milestone: name, reached_on: on, evidence, cvr, vat } = read.value
  const { raw } = read
  if (name !== 'registered') return ok({ milestone: { name }, on, evidence, benefitTold: false, raw })
  if (cvr === null) return refuse({ errors: { cvr: { kind: 'missing' } }, raw })
  return ok({ milestone: { name, cvr, vat: vat === 'yes' }, on, evidence, benefitTold: true, raw })
}

/** The day that was typed, or null while it cannot be read or lies ahead: the day a registration is warned about. */
export function typedDay(form: FormData, today: Day): Day | null {
  const read = readForm({ reached_on: day({ max: today }) }, form)
  return read.ok ? read.value.reached_on : null
}

/** For a registration on which day the warning was that the reader saw; today's where the page did not say. */
export function warnedFor(form: FormData, today: Day): Day {
  const read = readForm({ warned_for: day() }, form)
  return read.ok ? read.value.warned_for : today
}

const unread = { read: () => ok(null) }

// A box that must be ticked; what is wrong without it is said in the words of this page.
const toldField: FormField<boolean> = {
  read: (typed) => {
    if (typed[0] === 'yes') return ok(true)
    return refuse({ kind: 'own', text: { da: texts('da').benefit.toldMissing, en: texts('en').benefit.toldMissing } })
  },
}

function cvrField() {
  return own((typed): Result<CvrNumber, Record<Lang, string>> => {
    const found = parseCvr(typed)
    return found.ok ? found : refuse({ da: texts('da').cvrWrong, en: texts('en').cvrWrong })
  })
}
