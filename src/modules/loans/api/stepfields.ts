import { z } from 'zod'
import { toNumber } from '../domain/engine/timeline/daynumbers.ts'
import type { DayNumber, Step } from '../domain/engine/timeline/types.ts'
import { amountField, choice, countField, dayField, maxTerms, optional, rateField } from './fields.ts'

const dayNumber = dayField.transform((day): DayNumber => toNumber(day))
const text = optional(z.string('must be a text').max(500, 'must be at most 500 characters'))

const step = z.discriminatedUnion(
  'do',
  [
    z.strictObject({ do: z.literal('check'), on: dayNumber }),
    z.strictObject({ do: z.literal('approve'), on: dayNumber, date: dayNumber, amount: amountField }),
    z.strictObject({ do: z.literal('disburse'), on: dayNumber, date: dayNumber, amount: amountField }),
    z.strictObject({ do: z.literal('repay'), on: dayNumber, date: dayNumber, amount: amountField }),
    z.strictObject({ do: z.literal('payOff'), on: dayNumber, date: dayNumber }),
    z.strictObject({
      do: z.literal('credit'),
      on: dayNumber,
      date: dayNumber,
      amount: amountField,
      kind: choice(['MERCHANT_ISSUED_REFUND', 'GOODWILL_CREDIT', 'PAYOUT_REFUND']),
    }),
    z.strictObject({
      do: z.literal('charge'),
      on: dayNumber,
      due: dayNumber,
      amount: amountField,
      penalty: z.boolean('must be true or false'),
      name: text,
    }),
    z.strictObject({
      do: z.literal('waive'),
      on: dayNumber,
      date: optional(dayNumber),
      due: dayNumber,
      nth: optional(countField(1, 500)),
    }),
    z.strictObject({ do: z.literal('refund'), on: dayNumber, date: dayNumber, amount: amountField }),
    z.strictObject({ do: z.literal('rateChange'), on: dayNumber, from: dayNumber, annualRatePercent: rateField }),
    z.strictObject({ do: z.literal('chargeOff'), on: dayNumber, date: dayNumber }),
    z.strictObject({ do: z.literal('writeOff'), on: dayNumber, date: dayNumber }),
    z.strictObject({ do: z.literal('remit'), on: dayNumber, date: dayNumber }),
    z.strictObject({ do: z.literal('recover'), on: dayNumber, date: dayNumber, amount: amountField }),
    z.strictObject({
      do: z.literal('undo'),
      on: dayNumber,
      what: text,
      date: optional(dayNumber),
      nth: optional(countField(1, 500)),
      nthOf: text,
    }),
    z.strictObject({
      do: z.literal('reschedule'),
      on: dayNumber,
      from: dayNumber,
      submittedOn: optional(dayNumber),
      newDueDate: optional(dayNumber),
      extraInstalments: optional(countField(0, maxTerms)),
      principalGracePeriods: optional(countField(0, maxTerms)),
    }),
    z.strictObject({
      do: z.literal('reAge'),
      on: dayNumber,
      startDate: dayNumber,
      every: countField(1, 366),
      frequency: choice(['days', 'weeks', 'months']),
      numberOfInstalments: countField(1, maxTerms),
    }),
    z.strictObject({ do: z.literal('reAmortize'), on: dayNumber }),
    z.strictObject({ do: z.literal('interestPause'), on: dayNumber, start: dayNumber, end: dayNumber }),
    z.strictObject({ do: z.literal('arrearsPause'), on: dayNumber, start: dayNumber, end: dayNumber }),
    z.strictObject({ do: z.literal('arrearsResume'), on: dayNumber, start: dayNumber }),
  ],
  'must be a step that the timeline knows',
)

/** A step of a timeline, as sent; becomes the engine's own step. */
export const stepField = step.transform((given): Step => {
  if (given.do === 'undo') {
    const ofAll = given.nthOf?.toLowerCase().startsWith('all') ?? false
    return { do: 'undo', on: given.on, what: given.what, date: given.date, nth: given.nth ?? 1, ofAll }
  }
  if (given.do === 'waive') return { do: 'waive', on: given.on, date: given.date ?? given.on, due: given.due, nth: given.nth ?? 1 }
  if (given.do === 'rateChange') return { do: 'rateChange', on: given.on, from: given.from, yearlyRate: given.annualRatePercent }
  if (given.do === 'reschedule') {
    const { on, from, newDueDate } = given
    return { do: 'reschedule', on, from, newDueDate, extra: given.extraInstalments ?? 0, grace: given.principalGracePeriods ?? 0 }
  }
  if (given.do === 'reAge') {
    const { on, startDate, every, frequency } = given
    return { do: 'reAge', on, startDate, every, frequency, count: given.numberOfInstalments }
  }
  return given
})
