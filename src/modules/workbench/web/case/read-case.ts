import type { StaffActor } from '#kernel/actor.ts'
import { parseId } from '#kernel/ids.ts'
import type { NotPermitted } from '#kernel/permit.ts'
import { assert } from '#kernel/result.ts'
import { authorize } from '#modules/access/index.ts'
import { recordRead } from '#modules/audit/index.ts'
import { type PersonView, type Representative, holdsOn, personView, representativesOf } from '#modules/people/index.ts'
import { type CaseEvent, type CaseKey, type CasePorts, type Reader, gatherCase } from '#platform/case.ts'
import type { Tx } from '#platform/db/database.ts'
import type { Call } from '#platform/http/call.ts'
import type { CaseCard, CaseStep } from '#kernel/case-step.ts'
import { workbenchActions } from '../../actions.ts'

/** A member of staff who reads a case. */
export type StaffReader = Reader & { actor: StaffActor }

/** One case with everything the modules show of it, to one who may see it. */
export type ReadCase = {
  key: CaseKey
  person: PersonView
  /** Who acts for the citizen today. */
  representatives: readonly Representative[]
  steps: readonly CaseStep[]
  cards: readonly CaseCard[]
  timeline: readonly CaseEvent[]
}

/** Who reads a staff page. */
export function readerOf(call: Call): StaffReader {
  assert(call.actor?.kind === 'staff', 'a staff page is read by staff')
  return { actor: call.actor, lang: call.lang, today: call.today }
}

/** Logs that the reader opens the case in the address, before anything of it is read; null when there is none for the reader, a refusal when they may not. */
export async function openCase(tx: Tx, ports: CasePorts, call: Call): Promise<CaseKey | NotPermitted | null> {
  const reader = readerOf(call)
  const id = parseId<'referral'>(call.param('id'))
  const key = id === null ? null : await ports.caseOf(tx, id, reader)
  if (key === null) return null
  const permit = authorize(reader.actor, workbenchActions.see_case, { parties: key.parties })
  if (!permit.ok) return permit.refusal
  await recordRead(tx, { actor: reader.actor, page: 'workbench.case', personId: key.personId, at: call.now })
  return key
}

/** Opens the case in the address and answers everything shown of it, for what reads and changes in one transaction. */
export async function readCase(tx: Tx, ports: CasePorts, call: Call): Promise<ReadCase | NotPermitted | null> {
  const opened = await openCase(tx, ports, call)
  return opened === null || 'kind' in opened ? opened : shownCase(tx, ports, call, opened)
}

/** Everything the modules show of an opened case; null when its citizen has meanwhile gone from the reader's sight. */
export async function shownCase(tx: Tx, ports: CasePorts, call: Call, key: CaseKey): Promise<ReadCase | null> {
  const reader = readerOf(call)
  const [person, all, seen] = await Promise.all([
    personView(tx, key.personId),
    representativesOf(tx, key.personId),
    gatherCase(tx, ports, reader, key),
  ])
  return person === null ? null : { key, person, representatives: all.filter((each) => holdsOn(each, reader.today)), ...seen }
}
