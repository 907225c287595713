import type { CaseStep } from '#kernel/case-step.ts'
import { formatDay, isBefore } from '#kernel/days.ts'
import { authorize } from '#modules/access/index.ts'
import { agreement, openStates } from '#modules/agreements/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../../actions.ts'
import { transferTargets } from '../../actions/transfer.ts'
import { interestAsked } from '../../domain/agenda.ts'
import { gateOpensDaysBefore } from '../../domain/decide.ts'
import type { Enrolment } from '../../domain/enrolment.ts'
import { type PlaceStepName, stepOf, stepsFrom, suggestedStep } from '../../domain/place-machine.ts'
import { firstPhaseEnd, openPause } from '../../domain/run.ts'
import { enrolment } from '../../store/enrolments.ts'
import { type Texts, texts } from '../../texts/texts.ts'
import { pageWords } from '../step/said.ts'
import { shutReason } from '../step/shut.ts'
import type { CaseRef, Reader } from './reader.ts'

/**
 * What the reader can do in the run now, the suggested step first. One that waits for a day stays and says which; one that
 * is another's to take is left out.
 */
export async function caseSteps(tx: Tx, reader: Reader, { enrolmentId }: CaseRef): Promise<CaseStep[]> {
  const found = enrolmentId === null ? null : await enrolment(tx, enrolmentId)
  const agreed = found === null ? null : await agreement(tx, found.agreementId)
  if (found === null || agreed === null) return []
  const say = texts(reader.lang)
  const suggested = suggestedStep(found.state, found.pause !== null)
  const resource = { parties: agreed.parties, personId: found.personId }
  const targets = found.state === 'waiting' ? await transferTargets(tx, agreed) : []
  const applies = (name: PlaceStepName) => hasOccasion(name, found, { over: !openStates.includes(agreed.state), targets: targets.length })
  const open = stepsFrom(found.state, openPause(found.run) !== null).filter(
    (name) => applies(name) && authorize(reader.actor, actions[name], resource).ok,
  )
  // The three answers to an offer share a page; the first of them stands for all.
  const shown = open.filter(
    (name, index) => stepOf(name).page !== null && open.findIndex((other) => stepOf(other).page === stepOf(name).page) === index,
  )
  const ordered = shown.toSorted((a, b) => Number(b === suggested) - Number(a === suggested))
  // A citizen who is asked whether they still want a place has that to answer before anything else.
  const asked = reader.actor.kind === 'citizen' && interestAsked(found.run, reader.today) ? 'confirm_interest' : null
  return ordered.map((name) => caseStep(found, name, { say, primary: name === suggested || name === asked, reader }))
}

/** Whether there is anything to do a step about: a list is closed when the agreement is over, a move is settled once there is one. */
function hasOccasion(name: PlaceStepName, { run }: Enrolment, { over, targets }: { over: boolean; targets: number }): boolean {
  if (name === 'close_list') return over
  if (name === 'transfer') return targets > 0
  if (name === 'put_ahead') return run.priority === 2
  if (name === 'put_back') return run.priority === 1
  return name !== 'settle_move' || (run.move !== null && !run.move.settled)
}

function caseStep(
  found: Enrolment,
  name: PlaceStepName,
  { say, primary, reader }: { say: Texts; primary: boolean; reader: Reader },
): CaseStep {
  const { label, consequence } = pageWords(say, name, reader.actor.kind !== 'citizen')
  const opensOn = firstDay(found, name)
  const early = opensOn !== null && isBefore(reader.today, opensOn) ? say.refusals.notOpenYet(formatDay(opensOn)) : null
  const disabledReason = early ?? shutReason(found, name, { say, today: reader.today })
  return {
    label,
    href: `/enrolments/${found.id}/${stepOf(name).page ?? ''}`,
    consequence,
    primary,
    ...(disabledReason === null ? {} : { disabledReason }),
  }
}

/** The first day a step may be taken, where the plan sets one. */
function firstDay({ run, phases }: Enrolment, name: PlaceStepName): Temporal.PlainDate | null {
  if (name === 'open_gate') return firstPhaseEnd(run)?.subtract({ days: gateOpensDaysBefore }) ?? null
  return name === 'complete' ? (phases[1]?.endsOn ?? null) : null
}
