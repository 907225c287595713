import type { Actor } from '#kernel/actor.ts'
import type { Day, Instant } from '#kernel/days.ts'
import type { ActionRef } from '#kernel/permit.ts'
import { type Tx, nobody } from '#platform/db/database.ts'
import type { Deps, Module } from '#platform/module.ts'
import { type Line, insertLine, insertLines, insertReads, sealLines } from './store/lines.ts'

export { type SeenLine, linesAbout } from './store/lines.ts'

type Who = Pick<Line, 'accountId' | 'organisationId' | 'job'>

function who(actor: Actor | null): Who {
  if (actor === null) return { accountId: null, organisationId: null, job: null }
  switch (actor.kind) {
    case 'staff':
      return { accountId: actor.accountId, organisationId: actor.organisationId, job: null }
    case 'citizen':
      return { accountId: actor.accountId, organisationId: null, job: null }
    case 'system':
      return { accountId: null, organisationId: actor.organisationId, job: actor.job }
  }
}

/** Records a change in the transaction that makes it: ids and codes only, no names, no free text. */
export async function recordChange(tx: Tx, change: Change): Promise<void> {
  await recordChanges(tx, [change])
}

/** A change as it is recorded: who did what, to which thing, about whom. */
export type Change = {
  actor: Actor
  action: ActionRef
  on: { noun: string; id: string }
  personId?: string
  codes?: Line['codes']
  at: Instant
}

/** Records several changes of one transaction in one go, in their order. */
export async function recordChanges(tx: Tx, changes: readonly Change[]): Promise<void> {
  await insertLines(
    tx,
    changes.map(({ actor, action, on, personId = null, codes = {}, at }) => {
      return { at, kind: 'change', ...who(actor), action: action.name, noun: on.noun, nounId: on.id, personId, codes }
    }),
  )
}

/** Records that a person's page was read, before it is shown; `on` says which thing of theirs, such as a document. */
export async function recordRead(
  tx: Tx,
  read: { actor: Actor; page: string; personId: string; on?: { noun: string; id: string }; at: Instant },
): Promise<void> {
  const { actor, page, personId, on = { noun: 'person', id: personId }, at } = read
  await insertLine(tx, { at, kind: 'read', ...who(actor), action: page, noun: on.noun, nounId: on.id, personId, codes: {} })
}

/** Records, in one go, that things were shown which tell of persons that nobody can name yet, such as who paid into an account. */
export async function recordReads(
  tx: Tx,
  read: { actor: Actor; page: string; noun: string; ids: readonly string[]; at: Instant },
): Promise<void> {
  const { actor, page, noun, ids, at } = read
  await insertReads(tx, { at, kind: 'read', ...who(actor), action: page, noun, nounId: null, personId: null, codes: {} }, ids)
}

/** Records an attempt that was refused for want of permission. */
export async function recordDenied(tx: Tx, denied: { actor: Actor | null; action: string; path: string; at: Instant }): Promise<void> {
  const { actor, action, path, at } = denied
  // The path may hold ids, never names; it tells what was tried.
  await insertLine(tx, { at, kind: 'denied', ...who(actor), action, noun: 'path', nounId: path.slice(0, 60), personId: null, codes: {} })
}

/** Records a sign-in or what changes one; `codes` may say by which provider and at which level. */
export async function recordSignIn(
  tx: Tx,
  event: { accountId: string; action: string; codes?: Line['codes']; at: Instant },
): Promise<void> {
  const { accountId, action, codes = {}, at } = event
  const line = { at, accountId, organisationId: null, job: null, action, noun: 'account', nounId: accountId, personId: null, codes }
  await insertLine(tx, { ...line, kind: 'sign_in' })
}

/** The log's own job: sealing what has been written since the last time. */
export function auditModule({ db, clock }: Deps): Module {
  const due = (today: Day) => db.transaction(nobody(today), (tx) => sealLines(tx, clock.now()))
  return { name: 'audit', actions: [], routes: [], due }
}
