import type { Actor } from '#kernel/actor.ts'
import type { Day } from '#kernel/days.ts'
import type { Ore } from '#kernel/money.ts'
import { type Result, assert, ok } from '#kernel/result.ts'
import { agreement, usedOverAgreement } from '#modules/agreements/index.ts'
import type { LetterContent } from '#modules/notices/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Lang } from '#ui/lang.ts'
import { previewStepLetter } from '../../actions/step-letter.ts'
import type { EnrolmentPorts } from '../../actions/ports.ts'
import { type StepRefusal, type StepRequest, takeStep } from '../../actions/take-step.ts'
import type { Enrolment } from '../../domain/enrolment.ts'
import { enrolment } from '../../store/enrolments.ts'
import { placesFacts } from '../places/facts.ts'

/** One in line, and the day a place is expected before and after the step. */
export type InLineShift = { name: string | null; caseNumber: string; before: Day | null; after: Day | null }

/** What a step would change: the run, who waits, and the days paid for without use over the whole agreement. */
export type Consequences = {
  before: Enrolment
  after: Enrolment
  line: readonly InLineShift[]
  unused: { before: number; after: number; beforeOre: Ore | null; afterOre: Ore | null }
  /** The letter that the citizen would get; null where the step sends none. */
  letter: (LetterContent & { lang: Lang }) | null
}

/**
 * Takes the step and tells what came of it. Called in a transaction that is rolled back, so that a preview is the act itself:
 * the same rules, the same place, the same refusals.
 */
export async function consequencesOf(
  tx: Tx,
  ports: EnrolmentPorts,
  request: StepRequest,
  today: Day,
): Promise<Result<Consequences, StepRefusal>> {
  const before = await enrolment(tx, request.enrolmentId)
  const seenBefore = before === null ? null : await outlook(tx, request.actor, before, today)
  const taken = await takeStep(tx, ports, request)
  if (!taken.ok) return taken
  assert(before !== null && seenBefore !== null, 'a run in which a step was taken is there')
  const seenAfter = await outlook(tx, request.actor, { ...before, agreementId: taken.value.agreementId }, today)
  const line = seenAfter.line.map(({ caseNumber, name, expectedOn }): InLineShift => {
    const was = seenBefore.line.find((row) => row.caseNumber === caseNumber)
    return { name, caseNumber, before: was?.expectedOn ?? null, after: expectedOn }
  })
  const letter = await letterOf(tx, request, before, taken.value)
  // The days of two agreements cannot be set against each other.
  if (taken.value.agreementId !== before.agreementId)
    return ok({ before, after: taken.value, line: [], unused: { before: 0, after: 0, beforeOre: null, afterOre: null }, letter })
  const unused = { before: seenBefore.unused, after: seenAfter.unused, beforeOre: seenBefore.unusedOre, afterOre: seenAfter.unusedOre }
  return ok({ before, after: taken.value, line: line.filter(({ caseNumber }) => caseNumber !== before.caseNumber), unused, letter })
}

async function letterOf(
  tx: Tx,
  { actor, reason = '', words = '' }: StepRequest,
  before: Enrolment,
  run: Enrolment,
): Promise<Consequences['letter']> {
  const event = run.events.at(-1)
  const agreed = await agreement(tx, run.agreementId)
  assert(event !== undefined && agreed !== null, 'a run has its events and its agreement')
  return previewStepLetter(tx, { actor, agreed, before, run, event, reason, words: words.trim() })
}

type Outlook = {
  line: { caseNumber: string; name: string | null; expectedOn: Day | null }[]
  unused: number
  unusedOre: Ore | null
}

async function outlook(tx: Tx, actor: Actor, { agreementId }: Pick<Enrolment, 'agreementId'>, today: Day): Promise<Outlook> {
  const facts = await placesFacts(tx, { actor, id: agreementId, today })
  // The citizen sees the own run only: nobody else's place in the line, and not what the municipality pays.
  if (!facts.ok) return { line: [], unused: 0, unusedOre: null }
  const { unused, unusedOre } = usedOverAgreement(facts.value)
  const line = (facts.value.line ?? []).map(({ enrolment: one, name, expectedOn }) => ({ caseNumber: one.caseNumber, name, expectedOn }))
  return { line, unused, unusedOre }
}
