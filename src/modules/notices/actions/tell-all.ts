import type { AccountId, OrganisationId, PersonId, Role } from '#kernel/actor.ts'
import type { Parties } from '#kernel/permit.ts'
import type { Tx } from '#platform/db/database.ts'
import type { NoticeKind } from '../domain/kinds.ts'
import { type NoticeReader, readersOf } from '../domain/matrix.ts'
import type { Recipient, Telling } from '../domain/notice.ts'
import { tell, tellEach } from '../store/notices.ts'

/**
 * What happened, for all whom the table names. `href` is where staff go on, `ownHref` where the citizen does, `caseHref` where the
 * job centre's caseworker and the coach do, who may not see every page that others see. `only` leaves out those of the row whom it does not
 * concern this time: who did it, or who has done their part. It can never add anybody; a party
 * that is left out is not told.
 */
export type TellAll = Omit<Telling, 'to'> & {
  kind: NoticeKind
  parties: Partial<Parties>
  ownHref?: string
  caseHref?: string
  only?: readonly NoticeReader[]
}

/** Which of an agreement's organisations a role works in. */
export const homeOf: Partial<Record<Role, keyof Parties>> = {
  caseworker: 'actingJobCentre',
  job_centre_lead: 'actingJobCentre',
  programme_manager: 'provider',
  coach: 'provider',
  financial_adviser: 'lender',
  approver: 'lender',
  finance_clerk: 'lender',
  business_director: 'purchaser',
  committee_member: 'purchaser',
  committee_secretary: 'purchaser',
}

/** Tells everyone whom the table names for the kind: who, and whether it is a task, is written nowhere else. */
export async function tellAll(tx: Tx, happened: TellAll): Promise<void> {
  await tellAllOf(tx, [happened])
}

/** The same of several things that happened, in a statement or a few for all of them. */
export async function tellAllOf(tx: Tx, happened: readonly TellAll[]): Promise<void> {
  const tellings = happened.flatMap(tellingsOf)
  for (let from = 0; from < tellings.length; from += atOnce) await tellEach(tx, tellings.slice(from, from + atOnce))
}

/** Tellings in one statement: its result may have some 1,600 columns. */
const atOnce = 200

function tellingsOf({ parties, ownHref, caseHref, only, ...telling }: TellAll): Telling[] {
  const hrefs: Partial<Record<NoticeReader, string | undefined>> = { citizen: ownHref, caseworker: caseHref, coach: caseHref }
  return readersOf(telling.kind).flatMap((reader) => {
    const to = only !== undefined && !only.includes(reader) ? null : recipient(reader, parties, telling.personId)
    return to === null ? [] : [{ ...telling, href: hrefs[reader] ?? telling.href, to }]
  })
}

/** Tells the citizen alone, where there is no agreement whose parties could be told, or each citizen apart. */
export async function tellCitizen(tx: Tx, telling: Omit<Telling, 'to'> & { personId: PersonId }): Promise<void> {
  await tell(tx, { ...telling, to: { personId: telling.personId } })
}

/** Tells those whom the happening itself names, as the table says for `named`. */
export async function tellNamed(tx: Tx, { accounts, ...telling }: Omit<Telling, 'to'> & { accounts: readonly AccountId[] }): Promise<void> {
  for (const accountId of new Set(accounts)) await tell(tx, { ...telling, to: { accountId } })
}

function recipient(reader: NoticeReader, parties: Partial<Parties>, personId: PersonId | undefined): Recipient | null {
  if (reader === 'named') return null
  if (reader === 'citizen') return personId === undefined ? null : { personId }
  const home = homeOf[reader]
  const organisationId = home === undefined ? undefined : parties[home]
  return organisationId === undefined ? null : ofRole(organisationId, reader)
}

function ofRole(organisationId: OrganisationId, role: Role): Recipient {
  return { organisationId, role }
}
