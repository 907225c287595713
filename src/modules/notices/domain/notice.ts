import type { AccountId, OrganisationId, PersonId, Role } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import type { Id } from '#kernel/ids.ts'
import type { NoticeKind } from './kinds.ts'

/** A notice's identity. */
export type NoticeId = Id<'notice'>

/** Who is told: one account, everyone who holds a role in an organisation, or a citizen. */
export type Recipient = { accountId: AccountId } | { organisationId: OrganisationId; role: Role } | { personId: PersonId }

/** What a notice is about: `{ noun: 'referral', id }`. */
export type Subject = { noun: string; id: string }

/** A notice to be told; whether it is a task or a message, the table says. `personId` is the citizen it is about. */
export type Telling = {
  to: Recipient
  kind: NoticeKind
  subject: Subject
  /** Page on this site, beginning with a slash. */
  href: string
  personId?: PersonId
  caseNumber?: string
  dueOn?: Day
  at: Instant
}

/** The agreement that a notice leads to, by its address; null when it leads elsewhere. Told of no case, it would not say which. */
export function agreementOf({ href }: Pick<Telling, 'href'>): string | null {
  return /^\/agreements\/([0-9a-f-]{36})(\/|$)/.exec(href)?.[1] ?? null
}

/** A notice as its reader sees it. */
export type Notice = {
  id: NoticeId
  kind: NoticeKind
  /** The account it is to by name, null when it is to a role or a citizen; another's than the reader's when the reader stands in. */
  toAccount: AccountId | null
  subject: Subject
  href: string
  personId: PersonId | null
  caseNumber: string | null
  dueOn: Day | null
  /** A task stays until it is closed, a message until it is seen. */
  task: boolean
  at: Instant
  /** How many tellings were merged into it. */
  times: number
  /** True after the one reminder. */
  reminded: boolean
  /** True when this reader has opened it. */
  seen: boolean
  doneAt: Instant | null
}
