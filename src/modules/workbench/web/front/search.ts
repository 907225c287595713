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
 * The cases that fit what was typed: a CPR number finds its person, a CVR number its owner, else case numbers that begin so and names
 * that hold it. Whoever is found is told in their log that they were looked up. Only persons the reader's organisation has a part in; a masked one never by name.
 */
export async function found(tx: Tx, reader: StaffReader, wanted: string, at: Instant): Promise<Listed[]> {
  if (wanted === '') return []
  const cpr = parseCpr(wanted)
  const owner = cpr.ok ? await personByCpr(tx, cpr.value) : null
  const hits = cpr.ok ? await ofPersons(tx, owner === null ? [] : [owner]) : await byWords(tx, reader, wanted)
  const persons = new Set([...(owner === null ? [] : [owner]), ...hits.map((hit) => hit.personId)])
  for (const personId of persons) await recordRead(tx, { actor: reader.actor, page: 'workbench.search', personId, at })
  return hits
}

async function byWords(tx: Tx, { actor }: StaffReader, wanted: string): Promise<Listed[]> {
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
