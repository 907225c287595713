import { type Day, formatDay } from '#kernel/days.ts'
import { type FieldErrors, type FormBody, type FormValues, type RawForm, readForm, ownError } from '#ui/form-data.ts'
import { day, flag, optional, text, whole } from '#ui/form-fields.ts'
import { type ReimbursementRule, type StepProblem, checkSteps } from '../../domain/figures/reimbursement.ts'
import { reimbursementTexts } from '../../texts/reimbursement-texts.ts'

const percent = optional(whole({ min: 0, max: 100 }))
const week = optional(whole({ min: 1, max: 520 }))

const fields = {
  from: day(),
  percent_1: percent,
  until_1: week,
  percent_2: percent,
  until_2: week,
  percent_3: percent,
  until_3: week,
  percent_4: percent,
  until_4: week,
  percent_5: percent,
  legal_source: text({ max: 300 }),
  confirmed: flag(),
}

/** The fields of the form, in their order. */
export type RuleField = keyof typeof fields

/** Their names, in their order. */
export const ruleFields = Object.keys(fields).filter((name): name is RuleField => name in fields)

/** Reads the form: a rule from a day, or all its problems. */
export function readRule(
  body: FormBody,
): { ok: true; rule: ReimbursementRule; raw: RawForm<RuleField> } | { ok: false; errors: FieldErrors<RuleField>; raw: RawForm<RuleField> } {
  const read = readForm(fields, body)
  if (!read.ok) return { ok: false, errors: read.refusal, raw: read.raw }
  const typed = stepsOf(read.value)
  const problem = checkSteps(typed)
  if (problem !== null) return { ok: false, errors: stepErrors(problem), raw: read.raw }
  const { from, legal_source: legalSource, confirmed } = read.value
  const steps = typed.flatMap(({ untilWeek, percent: share }) => (share === null ? [] : [{ untilWeek, percent: share }]))
  return { ok: true, rule: { from, steps, legalSource, confirmed }, raw: read.raw }
}

function stepsOf(value: FormValues<typeof fields>) {
  return [
    { untilWeek: value.until_1, percent: value.percent_1 },
    { untilWeek: value.until_2, percent: value.percent_2 },
    { untilWeek: value.until_3, percent: value.percent_3 },
    { untilWeek: value.until_4, percent: value.percent_4 },
    { untilWeek: null, percent: value.percent_5 },
  ]
}

/** The form of the rule that holds, to change from a day. */
export function rawOf(rule: ReimbursementRule | null, today: Day): RawForm<RuleField> {
  const steps = (rule?.steps ?? []).flatMap(({ untilWeek, percent: share }, at) => [
    [stepField('percent', at + 1), String(share)],
    [stepField('until', at + 1), untilWeek === null ? '' : String(untilWeek)],
  ])
  return { from: formatDay(today.add({ days: 1 })), legal_source: rule?.legalSource ?? '', ...Object.fromEntries(steps) }
}

/** The field of a step, counted from 1. */
export function stepField(what: 'percent' | 'until', step: number): RuleField {
  return ruleFields.find((name) => name === `${what}_${step}`) ?? 'percent_5'
}

function stepErrors({ kind, step }: StepProblem): FieldErrors<RuleField> {
  switch (kind) {
    case 'no_percent':
      return { [stepField('percent', step)]: ownError((lang) => reimbursementTexts(lang).noPercent) }
    case 'last_step_ends':
      return { [stepField('until', step)]: ownError((lang) => reimbursementTexts(lang).lastStepEnds) }
    case 'step_after_the_last':
      return { [stepField('until', step - 1)]: ownError((lang) => reimbursementTexts(lang).noWeek) }
    case 'weeks_do_not_rise':
      return { [stepField('until', step)]: ownError((lang) => reimbursementTexts(lang).weeksDoNotRise) }
  }
}
