import { type OrganisationId, type Role, type StaffActor, roles } from '#kernel/actor.ts'
import { type Day, isBefore } from '#kernel/days.ts'
import { type StaffMember, staff } from '#modules/access/index.ts'
import { type Agreement, agreementsOf } from '#modules/agreements/index.ts'
import { type MailTrouble, mailTrouble } from '#modules/notices/index.ts'
import { publishedDeadline } from '#modules/programmes/index.ts'
import type { Tx } from '#platform/db/database.ts'

/** What a new administrator has to put in place, and how far it is. */
export type BeginFacts = {
  organisationName: string
  /** True while the reader still uses the nameless account of the first start. */
  nameless: boolean
  /** Roles that the organisation's part in its agreements needs, and that nobody has. */
  lackingRoles: readonly Role[]
  /** The organisation's agreements with how many terms are assumed, and the last day on which a run could begin when it is past. */
  agreements: readonly { id: string; name: Agreement['name']; assumptions: number; overOn: Day | null }[]
  /** Whether both deadlines are published; null where the organisation decides nothing. */
  deadlinesSet: boolean | null
  /** The organisation's mails that the mail server did not take. */
  mails: MailTrouble
}

const needed: readonly { part: (agreement: Agreement) => OrganisationId; roles: readonly Role[] }[] = [
  { part: ({ parties }) => parties.purchaser, roles: ['business_director', 'committee_secretary'] },
  { part: ({ parties }) => parties.actingJobCentre, roles: ['caseworker'] },
  { part: ({ parties }) => parties.provider, roles: ['programme_manager', 'coach', 'financial_adviser', 'finance_clerk'] },
  { part: ({ approverOrganisationId }) => approverOrganisationId, roles: ['approver'] },
]

/** Reads what is in place for the reader's own organisation on a day. */
export async function beginFacts(tx: Tx, actor: StaffActor, organisationName: string, today: Day): Promise<BeginFacts> {
  const { organisationId } = actor
  const members = await staff(tx, { organisationId })
  const agreements = await agreementsOf(tx, organisationId)
  const own = needed.flatMap((each) => (agreements.some((agreement) => each.part(agreement) === organisationId) ? each.roles : []))
  const held = new Set(members.flatMap((member) => member.roles))
  const decides = agreements.some(({ parties }) => parties.provider === organisationId || parties.lender === organisationId)
  const published = await Promise.all((['intake', 'loan'] as const).map((kind) => publishedDeadline(tx, [organisationId], kind, today)))
  return {
    organisationName,
    nameless: isNameless(members.find(({ accountId }) => accountId === actor.accountId)),
    lackingRoles: roles.filter((role) => own.includes(role) && !held.has(role)),
    agreements: agreements.map(({ id, name, marks, endsOn }) => ({
      id,
      name,
      assumptions: assumptionsIn(marks),
      overOn: isBefore(endsOn, today) ? endsOn : null,
    })),
    deadlinesSet: decides ? published.every((day) => day !== null) : null,
    mails: await mailTrouble(tx),
  }
}

// The first start knows no names: its accounts have an address to which no mail can be sent.
function isNameless(member: StaffMember | undefined): boolean {
  return member?.email.endsWith('.grobund.invalid') === true && member.name === 'Administrator'
}

function assumptionsIn(marks: Agreement['marks']): number {
  return Object.values(marks).filter((mark) => mark === 'assumption').length
}
