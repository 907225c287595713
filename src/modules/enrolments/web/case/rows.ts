import type { WorkRow } from '#kernel/case-step.ts'
import { agreement } from '#modules/agreements/index.ts'
import type { Agreement } from '#modules/agreements/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { agenda } from '../../domain/agenda.ts'
import type { Enrolment } from '../../domain/enrolment.ts'
import { suggestedStep } from '../../domain/place-machine.ts'
import { openEnrolments } from '../../store/enrolments.ts'
import { type Texts, texts } from '../../texts/texts.ts'
import type { Reader } from './reader.ts'

/** The open runs as rows of the worklist: what is next, who has the ball since when, and the next day that matters. */
export async function workRows(tx: Tx, { lang }: Reader): Promise<WorkRow[]> {
  const open = await openEnrolments(tx)
  const agreements = new Map<string, Agreement>()
  for (const id of new Set(open.map(({ agreementId }) => agreementId))) {
    const found = await agreement(tx, id)
    if (found !== null) agreements.set(id, found)
  }
  return open.flatMap((one) => {
    const agreed = agreements.get(one.agreementId)
    return agreed === undefined ? [] : [workRow(one, agreed, texts(lang))]
  })
}

function workRow(found: Enrolment, { parties }: Agreement, say: Texts): WorkRow {
  const holders = { acting_job_centre: parties.actingJobCentre, provider: parties.provider, citizen: 'citizen' }
  return {
    personId: found.personId,
    caseNumber: found.caseNumber,
    href: `/cases/${found.referralId}`,
    nextAction: nextAction(found, say),
    phase: found.pause === null ? say.states[found.state] : `${say.states[found.state]} · ${say.paused}`,
    ball: found.ball === null ? 'both' : holders[found.ball],
    dueOn: dueOn(found),
    since: found.ballSince,
  }
}

function nextAction({ state, pause }: Enrolment, say: Texts): string {
  if (state === 'offered') return say.noTask.offered
  const suggested = suggestedStep(state, pause !== null)
  return suggested === null ? say.noTask.nothing : say.steps[suggested].label
}

/** The day the next step is wanted by: an answer, an end of a phase, of a pause or of the gate, a check. */
function dueOn(found: Enrolment): Temporal.PlainDate | null {
  if (found.state === 'offered') return found.run.offer?.answerBy ?? null
  if (found.state === 'placed') return found.run.offer?.startOn ?? null
  if (found.pause !== null) return found.pause.until
  const step = agenda(found.run).find((due) => 'step' in due && (due.step === 'open_gate' || due.step === 'release_gate_place'))
  if (step !== undefined) return step.on.subtract({ days: 1 })
  if (found.state === 'main') return found.phases[1]?.endsOn ?? null
  const check = agenda(found.run).find((due) => 'remind' in due && (due.remind === 'check_due' || due.remind === 'confirm_interest'))
  return check?.on ?? null
}
