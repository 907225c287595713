import type { Actor } from '#kernel/actor.ts'
import { type Day, isBefore } from '#kernel/days.ts'
import { type Result, ok, refuse } from '#kernel/result.ts'
import { type NotPermitted, authorize } from '#modules/access/index.ts'
import { type Agreement, agreement, occupancies, places } from '#modules/agreements/index.ts'
import {
  type ActingConsent,
  type SupportBasisCode,
  consentToAct,
  personNames,
  supportBasisCodes,
  supportBasisHistory,
  supportBasisNames,
} from '#modules/people/index.ts'
import { type Reason, programmeVersion } from '#modules/programmes/index.ts'
import type { Tx } from '#platform/db/database.ts'
import { actions } from '../../actions.ts'
import type { EnrolmentPorts } from '../../actions/ports.ts'
import { transferTargets } from '../../actions/transfer.ts'
import type { Enrolment, EnrolmentId } from '../../domain/enrolment.ts'
import { aheadOf } from '../../domain/line.ts'
import { type PlaceStepName, stepOf } from '../../domain/place-machine.ts'
import type { Owed } from '../../domain/ports.ts'
import { changesDuring } from '../../domain/support-basis.ts'
import { enrolment, enrolmentsOf } from '../../store/enrolments.ts'
import { freeFrom } from '../places/calendar.ts'

/** A change of support basis during the first phase, its names in both languages. */
export type NamedChange = { on: Day; before: { da: string; en: string }; after: { da: string; en: string } }

/** Everything a step's page shows. `owed` and `planApproved` are asked only where the gate is. */
export type StepFacts = {
  enrolment: Enrolment
  agreement: Agreement
  name: string | null
  reasons: readonly Reason[]
  ahead: number
  /** The first day on which a place is free, asked only where one is offered; null when none comes free in the agreement's time. */
  freeOn: Day | null
  owed: readonly Owed[]
  planApproved: boolean
  changes: readonly NamedChange[]
  /** Agreements a waiting run can go on under; asked only where that is the step. */
  targets: readonly Agreement[]
  /** Codes of the support-basis list, for a check of after-care. */
  bases: readonly SupportBasisCode[]
  /** The consent on which staff may answer an offer in the citizen's name; asked only where that is the step. */
  consent: ActingConsent | null
}

/** Gathers what the page of a step shows, or says that the reader may not take it. */
export async function stepFacts(
  tx: Tx,
  ports: EnrolmentPorts,
  { actor, id, step, today }: { actor: Actor; id: EnrolmentId; step: PlaceStepName; today: Day },
): Promise<Result<StepFacts, NotPermitted | { kind: 'no_such_enrolment' }>> {
  const found = await enrolment(tx, id)
  const agreed = found === null ? null : await agreement(tx, found.agreementId)
  if (found === null || agreed === null) return refuse({ kind: 'no_such_enrolment' })
  const permitted = authorize(actor, actions[step], { parties: agreed.parties, personId: found.personId })
  if (!permitted.ok) return permitted
  const list = stepOf(step === 'accept' ? 'turn_down' : step).reason
  const version = await programmeVersion(tx, agreed.programmeVersionId)
  const atGate = found.state === 'gate' || step === 'open_gate'
  return ok({
    enrolment: found,
    agreement: agreed,
    name: (await personNames(tx, [found.personId])).get(found.personId)?.name ?? null,
    reasons: list === null || list === 'own_words' ? [] : version.reasons[list],
    ahead: step === 'offer' ? aheadOf(found, await enrolmentsOf(tx, found.agreementId), today) : 0,
    freeOn: step === 'offer' ? await firstFree(tx, agreed, today) : null,
    targets: step === 'transfer' ? await transferTargets(tx, agreed) : [],
    bases: step === 'record_check' ? await supportBasisCodes(tx, today) : [],
    consent: step === 'accept' ? await consentToAct(tx, actor, found.personId, 'place') : null,
    owed: atGate ? await ports.owed(tx, id) : [],
    planApproved: atGate ? await ports.planApproved(tx, id) : true,
    changes: await supportBasisChanges(tx, found),
  })
}

async function firstFree(tx: Tx, { id, endsOn }: Agreement, today: Day): Promise<Day | null> {
  const free = freeFrom({ places: await places(tx, id), held: await occupancies(tx, id), today, endsOn })
  const [first] = free.map(({ on }) => on).toSorted((a, b) => Temporal.PlainDate.compare(a, b))
  return first === undefined || isBefore(endsOn, first) ? null : first
}

/** The changes of support basis during the qualifying phase, which the memo says is kept: shown as a warning. */
export async function supportBasisChanges(tx: Tx, found: Enrolment): Promise<NamedChange[]> {
  const [phase] = found.phases
  if (found.run.startsOn === null || phase === undefined) return []
  const changes = changesDuring(phase, await supportBasisHistory(tx, found.personId))
  if (changes.length === 0) return []
  const names = await supportBasisNames(tx)
  const named = (code: string) => names.get(code) ?? { da: code, en: code }
  return changes.map(({ on, before, after }) => ({ on, before: named(before), after: named(after) }))
}
