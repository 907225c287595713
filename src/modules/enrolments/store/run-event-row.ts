import { z } from 'zod'
import type { Day } from '#kernel/days.ts'
import { dayColumn } from '#platform/db/row.ts'
import { type RunEvent, businessFindings, checkFindings, initiators } from '../domain/run-event.ts'
import { type Run, openPause, runPhases } from '../domain/run.ts'

const on = dayColumn
const months = z.object({ qualifying: z.int(), main: z.int() })
const bare = z.enum([
  'confirm_interest',
  'put_ahead',
  'put_back',
  'accept',
  'decline',
  'turn_down',
  'leave_list',
  'expire',
  'start',
  'resume',
  'open_gate',
  'release_gate_place',
  'pass_gate',
  'end_after_first',
  'complete',
  'begin_after_care',
  'close',
  'close_list',
  'settle_move',
  'record_death',
])

/** How an event lies in its row: name and day as columns, the rest in the payload. */
export const runEventSchema: z.ZodType<RunEvent> = z.union([
  z.object({
    name: z.literal('admit'),
    on,
    acceptedOn: dayColumn,
    priority: z.union([z.literal(1), z.literal(2)]),
    months,
    gateDays: z.int(),
  }),
  z.object({ name: z.literal('offer'), on, startOn: dayColumn, answerBy: dayColumn, skipped: z.int() }),
  z.object({ name: z.literal('pause'), on, until: dayColumn, keepsPlace: z.boolean() }),
  z.object({ name: z.literal('extend_pause'), on, until: dayColumn }),
  z.object({ name: z.literal('prolong'), on, days: z.int() }),
  z.object({ name: z.literal('end_early'), on, initiator: z.enum(initiators), tookPart: z.boolean() }),
  // Nobody was asked before this was recorded.
  z.object({ name: z.literal('never_start'), on, initiator: z.enum(initiators).nullable().default(null) }),
  z.object({
    name: z.literal('record_check'),
    on,
    month: z.int(),
    finding: z.enum(checkFindings),
    // Checks recorded before these two were asked for have neither.
    basis: z.string().nullable().default(null),
    business: z.enum(businessFindings).nullable().default(null),
  }),
  z.object({ name: z.literal('record_move'), on, municipality: z.string() }),
  z.object({ name: z.literal('transfer'), on, agreementId: z.string(), months, gateDays: z.int() }),
  z.object({ name: z.literal('reopen'), on, stayFrom: dayColumn.nullable(), returnsBy: dayColumn.nullable().default(null) }),
  ...bare.options.map((name) => z.object({ name: z.literal(name), on })),
])

/** What the payload says besides the event's own facts: where it led. Published figures are read from these. */
export function whereItLed(run: Run, placeNumber: number | null): Record<string, string | number | boolean | null> {
  const text = (day: Day | null | undefined) => day?.toString() ?? null
  const started = run.startsOn !== null
  const [first, main] = started ? runPhases(run) : []
  return {
    state: run.state,
    paused: openPause(run) !== null,
    placeNumber,
    startedOn: text(run.startsOn),
    qualifyingEndsOn: text(first?.endsOn),
    mainStartedOn: text(run.mainStartsOn),
    mainEndsOn: run.mainStartsOn === null ? null : text(main?.endsOn),
    runEndsOn: text(main?.endsOn),
    endedOn: text(run.endedOn),
    outcome: run.outcome,
  }
}
