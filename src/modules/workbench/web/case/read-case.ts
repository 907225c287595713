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

/** Reads the case in the address and logs the reading; null when there is none for the reader, a refusal when they may not. */
export async function readCase(tx: Tx, ports: CasePorts, call: Call): Promise<ReadCase | NotPermitted | null> {
  const reader = readerOf(call)
  const id = parseId<'referral'>(call.param('id'))
  const key = id === null ? null : await ports.caseOf(tx, id, reader)
  if (key === null) return null
  const permit = authorize(reader.actor, workbenchActions.see_case, { parties: key.parties })
  if (!permit.ok) return permit.refusal
  await recordRead(tx, { actor: reader.actor, page: 'workbench.case', personId: key.personId, at: call.now })
  const person = await personView(tx, key.personId)
  if (person === null) return null
  const representatives = (await representativesOf(tx, key.personId)).filter((each) => holdsOn(each, reader.today))
  return { key, person, representatives, ...(await gatherCase(tx, ports, reader, key)) }
}
