import { type Result, ok, refuse } from '#kernel/result.ts'
import { parseMunicipalityCode } from '#kernel/municipality.ts'
import type { Reason } from '#modules/programmes/index.ts'
import { type FieldErrors, type RawForm, readForm } from '#ui/form-data.ts'
import { type FormField, choice, day, flag, id, own, text } from '#ui/form-fields.ts'
import { wordsMax } from '../../actions/reason.ts'
import type { CommandStep } from '../../domain/command.ts'
import { stepOf } from '../../domain/place-machine.ts'
import { businessFindings, checkFindings, checkMonths, initiators } from '../../domain/run-event.ts'
import type { StepWish } from '../../domain/wish.ts'
import { type Texts, da } from '../../texts/da.ts'
import { en } from '../../texts/en.ts'

/** The name of a field on a step's page. */
export type StepField = keyof Texts['fields']

/** What was typed. */
export type StepRaw = RawForm<StepField>

/** What a form said. */
export type StepSaid = { wish: StepWish; reason: string; words: string }

/** A step's form read: what is wished, or every problem at once; what was typed in both cases. */
export type StepReading = { raw: StepRaw } & Result<StepSaid, FieldErrors<StepField>>

const sentence = text({ max: wordsMax, required: false })
const yesNo = choice(['yes', 'no'])

/** A field that may be left empty: the rule of the trade says later whether it may. */
function optional<Value>(field: FormField<Value>): FormField<Value | null> {
  return { read: (texts) => ((texts[0] ?? '').trim() === '' ? ok(null) : field.read(texts)) }
}

const checkForm = {
  month: choice(checkMonths.map(String)),
  finding: choice(checkFindings),
  basis: optional(text({ max: 60 })),
  business: optional(choice(businessFindings)),
}

function municipality(typed: string): Result<string, Record<'da' | 'en', string>> {
  const code = parseMunicipalityCode(typed)
  return code.ok
    ? code
    : refuse({
        da: 'Skriv kommunens nummer med fire cifre, for eksempel 0253',
        en: 'Write the municipality’s four-digit number, such as 0253',
      })
}

/** The answers to an offer; each is a step of its own. */
export const offerAnswers = ['accept', 'decline', 'turn_down'] as const

// Of the three answers to an offer, which share a page, only one has a reason.
function asksReason(step: CommandStep, reasons: readonly Reason[]): boolean {
  const { reason } = stepOf(step)
  return reason !== null && reason !== 'own_words' && reasons.length > 0 && step !== 'accept'
}

/** Reads the form of a step. `reasons` are those the page offered. */
export function readStepForm(step: CommandStep, body: FormData, reasons: readonly Reason[]): StepReading {
  const typed = readOwn(step, body)
  const listed = choice(reasons.map(({ code }) => code))
  const given = readForm({ reason: asksReason(step, reasons) ? listed : optional(listed), words: sentence }, body)
  const raw: StepRaw = { ...typed.raw, ...given.raw }
  if (!typed.ok || !given.ok) return { ...refuse({ ...(typed.ok ? {} : typed.refusal), ...(given.ok ? {} : given.refusal) }), raw }
  return { ...ok({ wish: typed.value, reason: given.value.reason ?? '', words: given.value.words }), raw }
}

type Own = { raw: StepRaw } & Result<StepWish, FieldErrors<StepField>>

/** The fields that only this step has. */
function readOwn(step: CommandStep, body: FormData): Own {
  switch (step) {
    case 'offer':
      return map(readForm({ startOn: day(), answerBy: day(), skipReason: sentence }, body), (value) => ({ step, ...value }))
    case 'start':
    case 'resume':
      return map(readForm({ on: day() }, body), (value) => ({ step, ...value }))
    case 'pass_gate':
      return map(readForm({ on: day(), despite: sentence }, body), (value) => ({ step, ...value }))
    case 'pause':
      return map(readForm({ from: day(), until: day(), keepsPlace: yesNo }, body), ({ from, until, keepsPlace }) => {
        return { step, from, until, keepsPlace: keepsPlace === 'yes' }
      })
    case 'extend_pause':
    case 'prolong':
      return map(readForm({ until: day() }, body), (value) => ({ step, ...value }))
    case 'end_after_first':
      return map(readForm({ lastDay: day() }, body), (value) => ({ step, ...value }))
    case 'end_early':
      return map(readForm({ lastDay: day(), initiator: choice(initiators), tookPart: yesNo }, body), ({ tookPart, ...value }) => {
        return { step, ...value, tookPart: tookPart === 'yes' }
      })
    case 'record_check':
      return readCheck(body)
    case 'never_start':
      return map(readForm({ initiator: choice(initiators) }, body), (value) => ({ step, ...value }))
    case 'reopen':
      return map(readForm({ orWait: flag() }, body), (value) => ({ step, ...value }))
    case 'transfer':
      return map(readForm({ agreementId: id<'agreement'>() }, body), (value) => ({ step, ...value }))
    case 'record_move':
      return map(readForm({ on: day(), municipality: own(municipality) }, body), (value) => ({ step, ...value }))
    case 'record_death':
      return map(readForm({ on: day() }, body), (value) => ({ step, ...value }))
    case 'accept':
    case 'decline':
    case 'turn_down':
      return map(readForm({ answer: choice(offerAnswers) }, body), ({ answer }) => ({ step: answer }))
    case 'confirm_interest':
    case 'put_ahead':
    case 'put_back':
    case 'leave_list':
    case 'expire':
    case 'open_gate':
    case 'release_gate_place':
    case 'complete':
    case 'begin_after_care':
    case 'close':
    case 'close_list':
    case 'settle_move':
      return { ...ok({ step }), raw: {} }
  }
}

/** A check, with all that it lacks at once: whoever was reached lives on something, and the business is somehow. */
function readCheck(body: FormData): Own {
  const reading = readForm(checkForm, body)
  const { raw } = reading
  const lacks = (['basis', 'business'] as const).filter((field) => (raw[field] ?? '').trim() === '')
  const text = { da: da.refusals.checkIncomplete, en: en.refusals.checkIncomplete }
  const missing: FieldErrors<StepField> =
    raw.finding === 'not_reached' ? {} : Object.fromEntries(lacks.map((field) => [field, { kind: 'own', text }] as const))
  if (!reading.ok) return { ...refuse({ ...reading.refusal, ...missing }), raw }
  if (Object.keys(missing).length > 0) return { ...refuse(missing), raw }
  const { month, ...found } = reading.value
  return { ...ok({ step: 'record_check', month: Number(month), ...found }), raw }
}

function map<Value>(reading: { raw: StepRaw } & Result<Value, FieldErrors<StepField>>, wish: (value: Value) => StepWish): Own {
  return reading.ok ? { ...ok(wish(reading.value)), raw: reading.raw } : reading
}
