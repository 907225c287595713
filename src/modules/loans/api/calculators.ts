import { type Result, ok } from '#kernel/result.ts'
import { dueDates } from '../domain/engine/duedates.ts'
import { schedule } from '../domain/engine/schedule.ts'
import { type StepAnswer, runTimeline } from '../domain/engine/timeline/run.ts'
import type { BodyRefusal } from './problems.ts'
import { checkJson, scheduleJson } from './render.ts'
import { readDueDates, readSchedule } from './scheduleinput.ts'
import { refusalSentence } from './sentences.ts'
import { readTimeline } from './timelineinput.ts'

export type { BodyRefusal }

/**
 * Answers `POST /api/v1/loan-schedules`: the loan object of a schedule question becomes `{ rows, totals }`, amounts as decimal text.
 * Any other JSON is refused with the field named; never throws, and at most 600 instalments bound its work.
 */
export function calculateSchedule(body: unknown): Result<object, BodyRefusal> {
  const read = readSchedule(body)
  return read.ok ? ok(scheduleJson(schedule(read.value))) : read
}

/** Answers `POST /api/v1/due-dates`: the loan object of a due-date question becomes `{ dueDates }`, ISO days. Refuses like the schedule. */
export function calculateDueDates(body: unknown): Result<object, BodyRefusal> {
  const read = readDueDates(body)
  return read.ok ? ok({ dueDates: dueDates(read.value).map((day) => day.toString()) }) : read
}

/**
 * Answers `POST /api/v1/loan-timelines`: `{ loan, steps }` becomes `{ steps }` with one answer for each step: the whole state for a check,
 * else `{ ok: true }` or `{ ok: false, refused }`, after which the timeline goes on unchanged. Refuses like the schedule.
 */
export function calculateTimeline(body: unknown): Result<object, BodyRefusal> {
  const read = readTimeline(body)
  return read.ok ? ok({ steps: runTimeline(read.value.loan, read.value.steps).map(answerJson) }) : read
}

function answerJson(answer: StepAnswer): object {
  if (answer.kind === 'check') return checkJson(answer.check)
  return answer.kind === 'done' ? { ok: true } : { ok: false, refused: refusalSentence(answer.refusal) }
}
