import { type Day, type Instant, dayOf } from '#kernel/days.ts'
import type { Agreement } from '#modules/agreements/index.ts'
import { type Phase, type Standing, standAs } from '#modules/caseload/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Enrolment } from '../domain/enrolment.ts'
import { type PlaceState, suggestedStep } from '../domain/place-machine.ts'
import { wantedBy } from '../domain/wanted-by.ts'

const phases: Record<PlaceState, Phase> = {
  waiting: 'line',
  offered: 'line',
  placed: 'placed',
  qualifying: 'qualifying',
  gate: 'gate',
  main: 'main',
  completed: 'after_care',
  completed_first_phase: 'after_care',
  ended_early: 'after_care',
  never_started: 'after_care',
  left_list: 'after_care',
  deceased: 'after_care',
  after_care: 'after_care',
  closed: 'ended',
}

/** Where a run stands, as its row of the worklist says it; `today` is the day it is closed, when it is. */
export function standingOf(run: Enrolment, { parties }: Pick<Agreement, 'parties'>, today: Day): Standing {
  const { state, ball, pause } = run
  const next = suggestedStep(state, pause !== null)
  return {
    caseId: run.referralId,
    personId: run.personId,
    caseNumber: run.caseNumber,
    agreementId: run.agreementId,
    parties: { acting_job_centre: parties.actingJobCentre, provider: parties.provider },
    source: 'run',
    state,
    paused: pause !== null,
    phase: phases[state],
    ball: ball ?? 'none',
    since: run.ballSince,
    dueOn: ball === null ? null : wantedBy(run.run),
    turnsOn: null,
    decideBy: null,
    next: { acting_job_centre: ball === 'acting_job_centre' ? next : null, provider: ball === 'provider' ? next : null },
    endedOn: ball === null ? today : null,
  }
}

/** Writes the case's row of the worklist after a step, in the step's own transaction. */
export async function stand(tx: Tx, run: Enrolment, agreed: Agreement, at: Instant): Promise<void> {
  await standAs(tx, standingOf(run, agreed, dayOf(at)), at)
}
