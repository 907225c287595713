import { parseCpr } from '#kernel/cpr.ts'
import { parseCvr } from '#kernel/cvr.ts'
import type { Instant } from '#kernel/days.ts'
import type { PersonId } from '#kernel/actor.ts'
import { recordRead } from '#modules/audit/index.ts'
import { personsWithCvr } from '#modules/business/index.ts'
import { type Listed, byCaseNumber, standingsOfPerson } from '#modules/caseload/index.ts'
import { personByCpr, personsNamed } from '#modules/people/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { StaffReader } from '../case/read-case.ts'

const mostByName = 20

/**
 * The cases that fit what was typed: a CPR number finds its person and is logged as a reading of them, a CVR number its owner, else
 * case numbers that begin so and names that hold it. Only persons the reader's organisation has a part in; a masked one never by name.
 */
export async function found(tx: Tx, { actor }: StaffReader, wanted: string, at: Instant): Promise<Listed[]> {
  if (wanted === '') return []
  const cpr = parseCpr(wanted)
  if (cpr.ok) {
    const personId = await personByCpr(tx, cpr.value)
    if (personId === null) return []
    await recordRead(tx, { actor, page: 'workbench.search', personId, at })
    return standingsOfPerson(tx, personId)
  }
  const cvr = parseCvr(wanted)
  if (cvr.ok) return ofPersons(tx, await personsWithCvr(tx, cvr.value))
  const numbered = await byCaseNumber(tx, actor.organisationId, wanted)
  const named = await ofPersons(
    tx,
    (await personsNamed(tx, wanted, mostByName)).map((person) => person.id),
  )
  return [...numbered, ...named.filter((one) => !numbered.some((other) => other.caseId === one.caseId))]
}

async function ofPersons(tx: Tx, ids: readonly PersonId[]): Promise<Listed[]> {
  const hits: Listed[] = []
  for (const id of ids) hits.push(...(await standingsOfPerson(tx, id)))
  return hits
}
