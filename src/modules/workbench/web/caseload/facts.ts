import type { AccountId } from '#kernel/actor.ts'
import { type Deputy, type StaffMember, accountNames, deputies, leads, staff } from '#modules/access/index.ts'
import { type HandOver, handOversTo, openCasesEach, standing } from '#modules/caseload/index.ts'
import { personNames } from '#modules/people/index.ts'
import type { Tx } from '#platform/db/database.ts'
import type { StaffReader } from '../case/read-case.ts'

/** A hand-over that waits for the reader, with whose case it is. */
export type Offered = { handOver: HandOver; caseNumber: string; name: string | null; from: string }

/** Who looks after how many open cases; `gone` when they hold no role here any more. */
export type Each = { accountId: AccountId; name: string; open: number; gone: boolean; away: Deputy | null }

/** What the page of who has what shows. */
export type CaseloadFacts = {
  leads: boolean
  ownId: AccountId
  offered: readonly Offered[]
  each: readonly Each[]
  deputies: readonly Deputy[]
  members: readonly StaffMember[]
  names: ReadonlyMap<string, string>
}

/** Who looks after what in the reader's organisation, who is away, and what the reader is asked to take over. */
export async function caseloadFacts(tx: Tx, { actor, today }: StaffReader): Promise<CaseloadFacts> {
  const { organisationId, accountId } = actor
  const members = await staff(tx, { organisationId })
  const known = await deputies(tx, organisationId, today)
  const counts = await openCasesEach(tx, organisationId)
  const names = await accountNames(tx, [
    ...new Set([...counts.map((one) => one.accountId), ...known.flatMap((one) => [one.absentId, one.deputyId])]),
  ])
  const holds = (one: Deputy) => Temporal.PlainDate.compare(one.from, today) <= 0
  return {
    leads: leads(actor.roles),
    ownId: accountId,
    offered: await offeredTo(tx, actor),
    each: counts.map((one) => ({
      accountId: one.accountId,
      name: names.get(one.accountId) ?? '–',
      open: one.count,
      gone: !members.some((member) => member.accountId === one.accountId),
      away: known.find((each) => each.absentId === one.accountId && holds(each)) ?? null,
    })),
    deputies: known,
    members,
    names,
  }
}

async function offeredTo(tx: Tx, { accountId, organisationId }: StaffReader['actor']): Promise<Offered[]> {
  const waiting = await handOversTo(tx, accountId, organisationId)
  const people = await personNames(
    tx,
    waiting.map((one) => one.personId),
  )
  const from = await accountNames(
    tx,
    waiting.map((one) => one.from),
  )
  const offered: Offered[] = []
  for (const handOver of waiting) {
    const caseNumber = (await standing(tx, handOver.caseId))?.caseNumber ?? ''
    offered.push({ handOver, caseNumber, name: people.get(handOver.personId)?.name ?? null, from: from.get(handOver.from) ?? '–' })
  }
  return offered
}
